// The unit of each value of a metric: the column's, or, where it has none, what a column named
// "unit" says of the row ("value,unit": 10 ms beside 2 s).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"

namespace chimera::query {

/// Whether a column of that name says units ("unit", "units", "result.unit").
bool names_units(std::string_view column);

/// Units by row, each once and numbered. Where a cell is no unit, "".
class RowUnits {
 public:
  /// No unit for all rows.
  RowUnits() : units_{""} {}

  RowUnits(const Table& table, const Column& metric);

  [[nodiscard]] std::size_t count() const { return units_.size(); }

  [[nodiscard]] std::size_t at(std::size_t row) const { return of_row_.empty() ? 0 : of_row_[row]; }

  /// The canonical symbol.
  [[nodiscard]] const std::string& unit(std::size_t number) const { return units_[number]; }

 private:
  std::vector<std::size_t> of_row_;  ///< empty: the first for all
  std::vector<std::string> units_;
};

}  // namespace chimera::query
