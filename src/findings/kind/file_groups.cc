#include "findings/kind/file_groups.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "base/parallel.h"
#include "findings/kind/kinds.h"
#include "findings/stated_means.h"
#include "text/glob.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kRowsMin = 3;

std::string shape_of(const Table& table) {
  // A metric that the catalogue knows is the same however a file spells it, and in whatever unit.
  std::set<std::string_view> names;
  for (const Column& column : table.columns) {
    if (column.role == Role::kMetric || column.role == Role::kFactor ||
        column.role == Role::kBlock) {
      const bool known = column.role == Role::kMetric && column.definition != nullptr;
      names.insert(known ? column.definition->name : column.name);
    }
  }
  const std::vector<const Column*> metrics = main_metrics(table);
  std::string shape;
  for (const Column* metric : metrics) {
    const Definition* known = metric->definition;
    shape += (known == nullptr ? metric->name : std::string(known->name)) + "\n";
  }
  for (const std::string_view column : names) {
    shape += "\n" + std::string(column);
  }
  return shape;
}

/// The only level of each column.
using OnlyLevels = std::map<std::string, std::string>;

/// Tables by their level.
using Levels = std::map<std::string, std::vector<const Table*>>;

/// A table and what all its rows share.
struct Alike {
  const Table* table = nullptr;
  std::string shape;
  OnlyLevels subjects;
  OnlyLevels factors;
};

/// Whether each trial that did not fail has a cell there.
bool is_filled(const Table& table, const Column& column) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!table.state[row].failed && column.text_at(row).empty()) {
      return false;
    }
  }
  return true;
}

Alike look_at(const Table& table, std::string shape) {
  Alike alike{&table, std::move(shape), {}, {}};
  for (const Column& column : table.columns) {
    const bool is_subject = column.role == Role::kSubject || column.name == "model";
    const bool is_set = is_subject || column.role == Role::kFactor;
    const auto levels = is_set ? levels_of(table, column) : std::vector<std::string>{};
    if (levels.size() == 1 && is_filled(table, column)) {
      (is_subject ? alike.subjects : alike.factors).emplace(column.name, levels.front());
    }
  }
  return alike;
}

std::string text_of(const OnlyLevels& levels, const std::set<std::string>& left_out = {}) {
  std::string text;
  for (const auto& [column, level] : levels) {
    if (!left_out.contains(column)) {
      text.append("\n").append(column).append("=").append(level);
    }
  }
  return text;
}

/// `model` first, then by name.
std::vector<std::string> subjects_of(const std::vector<Alike>& family) {
  std::set<std::string> names;
  for (const Alike& alike : family) {
    for (const auto& [column, level] : alike.subjects) {
      names.insert(column);
    }
  }
  std::vector<std::string> columns(names.begin(), names.end());
  std::stable_partition(columns.begin(), columns.end(),
                        [](const std::string& column) { return column == "model"; });
  return columns;
}

/// Whether tables of one level of `subject` never differ in `other`.
bool decides(const std::vector<Alike>& family, const std::string& subject,
             const std::string& other) {
  std::map<std::string, std::string> known;
  return std::all_of(family.begin(), family.end(), [&](const Alike& alike) {
    const auto level = alike.subjects.find(subject);
    const auto found = alike.subjects.find(other);
    const std::string there = found == alike.subjects.end() ? "" : found->second;
    return level == alike.subjects.end() ||
           known.try_emplace(level->second, there).first->second == there;
  });
}

/// REQUIRES: the tables have one shape and the same factors.
void group_by_subjects(const std::vector<Alike>& family, std::vector<FileGroup>& groups) {
  const std::vector<std::string> columns = subjects_of(family);
  for (auto column = columns.begin(); column != columns.end(); ++column) {
    const bool is_other_name = std::any_of(columns.begin(), column, [&](const std::string& first) {
      return decides(family, first, *column) && decides(family, *column, first);
    });
    if (is_other_name) {
      continue;
    }
    std::set<std::string> follow;
    std::copy_if(columns.begin(), columns.end(), std::inserter(follow, follow.end()),
                 [&](const std::string& other) { return decides(family, *column, other); });
    std::map<std::string, Levels> by_rest;
    for (const Alike& alike : family) {
      if (const auto level = alike.subjects.find(*column); level != alike.subjects.end()) {
        by_rest[text_of(alike.subjects, follow)][level->second].push_back(alike.table);
      }
    }
    for (auto& [rest, levels] : by_rest) {
      groups.push_back({*column, true, std::move(levels)});
    }
  }
}

