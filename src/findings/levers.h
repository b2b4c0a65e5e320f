// What engineers of inference turn, and what of it was never varied in a tree. Said to be so and
// asked about; nothing is advised on it.
#pragma once

#include <string>
#include <vector>

#include "data/observations.h"
#include "data/plan.h"

namespace chimera::findings {

/// One experiment for each lever that has one level in the tree, or none recorded; the first few of
/// the list. Empty unless throughput or latency of a language model was measured; levers of a GPU
/// only where one is mentioned.
/// `others`: experiments that are sized already; by the widest spread that they know these are too.
std::vector<Experiment> never_varied(const Observations& observations,
                                     const std::vector<Experiment>& others);

}  // namespace chimera::findings
