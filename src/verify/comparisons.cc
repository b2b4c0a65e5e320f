#include "verify/comparisons.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "stats/descriptive.h"
#include "verify/comparison_words.h"
#include "verify/paired_signs.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 6> kAlways = {"consistently", "always",     "all",
                                                     "every",        "invariably", "uniformly"};

class Comparison {
 public:
  Comparison(const Dataset& dataset, const ComparisonContext& context)
      : dataset_(dataset), context_(context), found_(find_word(context.clause)) {}

  std::vector<Compared> judge() {
    if (auto vague = judge_level()) {
      return {{0, std::move(*vague)}};
    }
    static constexpr std::array<std::string_view, 7> kNegations = {
        "not", "neither", "cannot", "can't", "doesn't", "no", "isn't"};
    if (found_.word == nullptr || has_any(context_.clause, kNegations)) {
      return {};
    }
    find_sides();
    find_metrics();
    if (metrics_.empty()) {
      return {};
    }
    const bool names_none = context_.mentions.empty();
    if (a_.empty() || (names_none && has_phrase(context_.clause, "smaller model*")) ||
        (names_none && has_phrase(context_.clause, "larger model*"))) {
      if (auto sizes = judge_model_sizes()) {
        return {{0, std::move(*sizes)}};
      }
      return {};
    }
    std::vector<Compared> compared;
    compared.reserve(b_.size() + 1);
    for (const Side& b : b_) {
      compared.push_back({b.end, judge_pair(b)});
    }
    if (b_.empty()) {
      if (auto extreme = judge_extreme()) {
        compared.push_back({0, std::move(*extreme)});
      }
    }
    return compared;
  }

 private:
  void find_metrics() {
    NumberContext words;
    words.near = context_.unnamed;
    words.wide = context_.wide;
    words.scope = a_.empty() ? context_.scope : a_.front().scope;
    metrics_ = metrics_around(dataset_, words).metrics;
    if (metrics_.empty() &&
        (found_.word->sense == Sense::kBetter || found_.word->sense == Sense::kWorse)) {
      const bool is_speed =
          has_phrase(context_.clause, "fast*") || has_phrase(context_.clause, "slow*") ||
          has_phrase(context_.wide, "speed") || has_phrase(context_.wide, "performance");
      if (is_speed) {
        metrics_ = bind_metrics(dataset_, "throughput").metrics;
        const auto times = bind_metrics(dataset_, "latency").metrics;
        metrics_.insert(metrics_.end(), times.begin(), times.end());
      }
    }
    std::erase_if(metrics_, [&](const Metric* metric) {
      return metric->statistic == "std" || metric->statistic == "cv" ||
             metric->statistic == "count" ||
             ((metric->statistic == "min" || metric->statistic == "max" ||
               metric->statistic.starts_with('p')) &&
              !has_phrase(context_.clause, metric->statistic));
    });
  }

  // What stands before the word is compared with what stands behind "than".
  void find_sides() {
    std::size_t than = std::string::npos;
    for (const std::string_view word :
         {"than", "compared to", "compared with", "relative to", "over", "versus", "vs", "vs."}) {
      const std::size_t at = find_phrase(context_.clause, word, found_.at);
      than = std::min(than, at);
    }
    scope_ = context_.scope;
    std::vector<Mention> places;
    for (const Mention& mention : context_.mentions) {
      if (is_place(mention)) {
        places.push_back(mention);
      }
    }
    scope_ = narrowed(scope_of(places), scope_);
    for (const Mention& mention : context_.mentions) {
      if (mention.kind != NameKind::kMissingFile && !is_place(mention) && is_side(mention)) {
        (mention.range.begin > than ? b_ : a_).push_back(side_of(mention, scope_));
      }
    }
    if (a_.empty() && (context_.mentions.empty() || !b_.empty())) {
      for (const Mention& mention : context_.subjects) {
        if (mention.kind != NameKind::kMissingFile) {
          a_.push_back(side_of(mention, context_.scope));
        }
      }
    }
    // "The 1b model is slower": than what was spoken of before.
    if (!found_.word->superlative && b_.empty() && a_.size() == 1 && !context_.mentions.empty() &&
        !has_any(context_.clause, kAlways)) {
      for (const Mention& mention : context_.subjects) {
        const bool akin = std::any_of(
            context_.mentions.begin(), context_.mentions.end(), [&](const Mention& own) {
              return own.kind == mention.kind && own.columns == mention.columns &&
                     (own.values != mention.values || own.files != mention.files);
            });
        if (akin) {
          b_ = {side_of(mention, scope_)};
          b_.back().end = 0;
        }
      }
    }
    // What names no single thing is no side.
    if (a_.size() > 1 && b_.empty() && found_.word->superlative) {
      a_.resize(1);
    }
  }

