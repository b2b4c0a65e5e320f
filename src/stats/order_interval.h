// Intervals of medians and percentiles from order statistics: no assumption about the distribution,
// only that the values are independent.
#pragma once

#include <cstddef>
#include <optional>

#include "stats/descriptive.h"
#include "stats/interval.h"

namespace chimera::stats {

struct OrderInterval {
  std::optional<Limits> limits;  ///< absent where n can't reach the level
  double achieved = 0;       ///< the level they reach at least, ≥ the one asked for; 0 if absent
  std::size_t n_needed = 0;  ///< the smallest n with limits
};

/// Limits of the `share` quantile (0.5 is the median): the l-th and u-th smallest value, l the
/// largest with P(B < l) ≤ (1 − level)/2, u the smallest with P(B ≥ u) ≤ (1 − level)/2, B binomial
/// with n and share (Thompson 1936; David and Nagaraja 2003, 7.1). O(n). REQUIRES: share and level
/// in (0, 1).
OrderInterval order_interval(Values values, double share, double level);

}  // namespace chimera::stats
