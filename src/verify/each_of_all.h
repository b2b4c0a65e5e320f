// What "every", "each", "all" and "both" are said of: models, networks, load levels.
#pragma once

#include <vector>

#include "verify/comparisons.h"

namespace chimera::verify {

/// "Of every model", "for all three networks": the scope of each of what the words call, within
/// `scope`; that one alone where none is said.
std::vector<Scope> scopes_of_each(const Dataset& dataset, const ComparisonContext& context,
                                  const Scope& scope);

/// As above, over all that has the metric in `side`. Of models that only files' names tell it is
/// each file that has both.
std::vector<Scope> scopes_of_each_measured(const Dataset& dataset, const ComparisonContext& context,
                                           const Metric& metric, const Scope& side);

}  // namespace chimera::verify
