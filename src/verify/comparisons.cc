#include "verify/comparisons.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>

#include "stats/descriptive.h"
#include "verify/causes_said.h"
#include "verify/compared_columns.h"
#include "verify/compared_metrics.h"
#include "verify/compared_sides.h"
#include "verify/comparison_words.h"
#include "verify/each_of_all.h"
#include "verify/level_words.h"
#include "verify/paired_signs.h"
#include "verify/peers.h"
#include "verify/ratio_metrics.h"
#include "verify/sample_query.h"
#include "verify/tests_said.h"
#include "verify/unmeasured_things.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::string_view kRunAlike = " that were run alike";

class Comparison {
 public:
  Comparison(const Dataset& dataset, const ComparisonContext& context)
      : dataset_(dataset), context_(context), found_(find_word(context.clause)) {}

  std::vector<Compared> judge() {
    if (auto vague = judge_level_words(dataset_, context_)) {
      return {{0, false, std::move(*vague)}};
    }
    if (found_.word == nullptr || is_later_rank(context_.clause, found_) ||
        asks_which(context_.clause, context_.wide, found_.at)) {
      return {};
    }
    const bool named = std::ranges::any_of(
        context_.mentions, [](const Mention& mention) { return mention.values.size() > 1; });
    if (says_upwards(context_.clause) && !named) {
      return {};
    }
    const Denial denial = denial_of(context_.clause, found_.at);
    if (denial == Denial::kOther) {
      return {};
    }
    never_ = denial == Denial::kAlways;
    std::vector<Compared> compared = judge_asserted();
    for (Compared& each : compared) {
      take_back(denial, each.judgement);
    }
    return compared;
  }

 private:
  // "Isn't faster" refuted where it is faster; "never" held by no mean, since one pair refutes it.
  static void take_back(Denial denial, Judgement& said) {
    if (denial == Denial::kNone || said.verdict == Verdict::kUnsupported) {
      return;
    }
    if (said.verdict == Verdict::kSupported) {
      said.verdict = Verdict::kContradicted;
      said.reason = VerdictReason::kWrongDirection;
    } else if (denial == Denial::kPlain || said.why.find(kRunAlike) != std::string::npos) {
      said = supported(said.type, said.why);
    } else {
      said = unsupported(said.type, VerdictReason::kTooVague,
                         said.why + "; whether it is never otherwise isn't held against every run");
    }
  }

