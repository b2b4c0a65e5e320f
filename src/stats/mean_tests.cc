#include "stats/mean_tests.h"

#include <cmath>

#include "stats/distribution.h"
#include "stats/mean_difference.h"

namespace chimera::stats {

namespace {

/// A difference as a finished test; absent where a number of it overflows.
std::optional<TestOutcome> outcome_of(const std::optional<MeanDifference>& difference) {
  if (!difference) {
    return std::nullopt;
  }
  TestOutcome outcome;
  outcome.statistic = difference->value / difference->error;
  outcome.df = difference->df;
  outcome.difference = difference->value;
  outcome.p = two_sided_p(outcome.statistic, outcome.df);
  const double half = t_within(0.95, outcome.df) * difference->error;
  outcome.difference_limits = {difference->value - half, difference->value + half};
  if (!std::isfinite(outcome.statistic) || !std::isfinite(outcome.p) || !std::isfinite(half)) {
    return std::nullopt;
  }
  return outcome;
}

}  // namespace

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
