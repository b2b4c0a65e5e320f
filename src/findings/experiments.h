// What findings leave open → experiments that would decide it: those about the same files are one.
#pragma once

#include <string>
#include <vector>

#include "data/plan.h"
#include "findings/basis.h"

namespace chimera::findings {

/// The strongest finding's first, sized, not yet in an order; of those beyond `most` only the facts
/// of the spread are asked for, and their number is added to `further`. REQUIRES: the states are
/// judged.
std::vector<Experiment> experiments_of(FactBook& book, const std::vector<Basis>& bases,
                                       std::size_t most, std::size_t& further);

/// "E" and twelve digits of what it asks, on what, and what it varies.
std::string experiment_id(const Experiment& experiment);

}  // namespace chimera::findings
