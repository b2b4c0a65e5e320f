#include "verify/comparisons.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include "stats/descriptive.h"
#include "verify/compared_columns.h"
#include "verify/comparison_words.h"
#include "verify/level_words.h"
#include "verify/paired_signs.h"
#include "verify/peers.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

class Comparison {
 public:
  Comparison(const Dataset& dataset, const ComparisonContext& context)
      : dataset_(dataset), context_(context), found_(find_word(context.clause)) {}

  std::vector<Compared> judge() {
    if (auto vague = judge_level_words(dataset_, context_)) {
      return {{0, false, std::move(*vague)}};
    }
    static constexpr std::array<std::string_view, 7> kNegations = {
        "not", "neither", "cannot", "can't", "doesn't", "no", "isn't"};
    const std::size_t which = find_phrase(context_.clause, "which");
    const bool question = which < found_.at && found_.at - which < 25;
    if (found_.word == nullptr || question || has_any(context_.clause, kNegations)) {
      return {};
    }
    if (auto columns = judge_columns(dataset_, context_, found_)) {
      return {{0, false, std::move(*columns)}};
    }
    find_sides();
    find_metrics();
    // "due to its higher memory bandwidth", which nobody measured.
    const std::string_view clause = context_.clause;
    const bool cause = clause.find("due to") < 3 || clause.find("because") < 3;
    const bool unnamed = found_.word->sense == Sense::kMore || found_.word->sense == Sense::kLess;
    if (metrics_.empty() ||
        (cause && unnamed && bind_metrics(dataset_, context_.unnamed).empty())) {
      return {};
    }
    const bool names_none = context_.mentions.empty();
    if (a_.empty() || (names_none && has_phrase(context_.clause, "smaller model*")) ||
        (names_none && has_phrase(context_.clause, "larger model*"))) {
      if (auto sizes = judge_model_sizes()) {
        return {{0, false, std::move(*sizes)}};
      }
      return {};
    }
    std::vector<Compared> compared;
    compared.reserve(b_.size() + 1);
    for (const Side& b : b_) {
      compared.push_back({b.end, false, judge_pair(b)});
    }
    // "waits longer than the others", of nothing that has a name.
    const bool adjective = found_.word->word.ends_with("er") || found_.word->word == "worse";
    if (b_.empty() && (found_.word->superlative ||
                       (adjective && (!names_none || has_phrase(context_.clause, "its"))))) {
      if (auto extreme = judge_extreme()) {
        compared.push_back(
            {0, found_.word->superlative && (in_place_ || is_of_number(context_.clause, found_)),
             std::move(*extreme)});
      }
    }
    return compared;
  }

 private:
  void find_metrics() {
    NumberContext words;
    words.near = words_of_extreme(context_.unnamed, found_);
    words.clause = context_.unnamed;
    words.wide = context_.wide;
    words.scope = a_.empty() ? context_.scope : a_.front().scope;
    const bool of_speed = found_.word->superlative &&
                          (found_.word->word == "fastest" || found_.word->word == "slowest" ||
                           found_.word->word == "quickest");
    if (of_speed) {
      words.wide.clear();
    }
    metrics_ = metrics_around(dataset_, words).metrics;
    if (metrics_.empty() &&
        (found_.word->sense == Sense::kBetter || found_.word->sense == Sense::kWorse ||
         has_phrase(context_.clause, "speed"))) {
      const bool is_speed =
          has_phrase(context_.clause, "fast*") || has_phrase(context_.clause, "slow*") ||
          has_phrase(context_.wide, "speed") || has_phrase(context_.wide, "performance");
      if (is_speed || has_phrase(context_.clause, "outperform*") ||
          has_phrase(context_.clause, "beat*")) {
        metrics_ = speed_metrics(dataset_, words.scope).metrics;
        keep_throughput();
        // "The lowest speed" is no short time.
        const bool amount =
            found_.word->sense == Sense::kMore || found_.word->sense == Sense::kLess;
        std::erase_if(metrics_, [&](const Metric* metric) {
          return amount && direction_of_metric(*metric) == Direction::kLowerIsBetter;
        });
      }
    }
    std::erase_if(metrics_, [&](const Metric* metric) {
      return metric->statistic == "std" || metric->statistic == "cv" ||
             metric->statistic == "count" ||
             (metric->stated &&
              (metric->statistic == "min" || metric->statistic == "max" ||
               metric->statistic.starts_with('p')) &&
              !has_phrase(context_.clause, metric->statistic));
    });
  }

