// The design behind a table: what was varied, how its settings are crossed, how often each was
// tried, and what can't be told from what. A plain type: `findings` works it out.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "data/table.h"

namespace chimera {

/// A column that was varied.
struct Varied {
  std::string name;
  Role role = Role::kFactor;         ///< factor, subject or block
  std::vector<std::string> levels;   ///< as spelled, in the order of their first trial
  std::vector<std::string> aliases;  ///< columns that split the trials alike
  bool in_order = false;  ///< level after level, each in one go: not to be told from the time
};

/// Over the trials that did not fail. A cell is one level of each column.
struct TableDesign {
  std::string file;
  std::string pointer;         ///< as the table's
  std::vector<Varied> varied;  ///< subjects, factors, blocks; of aliases the first only
  std::size_t trials = 0;
  std::size_t cells = 0;           ///< that were tried
  std::size_t cells_possible = 0;  ///< product of the levels
  std::size_t replicates_min = 0;  ///< trials of a cell that was tried
  std::size_t replicates_max = 0;
  /// (inner, outer): each level of the inner column occurs with one of the outer only.
  std::vector<std::pair<std::string, std::string>> nested;

  [[nodiscard]] bool crossed() const { return cells == cells_possible; }

  [[nodiscard]] bool balanced() const { return crossed() && replicates_min == replicates_max; }
};

}  // namespace chimera
