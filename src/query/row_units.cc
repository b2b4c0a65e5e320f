#include "query/row_units.h"

#include <algorithm>

#include "data/unit.h"
#include "query/rows.h"

namespace chimera::query {

bool names_units(std::string_view column) {
  const std::string_view key = column.substr(column.rfind('.') + 1);
  return key == "unit" || key == "units" || key == "Unit" || key == "Units";
}

RowUnits::RowUnits(const Table& table, const Column& metric) {
  const auto says = metric.unit.empty()
                        ? std::ranges::find_if(table.columns, names_units, &Column::name)
                        : table.columns.end();
  if (says == table.columns.end() || says->text.empty()) {
    units_.push_back(metric.unit);
    return;
  }
  const Levels levels(*says, table.rows());
  std::vector<std::size_t> of_level;
  for (std::size_t level = 0; level < levels.count(); ++level) {
    const std::string unit = canonical_unit(levels.spelling(level)).value_or("");
    const auto known = std::find(units_.begin(), units_.end(), unit);
    of_level.push_back(static_cast<std::size_t>(known - units_.begin()));
    if (known == units_.end()) {
      units_.push_back(unit);
    }
  }
  of_row_.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    of_row_.push_back(of_level[levels.at(row)]);
  }
}

}  // namespace chimera::query
