// The others of a thing's kind: files of its folder, models, levels of its column.
#pragma once

#include <vector>

#include "verify/comparison_words.h"

namespace chimera::verify {

/// Those that have the metric or might. O(tables + levels).
std::vector<Side> peers_of(const Dataset& dataset, const Mention& subject, const Metric& metric,
                           const Scope& around);

/// "A is twice as fast": A and the other, where the column of one mention has two values alone;
/// fewer than two sides where none or several have.
Pairing pair_with_other(const Dataset& dataset, const std::vector<Mention>& mentions,
                        const NameFinder* names);

}  // namespace chimera::verify
