#include "stats/mean_tests.h"

#include <cmath>

#include "stats/distribution.h"
#include "stats/mean_difference.h"

namespace chimera::stats {

namespace {

double half_width(const TestOutcome& outcome) {
  return t_within(0.95, outcome.df) * outcome.error;
}

/// A difference as a finished test; absent where a number of it overflows.
std::optional<TestOutcome> outcome_of(const std::optional<MeanDifference>& difference) {
  if (!difference) {
    return std::nullopt;
  }
  TestOutcome outcome;
  outcome.statistic = difference->value / difference->error;
  outcome.df = difference->df;
  outcome.difference = difference->value;
  outcome.error = difference->error;
  outcome.p = two_sided_p(outcome.statistic, outcome.df);
  // From one degree of freedom on t is below 13, and only a monstrous error needs a closer look.
  constexpr double kLargeError = 1e300;
  const bool has_limits =
      (outcome.df >= 1 && outcome.error < kLargeError) || std::isfinite(half_width(outcome));
  if (!std::isfinite(outcome.statistic) || !std::isfinite(outcome.p) || !has_limits) {
    return std::nullopt;
  }
  return outcome;
}

/// How much a mean counts beside others: by its squared error.
double weight_of(const Summary& sample) {
  return static_cast<double>(sample.n) / (sample.deviation * sample.deviation);
}

}  // namespace

Limits difference_limits(const TestOutcome& outcome) {
  const double half = half_width(outcome);
  return {outcome.difference - half, outcome.difference + half};
}

std::optional<TestOutcome> welch_test(Values a, Values b) {
  return outcome_of(welch_difference(a, b));
}

std::optional<TestOutcome> welch_test_of_summaries(const Summary& a, const Summary& b) {
  return outcome_of(summary_difference(a, b));
}

std::optional<SeveralMeansOutcome> welch_anova_of_summaries(std::span<const Summary> samples) {
  double weights = 0;
  double weighted = 0;
  for (const Summary& sample : samples) {
    if (sample.n < 2 || !(sample.deviation > 0)) {
      return std::nullopt;
    }
    weights += weight_of(sample);
    weighted += weight_of(sample) * sample.mean;
  }
  if (samples.size() < 2) {
    return std::nullopt;
  }
  double squares = 0;
  double lambda = 0;
  for (const Summary& sample : samples) {
    const double off = sample.mean - weighted / weights;
    const double rest = 1 - weight_of(sample) / weights;
    squares += weight_of(sample) * off * off;
    lambda += rest * rest / static_cast<double>(sample.n - 1);
  }
  const auto k = static_cast<double>(samples.size());
  SeveralMeansOutcome outcome{.df_between = k - 1, .df_within = (k * k - 1) / (3 * lambda)};
  outcome.f = squares / (k - 1) / (1 + 2 * (k - 2) / (k * k - 1) * lambda);
  outcome.p = f_p(outcome.f, outcome.df_between, outcome.df_within);
  return std::isfinite(outcome.p) ? std::optional(outcome) : std::nullopt;
}

std::optional<TestOutcome> paired_test(Values a, Values b) {
  return outcome_of(paired_difference(a, b));
}

std::optional<TestOutcome> blocked_test(const Blocked& a, const Blocked& b) {
  return outcome_of(blocked_difference(a, b));
}

}  // namespace chimera::stats
