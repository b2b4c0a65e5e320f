// The interval of a mean over replicates: of those in docs/statistics.md the one that covers 93 %
// or more in the situation that the values show, or the reason why none does.
#pragma once

#include <optional>
#include <string>

#include "data/fact.h"
#include "stats/descriptive.h"

namespace chimera::query {

struct MeanInterval {
  std::optional<Interval> interval;
  std::string no_interval;  ///< why there is none; "" where there is one
};

/// At 95 %: t; of the lognormal mean where positive values are strongly skewed (standard deviation
/// of logarithms > 0.5); BCa bootstrap where a few values lie far above the rest, from 30 values
/// on. O(n), the bootstrap O(n²).
MeanInterval mean_interval(stats::Values values);

}  // namespace chimera::query