  // What a superlative is said of stands before it, or behind "is".
  [[nodiscard]] bool is_side(const Mention& mention) const {
    if (!found_.word->superlative || mention.range.begin < found_.at) {
      return true;
    }
    const std::string_view before =
        std::string_view{context_.clause}.substr(0, mention.range.begin);
    return before.ends_with(" is ") || before.ends_with("is '") || before.ends_with(" was ") ||
           before.ends_with(" by ") || before.ends_with(": ") || before.ends_with("(");
  }

  // "… in `a.csv`": where, where the clause names what is compared besides.
  [[nodiscard]] bool is_place(const Mention& mention) const {
    if (mention.kind != NameKind::kFile && mention.kind != NameKind::kFolder) {
      return false;
    }
    const std::string_view before =
        std::string_view{context_.clause}.substr(0, mention.range.begin);
    const bool placed = before == "in " || before == "for " || before.ends_with(" in ") ||
                        before.ends_with("in the ") || before.ends_with("in '") ||
                        before.ends_with(" for ") || before.ends_with(" from ") ||
                        before.ends_with(" within ");
    return placed &&
           std::any_of(context_.mentions.begin(), context_.mentions.end(), [](const Mention& each) {
             return each.kind == NameKind::kModel || each.kind == NameKind::kLevel;
           });
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
    return concluded(holds, fails, unclear, said, ClaimType::kComparison);
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
    if (has_any(context_.clause, kAlways) && warm->pairs > 1) {
      const std::size_t against = wanted > 0 ? warm->pairs - warm->more : warm->pairs - warm->less;
      return against == 0 ? 1 : -1;
    }
    const bool agree = warm->mean * want > 0 && warm->median * want > 0;
    const bool oppose = warm->mean * want <= 0 && warm->median * want <= 0;
    if (agree || oppose) {
      const bool cold_too = whole && whole->mean * want > 0;
      return agree ? 1 : cold_too ? 0 : -1;
    }
    return 0;
  }

