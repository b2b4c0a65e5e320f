// Tests of two samples, each with its statistic, degrees of freedom, two-sided p and the interval
// of the difference. Absent where the data can't carry the test (n < 2, no spread at all).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "stats/descriptive.h"
#include "stats/interval.h"

namespace chimera::stats {

struct TestOutcome {
  double statistic = 0;
  double df = 0;
  double p = 1;              ///< two-sided
  double difference = 0;     ///< mean(b) − mean(a)
  Limits difference_limits;  ///< at 95 %
};

/// Welch's t-test (Welch 1947; Satterthwaite's degrees of freedom).
std::optional<TestOutcome> welch_test(Values a, Values b);

/// Paired t-test of b − a. REQUIRES: equal lengths.
std::optional<TestOutcome> paired_test(Values a, Values b);

struct Ratio {
  double value = 0;
  std::optional<Limits> limits;  ///< at 95 %; absent for n < 2 on either side
};

/// mean(b) / mean(a) with an interval on the log scale: delta method, Satterthwaite's degrees of
/// freedom. Absent where a mean is not positive.
std::optional<Ratio> ratio_of_means(Values a, Values b);

/// mean(b) / mean(a) of pairs: standard error of the log ratio from the pairs' linearised
/// differences b/mean(b) − a/mean(a), t with n − 1 degrees of freedom. REQUIRES: equal lengths.
/// Absent where a mean is not positive; without limits for n < 2.
std::optional<Ratio> ratio_of_paired_means(Values a, Values b);

/// Holm's step-down adjustment, in the order given (Holm 1979).
std::vector<double> holm_adjusted(std::span<const double> p);

}  // namespace chimera::stats
