// In which files the sides of a ratio may be held against each other.
#pragma once

#include <utility>
#include <vector>

#include "verify/comparison_words.h"

namespace chimera::verify {

/// Neighbours, then each in the files of one benchmark: `a_x_baseline` and `a_y_baseline`, or one
/// file, else two of as many trials; on wish in any two of few files, where the text names none. At
/// most 12, besides the neighbours. O(files of the sides squared).
std::vector<std::pair<Side, Side>> pairs_of(const Dataset& dataset, const Metric& metric,
                                            const std::vector<Side>& sides, bool any_files);

}  // namespace chimera::verify
