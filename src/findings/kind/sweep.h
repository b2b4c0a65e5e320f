// Levels of an ordered factor, as a sweep goes through them: a load, a size, a length.
#pragma once

#include <vector>

#include "findings/kind/levels.h"

namespace chimera::findings {

/// Factors that are compared; and in a sweep, which varies one factor and nothing else, that one,
/// though each level was run once or there are many of them.
std::vector<const Column*> swept_columns(const FactBook& book, const Table& table);

/// The levels by number, without means; empty where one is none.
std::vector<Level> ordered_levels(const Table& table, const Column& column);

/// Whether the means rise, or fall, from each level to the next. REQUIRES: each has its mean.
bool is_monotone(const std::vector<Level>& levels);

}  // namespace chimera::findings
