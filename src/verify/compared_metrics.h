// Which measurements a comparison is of, by the words beside its comparing one.
#pragma once

#include <vector>

#include "verify/compared_sides.h"

namespace chimera::verify {

std::vector<const Metric*> metrics_of_comparison(const Dataset& dataset,
                                                 const ComparisonContext& context,
                                                 const FoundWord& found,
                                                 const ComparedSides& sides);

/// "The largest memory footprint", where no memory was measured: of nothing else.
bool names_unmeasured_thing(const Dataset& dataset, const ComparisonContext& context,
                            const FoundWord& found, const std::vector<Side>& a);

}  // namespace chimera::verify
