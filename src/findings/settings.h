// The settings of an experiment that repeats what was tried: factors with their levels, the cells,
// and what each is run on.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "data/plan.h"
#include "data/table.h"

namespace chimera::findings {

struct Settings {
  std::vector<PlannedFactor> factors;
  std::vector<std::vector<std::size_t>> cells;  ///< a level of each factor
  bool factorial = true;                        ///< all combinations
  std::optional<PlannedFactor> block;           ///< what every cell is run on
};

/// What an experiment on a table is to vary.
struct Wanted {
  std::vector<std::string> factors;
  std::vector<std::string> apart;   ///< of these: what must be varied one without the other
  std::vector<std::string> models;  ///< levels of `model` beside those of the table
};

/// Of one table: the wanted factors that were varied, in the order of the table; of two that split
/// the trials alike the first, unless they are wanted apart. The cells are all combinations where
/// three quarters were tried or something new is wanted, else those that were tried.
Settings settings_within(const Table& table, const Wanted& wanted);

/// Of tables that each have one level of the factor.
Settings settings_between(const std::vector<const Table*>& tables, const std::string& factor);

/// Columns that an experiment on this table may vary: subjects or factors with several levels.
std::vector<std::string> varied_columns(const Table& table);

/// The least number of cells that share a level.
std::size_t cells_of_a_level(const Settings& settings);

}  // namespace chimera::findings
