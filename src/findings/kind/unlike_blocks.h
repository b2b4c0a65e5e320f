// Whether levels that are held against each other were tried with the same prompts: a mean over
// other prompts differs for that alone.
#pragma once

#include <string>
#include <vector>

#include "data/table.h"

namespace chimera::findings {

/// The trials of one level, as its mean counts them.
struct LevelTrials {
  const Table* table = nullptr;
  const Column* metric = nullptr;
  const Column* column = nullptr;  ///< whose level it is; nullptr: all of the table
  std::string level;
  bool warm = false;  ///< cold starts are left out
};

/// The first column of blocks of which the levels share some, but not all; "" where there is none.
/// O(levels · blocks · rows).
std::string unlike_block(const std::vector<LevelTrials>& levels);

}  // namespace chimera::findings
