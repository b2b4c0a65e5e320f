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

/// Whether the trials ran level after level of the column, each in one go, so that a drift of the
/// machine would look like an effect of it. Failed trials aside. O(rows).
bool ran_in_order(const Table& table, const Column& column);

struct DesignedTable {
  const Table* table = nullptr;
  TableDesign design;
};

/// Every measured table that has a design, copies once, by file. Views into `observations`.
std::vector<DesignedTable> designed_tables(const Observations& observations);

/// One row a design, in words.
FactTable design_table(const std::vector<TableDesign>& designs);

}  // namespace chimera::findings