  static Judgement concluded(std::size_t holds, std::size_t fails, std::size_t unclear,
                             const Judgement& said, ClaimType type) {
    Judgement judgement = said;
    judgement.type = type;
    if (holds > 0 && fails == 0) {
      judgement.verdict = Verdict::kSupported;
      judgement.reason = VerdictReason::kExact;
    } else if (fails > 0 && holds == 0) {
      judgement.verdict = Verdict::kContradicted;
      judgement.reason = VerdictReason::kWrongDirection;
    } else if (holds + fails + unclear > 0) {
      judgement.verdict = Verdict::kUnsupported;
      judgement.reason = VerdictReason::kTooVague;
      judgement.why += "; the readings disagree in direction";
    }
    return judgement;
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

  // The others of its kind: files of the folder, models, levels of the column.
  // "Best" may be meant of the best single value: then the means don't refute it.
  [[nodiscard]] bool peak_holds(const Metric& metric, const Side& a, const Side& b,
                                int wanted) const {
    if (has_any(context_.clause, kAlways)) {
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

  std::vector<Side> peers_of(const Metric& metric) const {
    std::vector<Side> peers;
    const Mention* subject = nullptr;
    for (const auto* const list : {&context_.mentions, &context_.subjects}) {
      for (const Mention& mention : *list) {
        subject = subject == nullptr && mention.kind != NameKind::kMissingFile && !is_place(mention)
                      ? &mention
                      : subject;
      }
    }
    if (subject == nullptr) {
      return peers;
    }
    if (subject->kind == NameKind::kFile) {
      std::set<std::string> folders;
      for (const std::size_t i : subject->files) {
        folders.insert(dataset_.files()[i].folder);
      }
      for (const Table* const table : metric.tables) {
        const std::size_t file = dataset_.file_of(*table);
        if (file < dataset_.files().size() && folders.contains(dataset_.files()[file].folder) &&
            std::find(subject->files.begin(), subject->files.end(), file) == subject->files.end()) {
          Scope scope = scope_;
          scope.files = std::vector<std::size_t>{file};
          peers.push_back({dataset_.files()[file].base, scope, 0});
        }
      }
      return peers;
    }
    const std::vector<std::string>* levels = &dataset_.models();
    if (subject->kind == NameKind::kLevel) {
      const auto factor = dataset_.factors().find(lowered(subject->columns.front()));
      levels = factor == dataset_.factors().end() ? nullptr : &factor->second;
    }
    for (const std::string& level : levels == nullptr ? std::vector<std::string>() : *levels) {
      if (std::find(subject->values.begin(), subject->values.end(), level) ==
          subject->values.end()) {
        Mention other = *subject;
        other.values = {level};
        other.alias = level;
        peers.push_back(side_of(other, scope_));
      }
    }
    return peers;
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
    std::vector<Side> peers = peers_of(metric);
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
        const bool beaten = sign_of(*mean, *own) * wanted > 0;
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

  // "High latency", "latency is consistent across benchmarks", "significant variation in latency".
  std::optional<Judgement> judge_level() {
    const std::string_view clause = context_.clause;
    const bool even = has_phrase(clause, "consistent across") ||
                      has_phrase(clause, "stable across") || has_phrase(clause, "similar across") ||
                      has_phrase(clause, "uniform across");
    const bool varied =
        has_phrase(clause, "significant variation") || has_phrase(clause, "varies significantly") ||
        has_phrase(clause, "vary significantly") || has_phrase(clause, "wide range") ||
        has_phrase(clause, "varies widely") || has_phrase(clause, "considerable variation");
    const bool high = has_phrase(clause, "high latency") && found_.word == nullptr;
    if (!even && !varied && !high) {
      return std::nullopt;
    }
    NumberContext words;
    words.near = context_.unnamed;
    words.wide = context_.wide;
    const BoundMetrics bound = metrics_around(dataset_, words);
    if (high) {
      return judge_high(bound);
    }
    double widest = 0;
    std::string name;
    for (const Metric* const metric : bound.metrics) {
      if (!metric->statistic.empty() && metric->statistic != "mean") {
        continue;
      }
      const auto values = take_sample(dataset_, *metric, context_.scope).values();
      const double low = stats::minimum(values).value_or(0);
      const double high_value = stats::maximum(values).value_or(0);
      if (low > 0 && high_value / low > widest) {
        widest = high_value / low;
        name = metric->name;
      }
    }
    if (!(widest > 0)) {
      return std::nullopt;
    }
    const bool holds = varied ? widest >= 2 : widest <= 1.5;
    const std::string why = "largest over smallest " + name + ": " + value_text(widest);
    return holds ? supported(ClaimType::kComparison, why)
                 : contradicted(ClaimType::kComparison, VerdictReason::kWrongDirection, why);
  }

  std::optional<Judgement> judge_high(const BoundMetrics& bound) {
    for (const Mention& mention : context_.subjects) {
      a_.push_back(side_of(mention, context_.scope));
    }
    for (const Metric* const metric : bound.metrics) {
      if (a_.empty() || (!metric->statistic.empty() && metric->statistic != "mean")) {
        continue;
      }
      const auto own = mean_of(dataset_, *metric, a_.front().scope, true);
      std::vector<double> others;
      for (const Side& peer : peers_of(*metric)) {
        if (const auto mean = mean_of(dataset_, *metric, peer.scope, true)) {
          others.push_back(*mean);
        }
      }
      const auto middle = stats::median(others);
      if (!own || !middle) {
        continue;
      }
      const std::string why = metric->name + ": " + value_text(*own, metric->unit) +
                              ", the median of the others " + value_text(*middle, metric->unit);
      return *own > *middle
                 ? supported(ClaimType::kComparison, why)
                 : contradicted(ClaimType::kComparison, VerdictReason::kWrongDirection, why);
    }
    return std::nullopt;
  }

  const Dataset& dataset_;
  const ComparisonContext& context_;
  FoundWord found_;
  std::vector<const Metric*> metrics_;
  Scope scope_;
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
