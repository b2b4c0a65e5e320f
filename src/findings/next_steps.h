// What to do next: advice, experiments, and the paragraph that says what is open.
#pragma once

#include <vector>

#include "data/finding.h"
#include "findings/fact_book.h"

namespace chimera::findings {

/// Experiments at most, beside those on what was never varied; what is left out is counted.
inline constexpr std::size_t kExperimentsMax = 24;

/// The plan that follows from the findings, the strongest first. Asks the book for the spreads.
Plan plan_of(FactBook& book, const std::vector<Finding>& findings);

}  // namespace chimera::findings
