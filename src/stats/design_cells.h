// The rows of a design collapsed into its cells: one a combination of levels that occurs. A linear
// model of factors needs no more than each cell's count, mean and spread, so that its cost depends
// on the cells and not on the rows. Internal to stats.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "stats/design.h"

namespace chimera::stats {

struct Cells {
  std::size_t rows = 0;
  double centre = 0;          ///< the mean of all rows, taken off every mean below
  double largest = 0;         ///< the largest |response|
  double squares_within = 0;  ///< Σ (response − its cell's mean)²
  std::vector<double> counts;
  std::vector<double> means;  ///< less `centre`
  std::vector<std::uint32_t> cell_of_row;
  std::vector<std::vector<std::uint32_t>> levels;  ///< by factor: those that occur, ascending
  std::vector<std::vector<std::uint32_t>> places;  ///< by factor and cell: the place in `levels`

  std::size_t size() const { return counts.size(); }
};

/// Cells in ascending order of their levels, so that the order of rows doesn't matter.
/// O(rows · factors). REQUIRES: at least one row.
Cells collapse(const Design& design);

}  // namespace chimera::stats
