// Builds a columnar Table from records whose keys may differ: a key that a record lacks is an empty
// cell. Columns stand in the order in which they were first seen.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/table.h"
#include "text/number.h"

namespace chimera::read {

/// Cells of one record, in file order.
using Record = std::vector<std::pair<std::string, std::string>>;

class TableBuilder {
 public:
  TableBuilder(std::string file, std::string pointer, std::string format);

  /// Adds a row at that place. A key given twice keeps its first cell.
  void add_row(std::size_t place, const Record& record);

  /// A column given whole, one cell for each row added so far; ignored where one of that name
  /// exists.
  void add_column(const std::string& name, const std::vector<std::string>& cells);

  /// A cell shared by all rows; ignored where a column of that name exists.
  void add_shared(const std::string& name, const std::string& cell);

  /// The table with numbers read from the cells; the builder is empty after.
  Table take();

 private:
  Column& column(const std::string& name);

  Table table_;
  std::map<std::string, std::size_t, std::less<>> index_;
  Record shared_;
};

/// Two units of one column's cells that do not convert.
struct UnitClash {
  std::string first;
  std::string second;
};

/// Reads each cell as a number of that style, perhaps with a unit behind it, into `number`, and the
/// unit from the cells (the first one; the others are converted) or, if they have none, the
/// column's name into `unit`. All are missing where a unit is not known, or where two don't
/// convert: then the two are returned.
std::optional<UnitClash> read_numbers(Column& column, text::NumberStyle style = {});

}  // namespace chimera::read
