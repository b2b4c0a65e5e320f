// Which measurements a comparison is of, by the words beside its comparing one.
#pragma once

#include <vector>

#include "verify/compared_sides.h"

namespace chimera::verify {

std::vector<const Metric*> metrics_of_comparison(const Dataset& dataset,
                                                 const ComparisonContext& context,
                                                 const FoundWord& found,
                                                 const ComparedSides& sides);

/// "Loads faster than B": whether it is said of what comes before any work.
bool says_getting_ready(std::string_view clause);

/// Those of the metrics of which a table has cells of both beside each other, as a roll-up has:
/// what each of two tools wrote of its own is not held against the other's then. All where none is
/// so.
std::vector<const Metric*> measured_beside(const Dataset& dataset,
                                           const std::vector<const Metric*>& metrics,
                                           const std::vector<Side>& a, const Side& b);

/// "In every matched run": the metrics of single trials of which both sides have some that were run
/// alike, since a roll-up tells of no run; none where there are no such.
std::vector<const Metric*> measured_alike(const Dataset& dataset,
                                          const std::vector<const Metric*>& metrics,
                                          const std::vector<Side>& a, const Side& b);

/// "The largest memory footprint", where no memory was measured: of nothing else.
bool names_unmeasured_thing(const Dataset& dataset, const ComparisonContext& context,
                            const FoundWord& found, const std::vector<Side>& a);

}  // namespace chimera::verify
