// All levels from one on: "at batch size 4 and above", "from 8 threads onwards", "at all batch
// sizes from 2 upwards", "with 4 clients or fewer".
#pragma once

#include <string_view>
#include <vector>

#include "verify/scope.h"

namespace chimera::verify {

/// Widens the mention whose number such words stand behind to all those levels; where the number is
/// none, but a factor's name stands before it, adds one. Mentions stay in their order.
void widen_to_ranges(const Dataset& dataset, const NameFinder& names, std::string_view lower,
                     std::vector<Mention>& mentions);

}  // namespace chimera::verify
