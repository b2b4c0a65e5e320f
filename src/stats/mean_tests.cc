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

std::optional<TestOutcome> paired_test(Values a, Values b) {
  return outcome_of(paired_difference(a, b));
}

std::optional<TestOutcome> blocked_test(const Blocked& a, const Blocked& b) {
  return outcome_of(blocked_difference(a, b));
}

}  // namespace chimera::stats
