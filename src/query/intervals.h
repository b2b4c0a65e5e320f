// The interval of a mean or a quantile over replicates: of those in docs/statistics.md the one that
// covers 93 % or more in the situation that the values show, or the reason why none does.
#pragma once

#include <optional>
#include <string>

#include "data/fact.h"
#include "stats/descriptive.h"

namespace chimera::query {

struct FoundInterval {
  std::optional<Interval> interval;
  std::string no_interval;  ///< why there is none; "" where there is one
};

/// At 95 %: t; of the lognormal mean where positive values are strongly skewed (standard deviation
/// of logarithms > 0.5); BCa bootstrap where a few values lie far above the rest, from 30 values
/// on. O(n), the bootstrap O(n²).
FoundInterval mean_interval(stats::Values values);

/// The same of the `share` quantile (0.5 is the median), by order statistics: nothing is supposed
/// of the distribution, but p95 needs 72 values. O(n log n). REQUIRES: share in (0, 1).
FoundInterval quantile_interval(stats::Values values, double share);

}  // namespace chimera::query
