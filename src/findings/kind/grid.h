// A parameter grid of which each cell was run once, for one model: its values, and how far apart
// two of them must lie to be told apart.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "data/table.h"

namespace chimera::findings {

/// The rows of a grid with their values, and what was varied.
struct Grid {
  const Table* table = nullptr;
  const Column* metric = nullptr;
  std::vector<const Column*> factors;
  std::vector<std::size_t> rows;
};

/// The value of the i-th of the grid's rows.
double value_at(const Grid& grid, std::size_t i);

/// Of the table's first main metric whose direction is known. nullopt where a configuration was run
/// twice, several models were, or fewer than six cells.
std::optional<Grid> grid_of(const Table& table);

/// How far two values must lie apart to be told apart by the residual of the factors' main effects
/// (t, Bonferroni over all comparisons with the best); nullopt where too little is left to judge
/// by.
std::optional<double> least_gap(const Grid& grid);

}  // namespace chimera::findings