  // "Faster" is first of all said of throughput, where both sides have one.
  void keep_throughput() {
    const auto is_throughput = [](const Metric* metric) {
      return metric->definition != nullptr && metric->definition->family == "throughput";
    };
    const auto both_have = [&](const Metric* metric) {
      const auto has = [&](const Side& side) {
        return !take_sample(dataset_, *metric, side.scope).cells.empty();
      };
      return is_throughput(metric) && std::all_of(a_.begin(), a_.end(), has) &&
             std::all_of(b_.begin(), b_.end(), has);
    };
    if (!a_.empty() && !says_every_metric(context_.clause) &&
        std::any_of(metrics_.begin(), metrics_.end(), both_have)) {
      std::erase_if(metrics_, [&](const Metric* metric) { return !is_throughput(metric); });
    }
  }

  // Where what is compared with begins: behind "than", or behind a verb that takes an object.
  [[nodiscard]] std::size_t begin_of_object() const {
    std::size_t than = std::string::npos;
    for (const std::string_view word :
         {"than", "compared to", "compared with", "relative to", "over", "versus", "vs", "vs."}) {
      than = std::min(than, find_phrase(context_.clause, word, found_.at));
    }
    static constexpr std::array<std::string_view, 7> kTransitive = {
        "beats", "beat", "outperforms", "outperform", "surpasses", "exceeds", "underperforms"};
    const bool takes_object =
        std::find(kTransitive.begin(), kTransitive.end(), found_.word->word) != kTransitive.end();
    return than == std::string::npos && takes_object ? found_.at : than;
  }

  // What stands before the word is compared with what stands behind "than", if of one kind; the
  // rest says where.
  void find_sides() {
    const std::size_t than = begin_of_object();
    std::vector<Mention> named;
    std::vector<Mention> rest;
    for (const Mention& mention : context_.mentions) {
      if (mention.kind != NameKind::kMissingFile) {
        const bool where = is_place(context_.clause, context_.mentions, mention) ||
                           (found_.word->superlative && !context_.subjects.empty() &&
                            is_set(context_.clause, found_.at, mention));
        (where ? rest : named).push_back(mention);
      }
    }
    std::vector<Mention> mine;
    std::vector<Mention> others;
    std::copy_if(named.begin(), named.end(), std::back_inserter(others),
                 [&](const Mention& mention) { return mention.range.begin > than; });
    std::copy_if(named.begin(), named.end(), std::back_inserter(mine), [&](const Mention& mention) {
      return mention.range.begin <= than && !stands_ahead(context_.clause, mention);
    });
    std::copy_if(named.begin(), named.end(), std::back_inserter(rest),
                 [&](const Mention& mention) { return stands_ahead(context_.clause, mention); });
    if (mine.empty() &&
        (context_.mentions.empty() || !others.empty() ||
         (named.empty() && !rest.empty() && found_.word->superlative && found_.at < 3))) {
      std::copy_if(context_.subjects.begin(), context_.subjects.end(), std::back_inserter(mine),
                   [](const Mention& each) { return each.kind != NameKind::kMissingFile; });
    }
    if (is_each_akin(mine, others)) {
      scope_ = narrowed(scope_of(rest), context_.scope);
      a_ = {whole_side(mine)};
      b_ = {whole_side(others)};
      return;
    }
    if (!others.empty()) {
      keep_akin(mine, others, rest);
    } else if (found_.word->superlative) {
      keep_subject(mine, rest);
    } else if (std::any_of(mine.begin(), mine.end(),
                           [](const Mention& mention) { return !mention.placed; })) {
      // "With 16 layers beta has the higher rate": where, and who.
      const auto where = std::stable_partition(
          mine.begin(), mine.end(), [](const Mention& mention) { return !mention.placed; });
      std::copy(where, mine.end(), std::back_inserter(rest));
      mine.erase(where, mine.end());
    }
    scope_ = narrowed(scope_of(rest), context_.scope);
    if (!mine.empty()) {
      subject_ = mine.front();
    }
    for (const Mention& mention : mine) {
      a_.push_back(side_of(mention, scope_));
    }
    for (const Mention& mention : others) {
      b_.push_back(side_of(mention, scope_));
    }
    compare_with_subjects();
    compare_with_other();
  }

