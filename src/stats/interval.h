// Confidence intervals with a formula: of a mean, a geometric mean, a share. Intervals of medians
// and percentiles are in order_interval.h, of anything by resampling in bootstrap.h;
// docs/statistics.md has what each really covers. `level` lies in (0, 1).
#pragma once

#include <cstddef>
#include <optional>

#include "stats/descriptive.h"

namespace chimera::stats {

struct Limits {
  double low = 0;
  double high = 0;
};

/// Of the mean: mean ± t(level, n − 1) · s / √n (Student 1908); absent for n < 2. Assumes
/// independent, roughly normal values.
std::optional<Limits> t_interval(Values values, double level);

/// Of the geometric mean: e to the t interval of the logarithms. For positive skewed values; under
/// a lognormal distribution it is an interval of the median too. Absent for n < 2 or a value ≤ 0.
std::optional<Limits> log_t_interval(Values values, double level);

/// Of the arithmetic mean of lognormal values: e to m + s²/2 ± t √(s²/n + s⁴/(2(n − 1))), m and s
/// of the logarithms, t with n − 1 degrees of freedom (Cox's method as modified by Olsson 2005).
/// Absent for n < 2 or a value ≤ 0.
std::optional<Limits> lognormal_mean_interval(Values values, double level);

/// Of a share `hits`/`n`: Wilson's score interval (1927), without continuity correction; absent for
/// n = 0. REQUIRES: hits ≤ n.
std::optional<Limits> wilson_interval(std::size_t hits, std::size_t n, double level);

}  // namespace chimera::stats
