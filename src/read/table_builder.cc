#include "read/table_builder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "base/check.h"
#include "data/unit.h"

namespace chimera::read {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// A spelling with a unit behind its number.
struct Spelled {
  std::size_t spelling = 0;
  double value = 0;
  std::string unit;  ///< canonical
};

/// "10 ms" and "2 s" in the first unit; none where one does not convert into it: no number is
/// better than a wrong one. Numbers without a unit are missing where several units are meant.
std::optional<UnitClash> convert(const std::vector<Spelled>& cells, std::vector<double>& numbers) {
  const std::string& unit = cells.front().unit;
  const bool mixed = std::any_of(cells.begin(), cells.end(),
                                 [&](const Spelled& cell) { return cell.unit != unit; });
  if (!mixed) {
    return std::nullopt;
  }
  numbers.assign(numbers.size(), kMissing);
  for (const Spelled& cell : cells) {
    const auto factor = conversion_factor(cell.unit, unit);
    if (!factor) {
      numbers.assign(numbers.size(), kMissing);
      return UnitClash{unit, cell.unit};
    }
    numbers[cell.spelling] = cell.value * *factor;
  }
  return std::nullopt;
}

/// Of each spelling; sets the column's unit if one stands behind them.
std::optional<UnitClash> read_spellings(Column& column, text::NumberStyle style,
                                        std::vector<double>& numbers) {
  numbers.assign(column.text.spellings(), kMissing);
  std::vector<Spelled> with_unit;
  bool has_unknown_unit = false;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string_view cell = column.text.spelling(i);
    const double plain = text::plain_number_or_nan(cell);
    if (!std::isnan(plain) && (!style.decimal_comma || cell.find('.') == std::string::npos)) {
      numbers[i] = plain;
    } else if (const auto spelled = text::read_number(cell, style)) {
      const auto unit = canonical_unit(spelled->unit);
      if (unit) {
        with_unit.push_back({i, spelled->value, *unit});
      }
      has_unknown_unit = has_unknown_unit || !(unit || spelled->unit.empty());
      numbers[i] = unit || spelled->unit.empty() ? spelled->value : kMissing;
    }
  }
  if (has_unknown_unit) {
    numbers.assign(numbers.size(), kMissing);
    return std::nullopt;
  }
  if (with_unit.empty()) {
    return std::nullopt;
  }
  // The unit behind the number is nearer to it than the one in the name.
  column.unit = with_unit.front().unit;
  return convert(with_unit, numbers);
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

std::optional<UnitClash> read_numbers(Column& column, text::NumberStyle style) {
  column.unit = unit_in_name(column.name);
  std::vector<double> numbers;
  auto clash = read_spellings(column, style, numbers);
  const SpellingNumbers& codes = column.text.codes();
  if (codes.empty()) {
    column.number = std::move(numbers);
  } else {
    column.number.resize(codes.size());
    for (std::size_t row = 0; row < codes.size(); ++row) {
      column.number[row] = numbers[codes[row]];
    }
  }
  return clash;
}

}  // namespace chimera::read