  [[nodiscard]] Side whole_side(const std::vector<Mention>& mentions) const {
    std::string name = mentions.front().alias;
    for (std::size_t i = 1; i < mentions.size(); ++i) {
      name.append(" ").append(mentions[i].alias);
    }
    return {name, narrowed(scope_of(mentions), scope_), mentions.back().range.end};
  }

  // "… with A, B is the slowest": B.
  [[nodiscard]] bool names_directly(const Mention& mention) const {
    const std::string_view clause = context_.clause;
    if (mention.range.end >= found_.at) {
      return false;
    }
    const auto between = clause.substr(mention.range.end, found_.at - mention.range.end);
    return between == " is the " || between == " was the " || between == " is ";
  }

  // What a superlative is said of: a name that no preposition makes a place; else the first such
  // one behind the word ("lowest at batch size 1"), else one before it.
  void keep_subject(std::vector<Mention>& mine, std::vector<Mention>& rest) {
    const auto place_of = [&](const Mention& mention) {
      if (names_directly(mention)) {
        return -1;
      }
      return !is_adverbial(context_.clause, mention) && is_side(context_.clause, found_.at, mention)
                 ? 0
             : mention.range.begin > found_.at ? 1
                                               : 2;
    };
    if (mine.empty() || context_.mentions.empty()) {
      return;
    }
    const auto best = std::min_element(mine.begin(), mine.end(), [&](const auto& a, const auto& b) {
      return place_of(a) < place_of(b);
    });
    Mention chosen = *best;
    in_place_ = place_of(chosen) > 0;
    mine.erase(best);
    rest.insert(rest.end(), mine.begin(), mine.end());
    mine = {std::move(chosen)};
  }

  // "The 1b model is slower": than what was spoken of before.
  void compare_with_subjects() {
    // "rises", "drops": of itself, from one setting to the next.
    const std::string_view word = found_.word->word;
    const bool adjective = word.ends_with("er") || word == "worse" || word == "less";
    const std::size_t cause = std::min(find_phrase(context_.clause, "due to"),
                                       find_phrase(context_.clause, "because of"));
    const bool of_itself =
        has_phrase(context_.clause, "its") || has_phrase(context_.clause, "their");
    if (!adjective || (cause < found_.at && !of_itself) || found_.word->superlative ||
        !b_.empty() || a_.size() != 1 || context_.mentions.empty() ||
        says_always(context_.clause)) {
      return;
    }
    for (const Mention& mention : context_.subjects) {
      const bool akin =
          std::any_of(context_.mentions.begin(), context_.mentions.end(), [&](const Mention& own) {
            return own.kind == mention.kind && own.columns == mention.columns &&
                   (own.values != mention.values || own.files != mention.files);
          });
      if (akin) {
        b_ = {side_of(mention, scope_)};
        b_.back().end = 0;
      }
    }
  }

  // "A has the lower latency": of two alone.
  void compare_with_other() {
    const std::string_view word = found_.word->word;
    const bool of_two = word.ends_with("er") || word == "worse" || word == "wins";
    if (!of_two || found_.word->superlative || !b_.empty() || a_.size() != 1 || !subject_) {
      return;
    }
    std::vector<Mention> named = context_.mentions;
    std::erase_if(named, [&](const Mention& mention) { return is_akin(mention, *subject_); });
    named.insert(named.begin(), *subject_);
    const Pairing pairing = pair_with_other(dataset_, named, context_.names);
    if (pairing.sides.size() == 2 && is_same(pairing.sides.front(), *subject_)) {
      b_ = {side_of(pairing.sides.back(), scope_)};
      b_.back().end = 0;
    }
  }