void group_by_factors(const std::vector<Alike>& tables, std::vector<FileGroup>& groups) {
  std::map<std::pair<std::string, std::string>, Levels> by_rest;
  for (const Alike& alike : tables) {
    const std::string fixed = alike.shape + "\n" + text_of(alike.subjects) + "\n";
    for (const auto& [factor, level] : alike.factors) {
      by_rest[{factor, fixed + text_of(alike.factors, {factor})}][level].push_back(alike.table);
    }
  }
  for (auto& [what, levels] : by_rest) {
    groups.push_back({what.first, false, std::move(levels)});
  }
}

std::vector<FileGroup> groups_of(const std::vector<Alike>& tables) {
  std::map<std::string, std::vector<Alike>> families;
  for (const Alike& alike : tables) {
    families[alike.shape + "\n" + text_of(alike.factors)].push_back(alike);
  }
  std::vector<FileGroup> groups;
  for (const auto& [what, family] : families) {
    group_by_subjects(family, groups);
  }
  group_by_factors(tables, groups);
  return groups;
}

}  // namespace

std::vector<FileGroup> file_groups(const Observations& observations) {
  std::vector<const Table*> compared = distinct_tables(observations, TableKind::kMeasured);
  std::erase_if(compared, [](const Table* table) {
    return ok_trials(*table) < kRowsMin || main_metrics(*table).empty();
  });
  std::vector<Alike> tables(compared.size());
  for_each_index(tables.size(), 0,
                 [&](std::size_t i) { tables[i] = look_at(*compared[i], shape_of(*compared[i])); });
  return groups_of(tables);
}

std::vector<FileGroup> stated_file_groups(const Observations& observations) {
  std::vector<Alike> tables;
  for (const auto& [table, mean] : stated_means(observations)) {
    if (tables.empty() || tables.back().table != table) {
      tables.push_back(look_at(*table, ""));
    }
    tables.back().shape += mean->name + "\n";
  }
  return groups_of(tables);
}

std::string common_folder(const std::vector<const Table*>& tables) {
  std::string common = tables.front()->file;
  for (const Table* table : tables) {
    const auto [end, other] =
        std::mismatch(common.begin(), common.end(), table->file.begin(), table->file.end());
    common.erase(end, common.end());
  }
  const std::string folder = folder_of(common);
  return folder.empty() ? "." : folder;
}

bool fill_their_folder(const std::vector<const Table*>& tables, const std::string& metric,
                       const Observations& observations) {
  const std::string folder = common_folder(tables);
  return std::ranges::none_of(observations.tables, [&](const Table& table) {
    const bool there = folder == "." || table.file.starts_with(folder);
    const bool own =
        std::ranges::any_of(tables, [&](const Table* each) { return each->file == table.file; });
    return there && !own && table.kind != TableKind::kClaim &&
           find_column(table, metric) != nullptr;
  });
}

std::string pattern_of(const std::vector<const Table*>& tables, const Observations& observations) {
  std::string before = tables.front()->file;
  std::string behind = before;
  for (const Table* table : tables) {
    const std::string& file = table->file;
    const auto [end, other] = std::mismatch(before.begin(), before.end(), file.begin(), file.end());
    before.erase(end, before.end());
    const auto [rend, rother] =
        std::mismatch(behind.rbegin(), behind.rend(), file.rbegin(), file.rend());
    behind.erase(behind.begin(), rend.base());
  }
  // The shortest name must hold both ends side by side.
  for (const Table* table : tables) {
    const std::size_t room = table->file.size() - before.size();
    behind.erase(0, behind.size() - std::min(behind.size(), room));
  }
  const std::string pattern = before + "*" + behind;
  // Sorted by path: what the pattern can match stands together.
  const auto first = std::ranges::lower_bound(observations.artifacts, before, {}, &Artifact::path);
  const auto last =
      std::find_if(first, observations.artifacts.end(),
                   [&](const Artifact& artifact) { return !artifact.path.starts_with(before); });
  const auto matched = std::count_if(first, last, [&](const Artifact& artifact) {
    return text::glob_matches(pattern, artifact.path);
  });
  return static_cast<std::size_t>(matched) == tables.size() ? pattern : "";
}

}  // namespace chimera::findings
