#include "findings/table_columns.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <string_view>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "query/rows.h"

namespace chimera::findings {

namespace {

/// The levels of a column over the rows that did not fail, in the order of their first row, so many
/// at most. O(rows) where one is found there only or nowhere.
std::vector<std::string_view> level_views(const Table& table, const Column& column,
                                          std::size_t most = SIZE_MAX) {
  const query::Levels spellings(column, table.rows());
  std::vector<bool> met(spellings.count(), false);
  std::vector<std::string_view> levels;
  most = std::min(most, met.size());
  levels.reserve(std::min(most, kLevelsMax));
  for (std::size_t row = 0; row < table.rows() && levels.size() < most; ++row) {
    const std::size_t spelling = spellings.at(row);
    const std::string_view level = spellings.spelling(spelling);
    if (!met[spelling] && !table.state[row].failed && !level.empty()) {
      met[spelling] = true;
      levels.push_back(level);
    }
  }
  return levels;
}

/// Of each row the number of its level, or how many there are: equal for columns that split the
/// rows alike.
std::vector<std::uint32_t> split_by(const Table& table, const Column& column) {
  const query::Levels spellings(column, table.rows());
  constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> number(spellings.count(), kNone);
  std::uint32_t levels = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::uint32_t& known = number[spellings.at(row)];
    if (known == kNone && !table.state[row].failed &&
        !spellings.spelling(spellings.at(row)).empty()) {
      known = levels++;
    }
  }
  std::vector<std::uint32_t> of_row;
  of_row.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    of_row.push_back(std::min(number[spellings.at(row)], levels));
  }
  return of_row;
}

}  // namespace

std::vector<std::string> levels_of(const Table& table, const Column& column) {
  const std::vector<std::string_view> levels = level_views(table, column);
  return {levels.begin(), levels.end()};
}

TableColumns columns_of(const Table& table) {
  TableColumns found;
  for (const Column& column : table.columns) {
    if (sets_the_trial(column.role) && !column.shared && level_views(table, column, 2).size() > 1) {
      found.varied.push_back(&column);
    }
  }
  std::set<std::vector<std::uint32_t>> splits;
  const std::size_t trials = ok_trials(table);
  for (const Role role : {Role::kSubject, Role::kFactor}) {
    for (const Column* column : found.varied) {
      const std::size_t levels = column->role == role ? level_views(table, *column).size() : 0;
      const bool repeated = levels >= 2 && 2 * levels <= trials;
      if (repeated && splits.insert(split_by(table, *column)).second && levels <= kLevelsMax) {
        (role == Role::kSubject ? found.subjects : found.factors).push_back(column);
      }
    }
  }
  return found;
}

}  // namespace chimera::findings