  Judgement judge_pair(const Side& b) {
    std::size_t holds = 0;
    std::size_t fails = 0;
    std::size_t unclear = 0;
    Judgement said = unsupported(ClaimType::kComparison, VerdictReason::kNoSuchMeasurement,
                                 "the two have no measurement in common");
    for (const Side& a : a_) {
      for (const Metric* const metric : metrics_) {
        const int wanted = wanted_sign(found_.word->sense, *metric);
        const int sign = wanted == 0 ? 2 : sign_between(*metric, a, b, wanted, said);
        if (sign != 2) {
          (sign > 0 ? holds : sign < 0 ? fails : unclear) += 1;
        }
      }
    }
    return concluded(says_every_metric(context_.clause) && fails > 0 ? 0 : holds, fails, unclear,
                     said, ClaimType::kComparison);
  }

  // +1 the statement holds, −1 it does not, 0 readings disagree, 2 nothing to compare.
  int sign_between(const Metric& metric, const Side& a, const Side& b, int wanted,
                   Judgement& said) {
    const auto warm = signs_of(take_sample(dataset_, metric, a.scope, {true}),
                               take_sample(dataset_, metric, b.scope, {true}));
    if (!warm) {
      return 2;
    }
    const auto whole =
        signs_of(take_sample(dataset_, metric, a.scope), take_sample(dataset_, metric, b.scope));
    if (said.found == std::nullopt) {
      said.why = metric.name + ": " + value_text(warm->mean_a, metric.unit) + " for " + a.name +
                 ", " + value_text(warm->mean_b, metric.unit) + " for " + b.name;
      Query query;
      query.metric = metric.name;
      query.statistics = {Statistic::kMean};
      query.where = conditions_of(a.scope, dataset_);
      said.found = FoundValue{warm->mean_a, metric.unit, canonical_text(query)};
    }
    const double want = wanted;
    if (says_always(context_.clause) && warm->pairs > 1) {
      const std::size_t against = warm->pairs - (wanted > 0 ? warm->more : warm->less);
      if (said.why.find("run alike") == std::string::npos) {
        said.why += "; not so in " + std::to_string(against) + " of " +
                    std::to_string(warm->pairs) + " that were run alike";
      }
      return against == 0 ? 1 : -1;
    }
    if (says_much(context_.clause) &&
        is_same_in_pairs(take_sample(dataset_, metric, a.scope, {true}),
                         take_sample(dataset_, metric, b.scope, {true}))) {
      return -1;
    }
    // "On average" asks for the mean alone.
    const bool mean_said =
        has_phrase(context_.clause, "average") || has_phrase(context_.clause, "mean");
    const double median = mean_said ? warm->mean : warm->median;
    const bool agree = warm->mean * want > 0 && median * want > 0;
    const bool oppose = warm->mean * want <= 0 && median * want <= 0;
    if (agree || oppose) {
      const bool cold_too = whole && whole->mean * want > 0;
      return agree ? 1 : cold_too ? 0 : -1;
    }
    // Where mean and median part, what was run alike decides, if nearly all of it says one thing.
    constexpr std::size_t kPairsMin = 4;
    const std::size_t wins = wanted > 0 ? warm->more : warm->less;
    const std::size_t losses = wanted > 0 ? warm->less : warm->more;
    const bool enough = warm->pairs >= kPairsMin;
    return enough && 10 * wins >= 9 * warm->pairs     ? 1
           : enough && 10 * losses >= 9 * warm->pairs ? -1
                                                      : 0;
  }

  // "Smaller models are faster": every model with a size in its name against the next larger one.
  std::optional<Judgement> judge_model_sizes() {
    const bool smaller = has_phrase(context_.clause, "smaller models") ||
                         has_phrase(context_.clause, "smaller model");
    const bool larger =
        has_phrase(context_.clause, "larger models") || has_phrase(context_.clause, "larger model");
    if (smaller == larger) {
      return std::nullopt;
    }
    std::map<double, std::string> by_size;
    for (const std::string& model : dataset_.models()) {
      if (const double size = size_of(model); size > 0) {
        by_size.emplace(size, model);
      }
    }
    if (by_size.size() < 2) {
      return std::nullopt;
    }
    const auto model_side = [&](const std::string& model) {
      Scope scope = context_.scope;
      scope.conditions.push_back({{"model"}, {model}});
      return Side{model, scope, 0};
    };
    a_ = {model_side(smaller ? by_size.begin()->second : by_size.rbegin()->second)};
    return judge_pair(model_side(smaller ? std::next(by_size.begin())->second
                                         : std::next(by_size.rbegin())->second));
  }

