// The levels of a column by one metric, as one side of a trade-off between two.
#pragma once

#include <cstddef>
#include <vector>

#include "findings/kind/levels.h"

namespace chimera::findings {

/// The levels with their means, by number or else by name, so that both sides have the same order.
struct Side {
  Scope scope;
  std::vector<Level> levels;
};

Side side_of(FactBook& book, const Table& table, const Column& metric, const Column& column);

/// Whether there are several levels and each has its mean. The functions below REQUIRE it.
bool is_complete(const Side& side);

/// The level with the best mean.
std::size_t best_of(const Side& side);

/// The ratio of the higher to the lower of two levels, where its interval leaves out no difference;
/// else nullptr.
const Fact* clear_ratio(FactBook& book, const Side& side, std::size_t a, std::size_t b);

/// "`a` than `b`" of each level that is off the Pareto front, and one on it that is at least as
/// good in both.
std::vector<Phrase> dominated(const Side& first, const Side& second);

}  // namespace chimera::findings
