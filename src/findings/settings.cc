#include "findings/settings.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "findings/basis.h"
#include "findings/kind/kinds.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kLevelsMax = 32;
constexpr std::size_t kCellsMax = 1000;
constexpr std::size_t kBlockLevelsMax = 20;
constexpr std::size_t kBlockBytesMax = 64;

bool sets_a_level(const Table& table, const Column& column) {
  if ((column.role != Role::kFactor && column.role != Role::kSubject) || column.shared) {
    return false;
  }
  const std::size_t levels = levels_of(table, column).size();
  return levels >= 2 && levels <= kLevelsMax;
}

bool split_alike(const Table& table, const Column& a, const Column& b) {
  std::set<std::pair<std::string_view, std::string_view>> pairs;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!table.state[row].failed) {
      pairs.emplace(a.text_at(row), b.text_at(row));
    }
  }
  return pairs.size() == levels_of(table, a).size() && pairs.size() == levels_of(table, b).size();
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<const Column*> distinct_columns(const Table& table, const Wanted& wanted) {
  std::vector<const Column*> columns;
  for (const Column& column : table.columns) {
    if (!holds(wanted.factors, column.name) || !sets_a_level(table, column)) {
      continue;
    }
    const bool new_split = std::none_of(columns.begin(), columns.end(), [&](const Column* other) {
      return split_alike(table, *other, column);
    });
    if (new_split || holds(wanted.apart, column.name)) {
      columns.push_back(&column);
    }
  }
  return columns;
}

using Cells = std::vector<std::vector<std::size_t>>;

Cells cells_tried(const Table& table, const std::vector<const Column*>& columns,
                  const std::vector<PlannedFactor>& factors) {
  std::set<std::vector<std::size_t>> cells;
  for (std::size_t row = 0; row < table.rows() && cells.size() < kCellsMax; ++row) {
    std::vector<std::size_t> cell;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto& levels = factors[i].levels;
      const auto level = std::find(levels.begin(), levels.end(), columns[i]->text_at(row));
      if (level != levels.end()) {
        cell.push_back(static_cast<std::size_t>(level - levels.begin()));
      }
    }
    if (cell.size() == columns.size()) {
      cells.insert(std::move(cell));
    }
  }
  return {cells.begin(), cells.end()};
}

std::size_t combinations(const std::vector<PlannedFactor>& factors) {
  std::size_t product = 1;
  for (const PlannedFactor& factor : factors) {
    product = std::min(kCellsMax + 1, product * factor.levels.size());
  }
  return product;
}

Cells all_cells(const std::vector<PlannedFactor>& factors) {
  Cells cells;
  const std::size_t count = combinations(factors);
  cells.reserve(count);
  for (std::size_t index = 0; index < count; ++index) {
    std::vector<std::size_t> cell(factors.size());
    std::size_t rest = index;
    for (std::size_t i = factors.size(); i-- > 0;) {
      cell[i] = rest % factors[i].levels.size();
      rest /= factors[i].levels.size();
    }
    cells.push_back(std::move(cell));
  }
  return cells;
}

/// The column of blocks that is told in the fewest bytes; its longest level must be short.
std::optional<PlannedFactor> block_of(const Table& table) {
  std::optional<PlannedFactor> best;
  std::size_t best_bytes = kBlockBytesMax + 1;
  for (const Column& column : table.columns) {
    if (column.role != Role::kBlock || column.shared) {
      continue;
    }
    std::vector<std::string> levels = levels_of(table, column);
    std::size_t bytes = 0;
    for (const std::string& level : levels) {
      bytes = std::max(bytes, level.size());
    }
    if (levels.size() >= 2 && levels.size() <= kBlockLevelsMax && bytes < best_bytes) {
      best_bytes = bytes;
      best = PlannedFactor{column.name, std::move(levels)};
    }
  }
  return best;
}

}  // namespace

std::vector<std::string> varied_columns(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) {
    if (sets_a_level(table, column)) {
      names.push_back(column.name);
    }
  }
  return names;
}

Settings settings_within(const Table& table, const Wanted& wanted) {
  const std::vector<const Column*> columns = distinct_columns(table, wanted);
  Settings settings;
  settings.factors.reserve(columns.size());
  for (const Column* column : columns) {
    PlannedFactor& factor = settings.factors.emplace_back();
    factor = {column->name, levels_of(table, *column)};
    if (column->name == "model") {
      factor.levels.insert(factor.levels.end(), wanted.models.begin(), wanted.models.end());
    }
  }
  Cells tried = cells_tried(table, columns, settings.factors);
  const std::size_t possible = combinations(settings.factors);
  const bool something_new = !wanted.models.empty() || wanted.apart.size() > 1;
  settings.factorial = possible <= kCellsMax && (something_new || 4 * tried.size() >= 3 * possible);
  settings.cells = settings.factorial ? all_cells(settings.factors) : std::move(tried);
  settings.block = block_of(table);
  return settings;
}

Settings settings_between(const std::vector<const Table*>& tables, const std::string& factor) {
  Settings settings;
  PlannedFactor planned{.name = factor, .levels = {}};
  planned.levels.reserve(tables.size());
  for (const Table* table : tables) {
    planned.levels.push_back(only_level(*table, factor));
  }
  std::sort(planned.levels.begin(), planned.levels.end());
  planned.levels.erase(std::unique(planned.levels.begin(), planned.levels.end()),
                       planned.levels.end());
  std::erase(planned.levels, "");
  settings.factors.push_back(std::move(planned));
  settings.cells = all_cells(settings.factors);
  settings.block = block_of(*tables.front());
  return settings;
}

std::size_t cells_of_a_level(const Settings& settings) {
  std::size_t least = settings.cells.size();
  for (std::size_t i = 0; i < settings.factors.size(); ++i) {
    std::map<std::size_t, std::size_t> count;
    for (const auto& cell : settings.cells) {
      ++count[cell[i]];
    }
    for (const auto& [level, cells] : count) {
      least = std::min(least, cells);
    }
  }
  return std::max<std::size_t>(least, 1);
}

}  // namespace chimera::findings
