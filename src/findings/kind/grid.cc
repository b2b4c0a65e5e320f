#include "findings/kind/grid.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/level_numbers.h"
#include "query/rows.h"
#include "stats/anova.h"
#include "stats/distribution.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kCellsMin = 6;

std::vector<const Column*> varied_factors(const Table& table) {
  std::vector<const Column*> factors;
  for (const Column& column : table.columns) {
    const bool is_set = column.role == Role::kFactor && !column.shared;
    const std::size_t levels = is_set ? levels_of(table, column).size() : 0;
    // One that names each row says nothing that the others don't.
    if (levels >= 2 && 2 * levels <= ok_trials(table)) {
      factors.push_back(&column);
    }
  }
  return factors;
}

/// The best of several models says nothing about a configuration.
bool has_one_subject(const Table& table) {
  return std::all_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
    return column.role != Role::kSubject || levels_of(table, column).size() <= 1;
  });
}

std::vector<std::string> names_of(const std::vector<const Column*>& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const Column* column : columns) {
    names.push_back(column->name);
  }
  return names;
}

std::vector<std::string_view> setting_of(const Grid& grid, std::size_t row) {
  std::vector<std::string_view> setting;
  setting.reserve(grid.factors.size());
  for (const Column* column : grid.factors) {
    setting.push_back(column->text_at(row));
  }
  return setting;
}

}  // namespace

double value_at(const Grid& grid, std::size_t i) {
  return grid.metric->number_at(grid.rows[i]);
}

std::optional<Grid> grid_of(const Table& table) {
  const auto metrics = main_metrics(table);
  if (ok_trials(table) < kCellsMin || metrics.empty() || !has_one_subject(table) ||
      direction_of(*metrics.front()) == Direction::kUnknown) {
    return std::nullopt;
  }
  Grid grid{&table, metrics.front(), varied_factors(table), {}};
  std::map<std::vector<std::string_view>, std::size_t> seen;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.state[row].failed || std::isnan(grid.metric->number_at(row))) {
      continue;
    }
    if (++seen[setting_of(grid, row)] > 1) {
      return std::nullopt;
    }
    grid.rows.push_back(row);
  }
  return grid.factors.empty() || grid.rows.size() < kCellsMin ? std::nullopt : std::optional(grid);
}

std::optional<RepeatedGrid> repeated_grid_of(const Table& table) {
  constexpr std::size_t kFewest = 3;
  constexpr std::size_t kMost = 100;
  constexpr auto kNone = static_cast<std::size_t>(-1);
  const auto metrics = main_metrics(table);
  if (metrics.empty() || !has_one_subject(table) ||
      direction_of(*metrics.front()) == Direction::kUnknown) {
    return std::nullopt;
  }
  RepeatedGrid repeated{{&table, metrics.front(), varied_factors(table), {}}, {}};
  const std::vector<std::string> names = names_of(repeated.grid.factors);
  const query::RowGroups settings(table, names);
  std::vector<std::size_t> place(settings.count(), kNone);
  for (std::size_t row = 0; row < table.rows() && repeated.cells.size() <= kMost; ++row) {
    const double value = repeated.grid.metric->number_at(row);
    if (table.state[row].failed || table.state[row].cold || std::isnan(value)) {
      continue;
    }
    std::size_t& cell = place[settings.group_of(row)];
    if (cell == kNone) {
      cell = repeated.cells.size();
      repeated.cells.push_back({row, {}});
      repeated.grid.rows.push_back(row);
    }
    repeated.cells[cell].values.push_back(value);
  }
  const bool usable = !repeated.grid.factors.empty() && repeated.cells.size() >= kFewest &&
                      repeated.cells.size() <= kMost &&
                      std::ranges::all_of(repeated.cells, [](const GridCell& cell) {
                        return cell.values.size() >= 2;
                      });
  return usable ? std::optional(std::move(repeated)) : std::nullopt;
}

std::optional<double> least_gap(const Grid& grid) {
  constexpr std::size_t kDegreesMin = 3;
  std::vector<double> response;
  response.reserve(grid.rows.size());
  std::vector<LevelNumbers> levels;
  stats::Design design;
  for (std::size_t i = 0; i < grid.rows.size(); ++i) {
    response.push_back(value_at(grid, i));
  }
  levels.reserve(grid.factors.size());
  for (const Column* column : grid.factors) {
    levels.push_back(number_levels(*grid.table, *column, grid.rows));
  }
  design.response = response;
  design.factors.reserve(levels.size());
  for (const LevelNumbers& of_column : levels) {
    design.factors.push_back(of_column.factor());
  }
  const auto model = stats::anova(design);
  if (!model || model->residual_df < kDegreesMin || !(model->residual_squares > 0)) {
    return std::nullopt;
  }
  const auto df = static_cast<double>(model->residual_df);
  const double deviation = std::sqrt(model->residual_squares / df);
  const auto comparisons = static_cast<double>(grid.rows.size() - 1);
  return stats::t_within(1 - kSignificance / comparisons, df) * deviation * std::sqrt(2.0);
}

}  // namespace chimera::findings
