// Descriptive statistics: pure functions on spans. Two-pass; undefined is absent, never 0, and so
// is what overflows. Inputs are finite (the caller leaves missing values out). All are O(n).
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace chimera::stats {

using Values = std::span<const double>;
using Defined = std::optional<double>;

/// Sum with Neumaier's compensation (1974); 0 for no values.
double sum(Values values);
/// Arithmetic mean; absent for n = 0.
Defined mean(Values values);
/// mean(b) − mean(a), from values shifted by a common one, so that a large offset costs no digits;
/// absent where a sample is empty.
Defined mean_difference(Values a, Values b);
/// Sample variance (n − 1), two-pass with compensation (Chan, Golub and LeVeque 1983); absent for
/// n < 2.
Defined variance(Values values);
/// Square root of the sample variance; absent for n < 2.
Defined standard_deviation(Values values);
/// standard deviation / mean; absent for n < 2 or mean 0.
Defined coefficient_of_variation(Values values);
Defined minimum(Values values);
Defined maximum(Values values);
/// Percentile by linear interpolation between order statistics (Hyndman and Fan's type 7, numpy's
/// default), `share` in [0, 1]; absent for n = 0.
Defined percentile(Values values, double share);
/// Several percentiles in the order of `shares`, from one copy of the values; empty for n = 0.
std::vector<double> percentiles(Values values, std::span<const double> shares);
Defined median(Values values);
/// median |x − median(x)|, not scaled to the normal distribution; absent for n = 0.
Defined median_absolute_deviation(Values values);
/// p75 − p25; absent for n = 0.
Defined interquartile_range(Values values);
/// exp(mean(log x)); absent for n = 0 or any value ≤ 0.
Defined geometric_mean(Values values);
/// The natural logarithms; absent where a value is ≤ 0.
std::optional<std::vector<double>> logarithms(Values values);

}  // namespace chimera::stats