  std::vector<Compared> judge_asserted() {
    if (auto columns = judge_columns(dataset_, context_, found_)) {
      return {{0, false, std::move(*columns)}};
    }
    ComparedSides sides = find_compared_sides(dataset_, context_, found_);
    metrics_ = metrics_of_comparison(dataset_, context_, found_, sides);
    a_ = std::move(sides.a);
    b_ = std::move(sides.b);
    scope_ = std::move(sides.scope);
    subject_ = std::move(sides.subject);
    in_place_ = sides.in_place;
    among_ = std::move(sides.among);
    if (b_.empty() && found_.word->superlative &&
        is_of_one_row(context_.clause, context_.mentions, found_.at)) {
      return {{0, false,
               unsupported(ClaimType::kExtreme, VerdictReason::kTooVague,
                           "it is of single rows, which no name tells")}};
    }
    if (names_unmeasured_thing(dataset_, context_, found_, a_)) {
      return {{0, false,
               unsupported(ClaimType::kExtreme, VerdictReason::kNoSuchMeasurement,
                           "nothing that was measured is called so")}};
    }
    // "due to its higher memory bandwidth", which nobody measured.
    const std::string_view clause = context_.clause;
    if (metrics_.empty() && says_getting_ready(clause)) {
      return {{0, false,
               unsupported(ClaimType::kComparison, VerdictReason::kNoSuchMeasurement,
                           "how long it took to get ready was not measured")}};
    }
    const bool attribute = cause_in_clause(clause) < found_.at && is_attribute(*found_.word);
    if (metrics_.empty() || (attribute && (bind_metrics(dataset_, context_.unnamed).empty() ||
                                           has_phrase(clause, "size")))) {
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
    // "A leads at every level": it is the best of all there.
    const bool leads = found_.word->word == "leads" || found_.word->word == "wins";
    if (b_.empty() && (found_.word->superlative || (leads && a_.size() == 1) ||
                       (adjective && (!names_none || has_phrase(context_.clause, "its"))))) {
      if (auto extreme = judge_extreme()) {
        compared.push_back(
            {0, found_.word->superlative && (in_place_ || is_of_number(context_.clause, found_)),
             std::move(*extreme)});
      }
    }
    return compared;
  }

  Judgement judge_pair(const Side& b) {
    std::size_t holds = 0;
    std::size_t fails = 0;
    std::size_t unclear = 0;
    Judgement said = unsupported(ClaimType::kComparison, VerdictReason::kNoSuchMeasurement,
                                 "the two have no measurement in common");
    const auto of_pairs = says_always(context_.clause) ? measured_alike(dataset_, metrics_, a_, b)
                                                       : std::vector<const Metric*>();
    const auto metrics = of_pairs.empty() ? measured_beside(dataset_, metrics_, a_, b) : of_pairs;
    for (const Side& a : a_) {
      for (const Metric* const metric : metrics) {
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

  // "For every model": by the means of each; 2 where the words call none.
  int sign_in_each(const Metric& metric, const Side& a, const Side& b, int wanted,
                   Judgement& said) const {
    const auto scopes = scopes_of_each_measured(dataset_, context_, metric, a.scope);
    std::size_t told = 0;
    std::size_t held = 0;
    for (const Scope& scope : scopes.size() > 1 ? scopes : std::vector<Scope>()) {
      const auto signs = signs_of(take_sample(dataset_, metric, narrowed(scope, a.scope), {true}),
                                  take_sample(dataset_, metric, narrowed(scope, b.scope), {true}));
      if (signs) {
        ++told;
        // Where each ran under settings of its own, those that both have decide.
        const bool paired = signs->pairs > 1 && signs->more + signs->less == signs->pairs &&
                            (signs->more == 0 || signs->less == 0);
        held += (paired ? (signs->more > 0 ? 1 : -1) : signs->mean) * wanted > 0 ? 1U : 0U;
      }
    }
    if (told < 2) {
      return 2;
    }
    said.why += "; so in " + std::to_string(held) + " of " + std::to_string(told);
    return held == told ? 1 : -1;
  }

  // +1 it holds, −1 it does not, 0 readings disagree, 2 nothing to compare.
  int sign_between(const Metric& metric, const Side& a, const Side& b, int wanted,
                   Judgement& said) {
    const Sample of_a = take_sample(dataset_, metric, a.scope);
    const Sample warm_a = take_sample(dataset_, metric, a.scope, {true});
    const Sample warm_b = take_sample(dataset_, metric, b.scope, {true});
    const auto whole = signs_of(of_a, take_sample(dataset_, metric, b.scope));
    auto warm = signs_of(warm_a, warm_b);
    const auto of_start = [](const Side& side) {
      return side.name == "warm" || side.name == "cold";
    };
    const bool of_warm = warm.has_value();
    if (!warm && !of_start(a) && !of_start(b)) {
      warm = whole;  // each trial of a side is a cold start
    }
    if (!warm) {
      return 2;
    }
    if (said.found == std::nullopt) {
      said.why = metric.name + ": " + value_text(warm->mean_a, metric.unit) + " for " + a.name +
                 ", " + value_text(warm->mean_b, metric.unit) + " for " + b.name;
      Query query;
      query.metric = metric.name;
      query.statistics = {Statistic::kMean};
      const auto where = conditions_of(dataset_, of_warm ? warm_a : of_a, a.scope);
      query.where = where.value_or(std::vector<Condition>());
      query.exclude_cold = of_warm;
      said.found =
          FoundValue{warm->mean_a, metric.unit, where && warm->of_all ? canonical_text(query) : ""};
    }
    const double want = wanted;
    if (const int each = sign_in_each(metric, a, b, wanted, said); each != 2) {
      return each;
    }
    if (never_ && warm->pairs > 1) {  // "never slower": refuted by one of those
      const std::size_t so = wanted > 0 ? warm->more : warm->less;
      if (said.why.find(kRunAlike) == std::string::npos) {
        said.why.append("; so in ").append(std::to_string(so)).append(" of ");
        said.why.append(std::to_string(warm->pairs)).append(kRunAlike);
      }
      return so > 0 ? 1 : -1;
    }
    if (says_always(context_.clause) && warm->pairs > 1) {
      const std::size_t against = warm->pairs - (wanted > 0 ? warm->more : warm->less);
      if (said.why.find(kRunAlike) == std::string::npos) {
        said.why += "; not so in " + std::to_string(against) + " of " + std::to_string(warm->pairs);
        said.why += kRunAlike;
      }
      return against == 0 ? 1 : -1;
    }
    if (says_much(context_.clause) && is_same_in_pairs(warm_a, warm_b)) {
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
    if (says_always(context_.clause) && !in_each_) {
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
    // "60 is the best setting for the large model": of settings, where none is named.
    static constexpr std::array<std::string_view, 6> kSettings = {
        "best setting",    "best configuration",    "best level",
        "fastest setting", "fastest configuration", "optimal setting"};
    if (has_any(context_.clause, kSettings) &&
        std::ranges::none_of(context_.mentions, [](const Mention& mention) {
          return mention.kind == NameKind::kLevel;
        })) {
      return std::nullopt;
    }
    const bool of_first = place_said(context_.clause) == TrialPlace::kFirst &&
                          find_phrase(context_.clause, "cold*") != std::string_view::npos;
    if (of_first || has_phrase(words_of_extreme(context_.clause, found_), "cold start*")) {
      return unsupported(ClaimType::kExtreme, VerdictReason::kTooVague,
                         "cold starts are not held against each other");
    }
    // "The deviation of A is 0.8, the lowest of the three": of deviations, and no mean.
    const std::string statistic = statistic_in(context_.clause);
    if ((statistic == "std" || statistic == "cv") &&
        bind_metrics(dataset_, words_of_extreme(context_.unnamed, found_)).empty()) {
      return unsupported(ClaimType::kExtreme, VerdictReason::kTooVague,
                         "which deviations it is held against isn't said");
    }
    std::size_t unclear = 0;
    std::size_t holds = 0;
    std::size_t fails = 0;
    Judgement said = unsupported(ClaimType::kExtreme, VerdictReason::kNoSuchMeasurement,
                                 "nothing of its kind has this measurement");
    // "For each of the models": by single trials, where there are some.
    std::vector<const Metric*> metrics = metrics_;
    const bool always = says_always(context_.clause);
    const auto of_trials = [&](const Metric* metric) {
      return !metric->stated && always && !a_.empty() &&
             !take_sample(dataset_, *metric, a_.front().scope).cells.empty();
    };
    if (std::ranges::any_of(metrics, of_trials)) {
      std::erase_if(metrics, [&](const Metric* metric) { return !of_trials(metric); });
    }
    for (const Metric* const metric : metrics) {
      const int wanted = wanted_sign(found_.word->sense, *metric);
      if (wanted != 0) {
        const int each = extreme_in_each(*metric, wanted, said);
        const int sign = each == 2 ? extreme_sign(*metric, wanted, said) : each;
        unclear += sign == 0 ? 1U : 0U;
        holds += sign == 1 ? 1U : 0U;
        fails += sign == -1 ? 1U : 0U;
      }
    }
    return concluded(unclear > 0 ? 0 : holds, unclear > 0 ? 0 : fails, unclear + fails, said,
                     ClaimType::kExtreme);
  }

  // "Fastest for every network": in each of them; 2 where the words call none.
  int extreme_in_each(const Metric& metric, int wanted, Judgement& said) {
    const auto scopes =
        scopes_of_each_measured(dataset_, context_, metric, a_.empty() ? scope_ : a_.front().scope);
    const Scope whole = scope_;
    const std::vector<Side> sides = a_;
    int outcome = 2;
    // "The highest throughput for each model": in each of them, whatever else each was run with.
    in_each_ = scopes.size() > 1 && says_one_universal(context_.clause);
    for (const Scope& scope : scopes.size() > 1 ? scopes : std::vector<Scope>()) {
      scope_ = narrowed(scope, whole);
      for (Side& side : a_) {
        side.scope = narrowed(scope, side.scope);
      }
      const int sign = extreme_sign(metric, wanted, said);
      outcome = sign == 2 ? outcome : outcome == 2 ? sign : std::min(outcome, sign);
      a_ = sides;
      if (outcome == -1) {
        break;
      }
    }
    scope_ = whole;
    in_each_ = false;
    return outcome;
  }

  // Whether all of it is of other runs than the kind that is spoken of.
  [[nodiscard]] bool is_elsewhere(const Sample& sample) const {
    return std::any_of(
        scope_.conditions.begin(), scope_.conditions.end(), [&](const Setting& setting) {
          return is_experiment(setting) &&
                 std::none_of(sample.cells.begin(), sample.cells.end(), [&](const Cell& cell) {
                   return path_has(cell.table->file, setting.values);
                 });
        });
  }

  static void say_means(const Metric& metric, const std::pair<std::string, double>& own,
                        const std::pair<std::string, double>& other, Judgement& said) {
    said.why = metric.name + ": " + value_text(own.second, metric.unit) + " for " + own.first +
               ", " + value_text(other.second, metric.unit) + " for " + other.first;
    said.found = FoundValue{other.second, metric.unit, ""};
  }

  // Peers; of a set that the words name those in it, unless they are of another column.
  [[nodiscard]] std::vector<Side> like_of(const Mention& subject, const Metric& metric) const {
    std::vector<Side> peers = peers_of(dataset_, subject, metric, scope_);
    const auto rest = std::stable_partition(peers.begin(), peers.end(), [this](const Side& peer) {
      return std::find(among_.begin(), among_.end(), peer.name) != among_.end();
    });
    if (rest != peers.begin()) {
      peers.erase(rest, peers.end());
    }
    return peers;
  }

  // "The highest throughput for each model": a value, where "the fastest" is what has won.
  [[nodiscard]] bool is_of_values() const {
    return in_each_ && (found_.word->sense == Sense::kMore || found_.word->sense == Sense::kLess);
  }

  int extreme_sign(const Metric& metric, int wanted, Judgement& said) {
    const std::vector<Side> peers = subject_ ? like_of(*subject_, metric) : std::vector<Side>();
    const bool says_mean =
        (has_phrase(context_.clause, "mean") || has_phrase(context_.clause, "average")) &&
        !is_warm(context_.clause) && !is_warm(context_.wide);
    const bool always = says_always(context_.clause);
    // "fused" beside "reference" of one kernel, and not beside the sizes of another.
    const bool of_keys =
        subject_ && !subject_->columns.empty() &&
        (subject_->columns.front() == "key" || subject_->columns.front().starts_with("key_"));
    int outcome = 2;
    for (const Side& a : a_) {
      const Sample of_own = take_sample(dataset_, metric, a.scope, {true});
      const auto whole = says_mean ? mean_of(dataset_, metric, a.scope, false) : std::nullopt;
      for (const Side& peer : peers) {
        const Sample of_peer = take_sample(dataset_, metric, peer.scope, {true});
        // Where one was only run under some of the other's settings, these count.
        const auto signs = signs_of(of_own, of_peer);
        const bool is_side = std::any_of(a_.begin(), a_.end(), [&](const Side& side) {
          return side.scope.files && peer.scope.files && side.scope.conditions.empty() &&
                 peer.scope.conditions.empty() &&
                 std::includes(side.scope.files->begin(), side.scope.files->end(),
                               peer.scope.files->begin(), peer.scope.files->end());
        });
        if (!signs || is_side || is_no_peer(metric, of_own, of_peer) ||
            (of_keys && !stand_together(of_own, of_peer, subject_->columns.front())) ||
            (is_elsewhere(of_peer) && !is_elsewhere(of_own))) {
          continue;
        }
        if (const auto all = whole ? mean_of(dataset_, metric, peer.scope, false) : std::nullopt) {
          const double whole_mean = whole.value_or(0);
          // Whoever names the mean means that of all trials, cold starts among them.
          const bool lost = sign_of(*all, whole_mean) * wanted > 0;
          if (outcome == 2 || lost) {
            say_means(metric, {a.name, whole_mean}, {peer.name, *all}, said);
          }
          if (lost) {
            return -1;
          }
          outcome = std::min(outcome, 1);
          continue;
        }
        const auto by_pairs = always ? loses_a_pair(of_own, of_peer, wanted) : std::nullopt;
        const bool beaten = by_pairs.value_or(signs->mean * wanted < 0);
        if (outcome == 2 || beaten) {
          say_means(metric, {a.name, signs->mean_a}, {peer.name, signs->mean_b}, said);
        }
        if (beaten && !peak_holds(metric, a, peer, wanted)) {
          return -1;
        }
        outcome = (beaten && !is_of_values()) || outcome == 0 ? 0 : 1;
      }
    }
    return outcome;
  }

  const Dataset& dataset_;
  const ComparisonContext& context_;
  FoundWord found_;
  bool never_ = false;
  bool in_each_ = false;  ///< a universal is held against each scope that it calls
  std::vector<const Metric*> metrics_;
  Scope scope_;
  bool in_place_ = false;           ///< what a superlative is said of only says where
  std::vector<std::string> among_;  ///< the models that a superlative is said among, or any
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
