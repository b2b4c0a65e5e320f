#include "verify/level_words.h"

#include "stats/descriptive.h"
#include "verify/comparison_words.h"
#include "verify/peers.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

std::optional<Judgement> judge_high(const Dataset& dataset, const ComparisonContext& context,
                                    const BoundMetrics& bound) {
  if (context.subjects.empty()) {
    return std::nullopt;
  }
  const Mention& subject = context.subjects.front();
  const Side own_side = side_of(subject, context.scope);
  for (const Metric* const metric : bound.metrics) {
    if (!metric->statistic.empty() && metric->statistic != "mean") {
      continue;
    }
    const auto own = mean_of(dataset, *metric, own_side.scope, true);
    std::vector<double> others;
    for (const Side& peer : peers_of(dataset, subject, *metric, {})) {
      if (const auto mean = mean_of(dataset, *metric, peer.scope, true)) {
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

}  // namespace

// "High latency", "latency is consistent across benchmarks", "significant variation in latency".
std::optional<Judgement> judge_level_words(const Dataset& dataset,
                                           const ComparisonContext& context) {
  const std::string_view clause = context.clause;
  const bool even = has_phrase(clause, "consistent across") ||
                    has_phrase(clause, "stable across") || has_phrase(clause, "similar across") ||
                    has_phrase(clause, "uniform across");
  // That there is a large variation its range decides; that something varies significantly only a
  // test that the text doesn't name.
  if (has_phrase(clause, "varies significantly") || has_phrase(clause, "vary significantly")) {
    return unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                       "no test is named of what varies");
  }
  const bool varied = has_phrase(clause, "significant variation") ||
                      has_phrase(clause, "wide range") || has_phrase(clause, "varies widely") ||
                      has_phrase(clause, "considerable variation");
  const bool high = has_phrase(clause, "high latency") && find_word(clause).word == nullptr;
  if (!even && !varied && !high) {
    return std::nullopt;
  }
  NumberContext words;
  words.near = context.unnamed;
  words.wide = context.wide;
  const BoundMetrics bound = metrics_around(dataset, words);
  if (high) {
    return judge_high(dataset, context, bound);
  }
  double widest = 0;
  std::string name;
  for (const Metric* const metric : bound.metrics) {
    if (!metric->statistic.empty() && metric->statistic != "mean") {
      continue;
    }
    const auto values = take_sample(dataset, *metric, context.scope).values();
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

}  // namespace chimera::verify
