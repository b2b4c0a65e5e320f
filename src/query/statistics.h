// One statistic of the trials of a group.
#pragma once

#include <optional>

#include "query/compute.h"
#include "stats/descriptive.h"

namespace chimera::query {

/// Absent where it is undefined. REQUIRES: not ratio, difference or p (contrast.h).
std::optional<Answer> statistic_of(Statistic statistic, stats::Values values);

/// The quantile that the statistic is (0.5 of a median); absent of others.
std::optional<double> share_of(Statistic statistic);

}  // namespace chimera::query
