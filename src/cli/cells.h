// From a fact's evidence back to the cells, as the file spells them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "data/fact.h"
#include "data/observations.h"

namespace chimera::cli {

struct Cell {
  std::size_t place = 0;  ///< line from 1, or index from 0 below the pointer
  std::string text;       ///< as spelled
};

struct Cells {
  std::vector<Cell> first;  ///< at most `limit`
  std::size_t total = 0;
};

/// Whether a place is in "2-61,70".
bool in_ranges(std::string_view ranges, std::size_t place);

/// The cells that the evidence names, in file order; none if the data hold no such column.
Cells cells_of(const Evidence& evidence, const Observations& observations, std::size_t limit);

/// "a.csv", or "a.json at /results": where the cells are.
std::string place_text(const Evidence& evidence);

}  // namespace chimera::cli
