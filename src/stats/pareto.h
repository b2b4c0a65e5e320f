// The Pareto front: the points that no other point beats, for trade-offs between objectives.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "stats/descriptive.h"

namespace chimera::stats {

enum class Better { kLower, kHigher };

struct Objective {
  Values values;  ///< one a point
  Better better = Better::kLower;
};

/// The points, ascending by index, that no other point dominates: none is at least as good in every
/// objective and better in one (Kung, Luccio and Preparata 1975). Equal points stay together. Empty
/// without objectives. O(n log n) for one or two objectives, O(n · front · objectives) for more.
/// REQUIRES: every objective has as many values.
std::vector<std::size_t> pareto_front(std::span<const Objective> objectives);

}  // namespace chimera::stats
