// A parameter grid of one model. Of one whose cells were run once: its values, and how far apart
// two of them must lie to be told apart. Of one whose cells were repeated: the trials of each.
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

/// A cell of a grid that was repeated.
struct GridCell {
  std::size_t row = 0;         ///< its first, for its levels
  std::vector<double> values;  ///< two at least
};

/// The same table's, of which each cell was run at least twice, cold starts left out.
struct RepeatedGrid {
  Grid grid;  ///< its rows are the cells' first
  std::vector<GridCell> cells;
};

/// Of the table's first main metric whose direction is known. nullopt where a cell has one trial
/// only, several models were run, or fewer than three cells or more than a hundred.
std::optional<RepeatedGrid> repeated_grid_of(const Table& table);

/// How far two values must lie apart to be told apart by the residual of the factors' main effects
/// (t, Bonferroni over all comparisons with the best); nullopt where too little is left to judge
/// by.
std::optional<double> least_gap(const Grid& grid);

}  // namespace chimera::findings
