// Tables → the designs behind them: factors and levels, crossed or nested, balanced or not,
// replicates, blocks, order, and what is confounded with what.
#pragma once

#include <optional>
#include <vector>

#include "data/finding.h"
#include "data/observations.h"
#include "data/table_design.h"

namespace chimera::findings {

/// nullopt where no trial is left or nothing was varied. O(columns² · rows).
std::optional<TableDesign> design_of(const Table& table);

struct DesignedTable {
  const Table* table = nullptr;
  TableDesign design;
};

/// Every measured table that has a design, copies once, by file. Views into `observations`.
std::vector<DesignedTable> designed_tables(const Observations& observations);

/// One row a design, in words.
FactTable design_table(const std::vector<TableDesign>& designs);

}  // namespace chimera::findings
