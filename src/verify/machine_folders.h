// Folders that are called after machines: what lies in one is of that machine, though no column of
// its tables says so.
#pragma once

#include <vector>

#include "verify/dataset.h"
#include "verify/scope.h"

namespace chimera::verify {

/// Below "On the Xeon": takes out tables without a column of machines that lie in another one's
/// folder; none where the scope names files, or no machine. O(tables) where it does.
void erase_other_machines(const Dataset& dataset, const Scope& scope,
                          std::vector<const Table*>& tables);

}  // namespace chimera::verify
