// Student's tests of two means, each with its statistic, degrees of freedom, two-sided p and the
// interval of the difference. Absent where the data can't carry the test (n < 2, no spread at all).
#pragma once

#include <optional>
#include <span>

#include "stats/descriptive.h"
#include "stats/interval.h"
#include "stats/mean_difference.h"

namespace chimera::stats {

struct TestOutcome {
  double statistic = 0;
  double df = 0;
  double p = 1;           ///< two-sided
  double difference = 0;  ///< mean(b) − mean(a)
  double error = 0;       ///< the difference's standard error
};

/// Of the difference, at 95 %: most who ask for a p don't ask for these.
Limits difference_limits(const TestOutcome& outcome);

/// Welch's t-test: t = (mean(b) − mean(a)) / √(s²a/na + s²b/nb) with Satterthwaite's degrees of
/// freedom (Welch 1947). Assumes independent values, means that are roughly normal.
std::optional<TestOutcome> welch_test(Values a, Values b);
std::optional<TestOutcome> welch_test_of_summaries(const Summary& a, const Summary& b);

/// Paired t-test of b − a: t = mean / (s / √n) with n − 1 degrees of freedom (Student 1908).
/// REQUIRES: equal lengths.
std::optional<TestOutcome> paired_test(Values a, Values b);

/// That several means are one: F with its degrees of freedom and p.
struct SeveralMeansOutcome {
  double f = 0;
  double df_between = 0;
  double df_within = 0;
  double p = 1;
};

/// Welch's F test, each sample with its own variance (Welch 1951). Assumes independent values.
/// Absent for fewer than two samples, or one of n < 2 or without spread.
std::optional<SeveralMeansOutcome> welch_anova_of_summaries(std::span<const Summary> samples);

/// The t-test of blocked_difference.
std::optional<TestOutcome> blocked_test(const Blocked& a, const Blocked& b);

}  // namespace chimera::stats
