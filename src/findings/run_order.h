// In which order the runs of an experiment are made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "data/plan.h"

namespace chimera::findings {

/// Rows of an order at most: whole replicates are listed as far as they fit.
inline constexpr std::size_t kOrderRowsMax = 400;

/// Lists each experiment's runs: replicate after replicate all settings in random order, the blocks
/// of a setting in random order within it, so that neither load nor time belongs to a level. The
/// same seed gives the same orders.
void put_in_order(std::vector<Experiment>& experiments, std::uint64_t seed);

}  // namespace chimera::findings
