// What is to be read of a large file's columns, told by what they mean and by who asks.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "data/table.h"

namespace chimera::read {

/// Which cells of a column with a meaning are wanted.
using ChooseCells = std::function<Kept(const Column& column)>;

struct ColumnPlan {
  /// A column of the table, and which of the cells that are cut out is its.
  struct Part {
    std::size_t column = 0;
    std::size_t cell = 0;
  };

  Table meaning;  ///< the columns without cells; `kept` says which ones they are to have
  std::vector<std::size_t> wanted;  ///< the columns whose cells are cut out
  std::vector<Part> numbers;        ///< kept as numbers
  std::vector<Part> texts;          ///< kept as texts
  std::vector<Part> errors;         ///< that can tell failures: of errors, and notes
  std::vector<Part> measured;       ///< with measurements, where none is kept as numbers
};

/// The plan for a table that has a meaning: what `choose` wants, and what trials are judged by.
ColumnPlan plan_columns(const Table& shape, const ChooseCells& choose);

/// Whether two plans read the same cells and judge rows by the same rules.
bool same_plan(const ColumnPlan& a, const ColumnPlan& b);

/// Lets go of the cells of a table read whole that aren't wanted.
void keep_cells(const ChooseCells& choose, Table& table);

/// Gives a table read whole the columns' meaning.
void take_meaning(const Table& meaning, Table& table);

}  // namespace chimera::read
