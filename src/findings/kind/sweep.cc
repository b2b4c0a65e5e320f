#include "findings/kind/sweep.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/phrases.h"
#include "query/rows.h"

namespace chimera::findings {

std::vector<const Column*> swept_columns(const FactBook& book, const Table& table) {
  const TableColumns& columns = book.columns(table);
  const std::vector<const Column*>& varied = columns.varied;
  const bool is_sweep = varied.size() == 1 && varied.front()->role == Role::kFactor;
  return is_sweep && columns.factors.empty() ? varied : columns.factors;
}

std::vector<Level> ordered_levels(const Table& table, const Column& column) {
  const query::Levels spellings(column, table.rows());
  std::vector<bool> met(spellings.count(), false);
  std::vector<std::pair<double, std::string_view>> numbered;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::size_t spelling = spellings.at(row);
    if (met[spelling] || table.state[row].failed || spellings.spelling(spelling).empty()) {
      continue;
    }
    if (std::isnan(column.number_at(row))) {
      return {};
    }
    met[spelling] = true;
    numbered.emplace_back(column.number_at(row), spellings.spelling(spelling));
  }
  std::sort(numbered.begin(), numbered.end());
  std::vector<Level> levels;
  levels.reserve(numbered.size());
  for (const auto& [number, text] : numbered) {
    levels.push_back({std::string(text), called(column.name + "=" + std::string(text))});
  }
  return levels;
}

bool is_monotone(const std::vector<Level>& levels) {
  const auto rising = [](const Level& a, const Level& b) { return a.mean->value < b.mean->value; };
  const auto falling = [](const Level& a, const Level& b) { return b.mean->value < a.mean->value; };
  return std::adjacent_find(levels.begin(), levels.end(), std::not_fn(rising)) == levels.end() ||
         std::adjacent_find(levels.begin(), levels.end(), std::not_fn(falling)) == levels.end();
}

}  // namespace chimera::findings
