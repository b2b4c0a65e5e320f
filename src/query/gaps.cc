#include "query/gaps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "base/parallel.h"
#include "query/rows.h"

namespace chimera::query {

namespace {

constexpr std::size_t kNamedMax = 10;
constexpr std::size_t kCellsMax = 10'000;
constexpr std::size_t kLevelsMax = 32;
constexpr std::size_t kSiblingsMax = 64;

using LevelNames = std::vector<std::string>;

/// In the order of their first row, one more than kLevelsMax at most.
LevelNames levels_of(const Table& table, const Column& column) {
  const Levels spellings(column, table.rows());
  LevelNames levels;
  std::vector<bool> seen(spellings.count(), false);
  for (std::size_t row = 0; row < table.rows() && levels.size() <= kLevelsMax; ++row) {
    const std::size_t spelling = spellings.at(row);
    if (!seen[spelling] && !spellings.spelling(spelling).empty()) {
      levels.emplace_back(spellings.spelling(spelling));
    }
    seen[spelling] = true;
    if (levels.size() == spellings.count()) {
      break;
    }
  }
  return levels;
}

struct Axis {
  const Column* column = nullptr;
  LevelNames levels;
};

/// Columns that the grid is spanned by. One that another one determines spans nothing.
std::vector<Axis> axes_of(const Table& table) {
  std::vector<Axis> axes;
  for (const Column& column : table.columns) {
    if ((column.role != Role::kFactor && column.role != Role::kSubject) || column.shared) {
      continue;
    }
    LevelNames levels = levels_of(table, column);
    if (levels.size() >= 2 && levels.size() <= kLevelsMax && 2 * levels.size() <= table.rows()) {
      axes.push_back({&column, std::move(levels)});
    }
  }
  return axes;
}

/// Of each of `planned` cells, the last axis the fastest, whether a row has run it. A row that
/// lacks a level is of none.
std::vector<bool> cells_run(const Table& table, const std::vector<Axis>& axes,
                            std::size_t planned) {
  std::vector<std::size_t> cell(table.rows(), 0);
  for (const Axis& axis : axes) {
    const Levels spellings(*axis.column, table.rows());
    std::vector<std::size_t> level(spellings.count());
    for (std::size_t i = 0; i < level.size(); ++i) {
      const auto at = std::ranges::find(axis.levels, spellings.spelling(i));
      level[i] =
          at == axis.levels.end() ? kCellsMax : static_cast<std::size_t>(at - axis.levels.begin());
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::size_t next = level[spellings.at(row)];
      cell[row] = std::max(cell[row], next) >= kCellsMax ? kCellsMax
                                                         : cell[row] * axis.levels.size() + next;
    }
  }
  std::vector<bool> run(planned, false);
  for (const std::size_t each : cell) {
    if (each < planned) {
      run[each] = true;
    }
  }
  return run;
}

std::vector<std::string> cell_at(const std::vector<Axis>& axes, std::size_t index) {
  std::vector<std::string> cell(axes.size());
  for (std::size_t i = axes.size(); i-- > 0;) {
    cell[i] = axes[i].levels[index % axes[i].levels.size()];
    index /= axes[i].levels.size();
  }
  return cell;
}

std::optional<Gap> missing_configurations(const Table& table) {
  const std::vector<Axis> axes = axes_of(table);
  std::size_t planned = 1;
  for (const Axis& axis : axes) {
    planned *= axis.levels.size();
    if (planned > kCellsMax) {
      return std::nullopt;
    }
  }
  if (axes.size() < 2) {
    return std::nullopt;
  }
  const std::vector<bool> run = cells_run(table, axes, planned);
  const auto count = static_cast<std::size_t>(std::ranges::count(run, true));
  if (count == planned || 4 * count < 3 * planned) {
    return std::nullopt;
  }
  Gap gap{.kind = GapKind::kConfiguration, .file = table.file};
  for (std::size_t index = 0; index < planned; ++index) {
    if (run[index]) {
      continue;
    }
    if (gap.missing.size() == kNamedMax) {
      gap.more = true;
      break;
    }
    const std::vector<std::string> cell = cell_at(axes, index);
    std::vector<std::string>& names = gap.missing.emplace_back();
    for (std::size_t i = 0; i < axes.size(); ++i) {
      names.push_back(axes[i].column->name + "=" + cell[i]);
    }
  }
  return gap;
}

std::optional<Gap> empty_columns(const Table& table) {
  const bool all_failed = std::all_of(table.state.begin(), table.state.end(),
                                      [](const TrialState& state) { return state.failed; });
  Gap gap{.kind = GapKind::kEmptyColumn, .file = table.file};
  for (const Column& column : table.columns) {
    const bool is_empty = std::all_of(column.number.begin(), column.number.end(),
                                      [](double number) { return std::isnan(number); });
    if (!measures(column.role) || column.shared || !is_empty || all_failed) {
      continue;
    }
    gap.more = gap.more || gap.missing.size() == kNamedMax;
    if (!gap.more) {
      gap.missing.push_back({column.name});
    }
  }
  return gap.missing.empty() ? std::nullopt : std::optional(gap);
}

/// The models of one table, or of all tables alike in a folder that hold one model each.
struct Siblings {
  std::string file;
  std::set<std::string> models;
};

std::string shape_of(const Table& table) {
  std::set<std::string_view> names;
  for (const Column& column : table.columns) {
    if (column.role == Role::kMetric || column.role == Role::kFactor) {
      names.insert(column.name);
    }
  }
  std::string shape;
  for (const std::string_view name : names) {
    shape += std::string(name) + "\n";
  }
  return shape;
}

std::vector<Siblings> siblings_in(const std::vector<const Table*>& folder) {
  std::vector<Siblings> all;
  std::map<std::string, Siblings> single;
  for (const Table* table : folder) {
    const Column* model = find_column(*table, "model");
    const LevelNames levels = model == nullptr ? LevelNames{} : levels_of(*table, *model);
    if (levels.size() >= 2) {
      all.push_back({table->file, {levels.begin(), levels.end()}});
    } else if (levels.size() == 1) {
      Siblings& group = single[shape_of(*table)];
      group.file = group.file.empty() ? table->file : group.file;
      group.models.insert(levels.front());
    }
  }
  for (auto& [shape, group] : single) {
    all.push_back(std::move(group));
  }
  return all;
}

std::optional<Gap> missing_models(const Siblings& in, const Siblings& with) {
  std::size_t common = 0;
  Gap gap{.kind = GapKind::kModel, .file = in.file, .sibling = with.file};
  for (const std::string& model : with.models) {
    if (in.models.contains(model)) {
      ++common;
    } else if (gap.missing.size() < kNamedMax) {
      gap.missing.push_back({model});
    } else {
      gap.more = true;
    }
  }
  return common < 2 || gap.missing.empty() ? std::nullopt : std::optional(gap);
}

void compare_siblings(const std::vector<Siblings>& all, std::vector<Gap>& gaps) {
  for (std::size_t i = 0; i < std::min(all.size(), kSiblingsMax); ++i) {
    for (std::size_t k = 0; k < std::min(all.size(), kSiblingsMax); ++k) {
      if (auto gap = i == k ? std::nullopt : missing_models(all[i], all[k])) {
        gaps.push_back(*std::move(gap));
      }
    }
  }
}

}  // namespace

std::string_view gap_kind_name(GapKind kind) {
  switch (kind) {
    case GapKind::kConfiguration:
      return "configuration never run";
    case GapKind::kModel:
      return "model missing";
    case GapKind::kEmptyColumn:
      return "column always empty";
  }
  return "";
}

std::vector<Gap> find_gaps(const Observations& observations) {
  std::vector<const Table*> distinct;
  std::set<std::string_view> seen;
  std::map<std::string, std::vector<const Table*>> folders;
  for (const Table& table : observations.tables) {
    const bool is_copy = !table.content.empty() && !seen.insert(table.content).second;
    if (table.kind == TableKind::kMeasured && !is_copy) {
      distinct.push_back(&table);
      folders[folder_of(table.file)].push_back(&table);
    }
  }
  std::vector<std::array<std::optional<Gap>, 2>> found(distinct.size());
  for_each_index(distinct.size(), 0, [&](std::size_t i) {
    found[i] = {missing_configurations(*distinct[i]), empty_columns(*distinct[i])};
  });
  std::vector<Gap> gaps;
  for (auto& of_table : found) {
    for (std::optional<Gap>& gap : of_table) {
      if (gap) {
        gaps.push_back(*std::move(gap));
      }
    }
  }
  for (const auto& [folder, tables] : folders) {
    compare_siblings(siblings_in(tables), gaps);
  }
  std::stable_sort(gaps.begin(), gaps.end(),
                   [](const Gap& a, const Gap& b) { return a.file < b.file; });
  return gaps;
}

}  // namespace chimera::query
