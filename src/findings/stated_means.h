// Means that somebody computed and wrote down: where they stand, what a row is called, and the
// facts of their cells.
#pragma once

#include <string>
#include <vector>

#include "data/finding.h"
#include "findings/fact_book.h"

namespace chimera::findings {

/// A column of stated means ("mean_time_ms") whose trials were not found.
struct StatedMean {
  const Table* table = nullptr;
  const Column* mean = nullptr;
};

/// All of them, each table among copies once.
std::vector<StatedMean> stated_means(const Observations& observations);

/// The last key of a dotted name.
std::string last_key(const std::string& column);

/// What tells the row from its siblings: the file and its subjects' levels.
std::vector<Condition> row_conditions(const Table& table, std::size_t row);

/// The subjects' levels in a sentence; empty if there are none.
Phrase row_name(const Table& table, std::size_t row);

/// The fact of one cell; nullptr unless it is alone under the row's conditions.
const Fact* cell_fact(FactBook& book, const Table& table, const Column& column, std::size_t row);

/// The means themselves, a table for each folder and statistic.
std::vector<FactTable> stated_tables(FactBook& book);

}  // namespace chimera::findings
