// One statistic of the trials of a group; used by compute and nothing else.
#pragma once

#include <optional>

#include "query/compute.h"
#include "stats/descriptive.h"

namespace chimera::query {

/// Absent where it is undefined. REQUIRES: not ratio, difference or p (contrast.h).
std::optional<Answer> statistic_of(Statistic statistic, stats::Values values);

}  // namespace chimera::query