  // "Best" may be meant of the best single value: then the means don't refute it.
  [[nodiscard]] bool peak_holds(const Metric& metric, const Side& a, const Side& b,
                                int wanted) const {
    if (says_always(context_.clause)) {
      return false;
    }
    const auto va = take_sample(dataset_, metric, a.scope, {true}).values();
    const auto vb = take_sample(dataset_, metric, b.scope, {true}).values();
    if (va.size() < 2 || vb.size() < 2) {
      return false;
    }
    const double of_a = (wanted > 0 ? stats::maximum(va) : stats::minimum(va)).value_or(0);
    const double of_b = (wanted > 0 ? stats::maximum(vb) : stats::minimum(vb)).value_or(0);
    return sign_of(of_a, of_b) * wanted > 0;
  }

  std::optional<Judgement> judge_extreme() {
    std::size_t unclear = 0;
    std::size_t holds = 0;
    std::size_t fails = 0;
    Judgement said = unsupported(ClaimType::kExtreme, VerdictReason::kNoSuchMeasurement,
                                 "nothing of its kind has this measurement");
    for (const Metric* const metric : metrics_) {
      const int wanted = wanted_sign(found_.word->sense, *metric);
      if (wanted != 0) {
        const int sign = extreme_sign(*metric, wanted, said);
        unclear += sign == 0 ? 1U : 0U;
        holds += sign == 1 ? 1U : 0U;
        fails += sign == -1 ? 1U : 0U;
      }
    }
    return concluded(unclear > 0 ? 0 : holds, fails, unclear, said, ClaimType::kExtreme);
  }

  int extreme_sign(const Metric& metric, int wanted, Judgement& said) {
    const std::vector<Side> peers =
        subject_ ? peers_of(dataset_, *subject_, metric, scope_) : std::vector<Side>();
    int outcome = 2;
    for (const Side& a : a_) {
      const auto own = mean_of(dataset_, metric, a.scope, true);
      const auto own_best = stats::maximum(take_sample(dataset_, metric, a.scope, {true}).values());
      for (const Side& peer : peers) {
        const auto mean = mean_of(dataset_, metric, peer.scope, true);
        const bool is_side = std::any_of(a_.begin(), a_.end(), [&](const Side& side) {
          return side.scope.files && peer.scope.files && side.scope.conditions.empty() &&
                 peer.scope.conditions.empty() &&
                 std::includes(side.scope.files->begin(), side.scope.files->end(),
                               peer.scope.files->begin(), peer.scope.files->end());
        });
        if (!own || !own_best || !mean || is_side) {
          continue;
        }
        const bool beaten =
            sign_of(*mean, *own) * wanted > 0 ||
            (says_always(context_.clause) &&
             loses_a_pair(take_sample(dataset_, metric, a.scope, {true}),
                          take_sample(dataset_, metric, peer.scope, {true}), wanted));
        if (outcome == 2 || beaten) {
          said.why = metric.name + ": " + value_text(*own, metric.unit) + " for " + a.name + ", " +
                     value_text(*mean, metric.unit) + " for " + peer.name;
          said.found = FoundValue{*mean, metric.unit, ""};
        }
        if (beaten && !peak_holds(metric, a, peer, wanted)) {
          return -1;
        }
        outcome = beaten || outcome == 0 ? 0 : 1;
      }
    }
    return outcome;
  }

  const Dataset& dataset_;
  const ComparisonContext& context_;
  FoundWord found_;
  std::vector<const Metric*> metrics_;
  Scope scope_;
  bool in_place_ = false;           ///< what a superlative is said of only says where
  std::optional<Mention> subject_;  ///< whose like a superlative is said against
  std::vector<Side> a_;
  std::vector<Side> b_;
};

}  // namespace

std::size_t comparison_word(std::string_view clause) {
  return find_word(clause).at;
}

std::vector<Compared> judge_comparison(const Dataset& dataset, const ComparisonContext& context) {
  return Comparison(dataset, context).judge();
}

}  // namespace chimera::verify
