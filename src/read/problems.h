// Problems of one kind in one file: five say as much as a thousand.
#pragma once

#include <cstddef>
#include <vector>

#include "data/observations.h"

namespace chimera::read {

/// Problems of one kind that are listed one by one.
inline constexpr std::size_t kAlikeProblemsMax = 5;

/// Keeps the first kAlikeProblemsMax of those that say the same; the last of them says how many
/// more there are. The order stays. O(n log n).
void merge_alike(std::vector<Problem>& problems);

}  // namespace chimera::read
