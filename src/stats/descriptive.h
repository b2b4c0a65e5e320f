// Descriptive statistics: pure functions on spans. Two-pass; undefined is absent, never 0. Inputs
// are finite (the caller leaves missing values out).
#pragma once

#include <optional>
#include <span>

namespace chimera::stats {

using Values = std::span<const double>;
using Defined = std::optional<double>;

/// Sum with Neumaier's compensation; 0 for no values.
double sum(Values values);
/// Arithmetic mean; absent for n = 0.
Defined mean(Values values);
/// Sample variance (n − 1), two-pass with compensation; absent for n < 2.
Defined variance(Values values);
Defined standard_deviation(Values values);
/// standard deviation / mean; absent for n < 2 or mean 0.
Defined coefficient_of_variation(Values values);
Defined minimum(Values values);
Defined maximum(Values values);
/// Percentile by linear interpolation between order statistics (Hyndman and Fan's type 7, numpy's
/// default), `share` in [0, 1]; absent for n = 0. O(n log n).
Defined percentile(Values values, double share);
Defined median(Values values);
/// p75 − p25; absent for n = 0.
Defined interquartile_range(Values values);
/// exp(mean(log x)); absent for n = 0 or any value ≤ 0.
Defined geometric_mean(Values values);

}  // namespace chimera::stats
