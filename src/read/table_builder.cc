#include "read/table_builder.h"

#include <limits>
#include <optional>

#include "base/check.h"
#include "data/unit.h"

namespace chimera::read {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

// "74 %": the unit of the cells, where all that are numbers agree on one.
std::optional<std::string> unit_of_cells(const Column& column, text::NumberStyle style) {
  std::optional<std::string> unit;
  for (const std::string_view cell : column.text) {
    const auto number = text::read_number(cell, style);
    if (!number || number->unit.empty()) {
      continue;
    }
    const auto canonical = canonical_unit(number->unit);
    if (!canonical || (unit && *unit != *canonical)) {
      return std::nullopt;
    }
    unit = canonical;
  }
  return unit;
}

}  // namespace

TableBuilder::TableBuilder(std::string file, std::string pointer, std::string format) {
  table_.file = std::move(file);
  table_.pointer = std::move(pointer);
  table_.format = std::move(format);
}

Column& TableBuilder::column(const std::string& name) {
  const auto [at, is_new] = index_.try_emplace(name, table_.columns.size());
  if (is_new) {
    table_.columns.push_back(Column{.name = name});
  }
  return table_.columns[at->second];
}

void TableBuilder::add_row(std::size_t place, const Record& record) {
  const std::size_t row = table_.place.size();
  table_.place.push_back(place);
  for (const auto& [name, cell] : record) {
    Column& target = column(name);
    if (target.text.size() <= row) {
      target.text.resize(row);
      target.text.push_back(cell);
    }
  }
}

void TableBuilder::add_column(const std::string& name, const std::vector<std::string>& cells) {
  CHIMERA_CHECK(cells.size() == table_.place.size(), "a column has a cell for each row");
  if (!index_.contains(name)) {
    column(name).text = cells;
  }
}

void TableBuilder::add_shared(const std::string& name, const std::string& cell) {
  shared_.emplace_back(name, cell);
}

Table TableBuilder::take() {
  for (const auto& [name, cell] : shared_) {
    if (!index_.contains(name)) {
      Column& target = column(name);
      target.shared = true;
      target.text.push_back(cell);
    }
  }
  table_.state.resize(table_.place.size());
  for (Column& target : table_.columns) {
    if (!target.shared) {
      target.text.resize(table_.rows());
    }
    read_numbers(target);
  }
  return std::move(table_);
}

void read_numbers(Column& column, text::NumberStyle style) {
  column.unit = unit_in_name(column.name);
  column.number.assign(column.text.size(), kMissing);
  bool has_unit_in_cell = false;
  for (std::size_t i = 0; i < column.text.size(); ++i) {
    const auto plain = text::read_plain_number(column.text[i]);
    if (plain && (!style.decimal_comma || column.text[i].find('.') == std::string::npos)) {
      column.number[i] = *plain;
    } else if (const auto spelled = text::read_number(column.text[i], style)) {
      const bool known = spelled->unit.empty() || canonical_unit(spelled->unit).has_value();
      column.number[i] = known ? spelled->value : kMissing;
      has_unit_in_cell = has_unit_in_cell || !spelled->unit.empty();
    }
  }
  if (!has_unit_in_cell) {
    return;
  }
  const auto unit = unit_of_cells(column, style);
  if (!unit) {
    // Mixed units: no number is better than a wrong one.
    column.number.assign(column.text.size(), kMissing);
  } else {
    // The unit behind the number is nearer to it than the one in the name.
    column.unit = *unit;
  }
}

}  // namespace chimera::read
