// How large a difference is, apart from how sure it is: the ratio of means, Hedges' g, Cliff's
// delta. All go from a to b: above 1, or above 0, where b is larger.
#pragma once

#include <optional>

#include "stats/descriptive.h"
#include "stats/interval.h"
#include "stats/mean_difference.h"

namespace chimera::stats {

struct Ratio {
  double value = 0;
  std::optional<Limits> limits;  ///< at 95 %; absent for n < 2 on either side
  /// The smallest ratio > 1 that so many values of this spread show with a chance of about 80 %:
  /// e^((t(0.975) + t(0.8)) · standard error of the log ratio); absent with the limits.
  Defined detectable;
};

/// mean(b) / mean(a) with an interval on the log scale: log ratio ± t √(cv²a/na + cv²b/nb), by the
/// delta method with Satterthwaite's degrees of freedom. Absent where a mean is not positive.
std::optional<Ratio> ratio_of_means(Values a, Values b);
std::optional<Ratio> ratio_of_summaries(const Summary& a, const Summary& b);

/// mean(b) / mean(a) of pairs: standard error of the log ratio from the pairs' linearised
/// differences b/mean(b) − a/mean(a), t with n − 1 degrees of freedom. REQUIRES: equal lengths.
/// Absent where a mean is not positive; without limits for n < 2.
std::optional<Ratio> ratio_of_paired_means(Values a, Values b);

/// mean(b) / mean(a) of blocked samples: standard error of the log ratio from blocked_difference of
/// the values, each divided by its side's mean. REQUIRES as there. Absent where a mean is not
/// positive.
std::optional<Ratio> ratio_of_blocked_means(const Blocked& a, const Blocked& b);

/// `ratio` with limits and detectable ratio from the standard error of its logarithm.
Ratio with_log_error(Ratio ratio, double error, double df);

/// (mean(b) − mean(a)) / pooled s · J, with the exact correction
/// J = Γ(df/2) / (√(df/2) Γ((df − 1)/2)), df = na + nb − 2 (Hedges 1981). Absent for an empty
/// sample, df < 2, or without spread.
Defined hedges_g(Values a, Values b);

/// P(b > a) − P(b < a) over all pairs of values, in [−1, 1] (Cliff 1993). Absent for an empty
/// sample. O((na + nb) log na).
Defined cliffs_delta(Values a, Values b);

}  // namespace chimera::stats
