#include "findings/kind/file_groups.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "findings/kind/kinds.h"
#include "text/glob.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kRowsMin = 3;

std::string shape_of(const Table& table) {
  std::set<std::string_view> names;
  for (const Column& column : table.columns) {
    if (column.role == Role::kMetric || column.role == Role::kFactor ||
        column.role == Role::kBlock) {
      names.insert(column.name);
    }
  }
  const std::vector<const Column*> metrics = main_metrics(table);
  std::string shape;
  for (const Column* metric : metrics) {
    shape += std::string(metric->definition->name) + "\n";
  }
  for (const std::string_view column : names) {
    shape += "\n" + std::string(column);
  }
  return shape;
}

std::string only_model(const Table& table) {
  const Column* model = find_column(table, "model");
  const auto levels = model == nullptr ? std::vector<std::string>{} : levels_of(table, *model);
  return levels.size() == 1 ? levels.front() : "";
}

/// A table and what all its rows share.
struct Alike {
  const Table* table = nullptr;
  std::string shape;
  std::string model;
  std::map<std::string, std::string> factors;  ///< with one level here
};

Alike look_at(const Table& table) {
  Alike alike{&table, shape_of(table), only_model(table), {}};
  for (const Column& column : table.columns) {
    const auto levels =
        column.role == Role::kFactor ? levels_of(table, column) : std::vector<std::string>{};
    if (levels.size() == 1) {
      alike.factors.emplace(column.name, levels.front());
    }
  }
  return alike;
}

/// What must agree for the tables to differ in `differing` only ("" for the model).
std::string rest_of(const Alike& alike, const std::string& differing) {
  std::string rest = alike.shape + "\n\n" + (differing.empty() ? "" : alike.model);
  for (const auto& [factor, level] : alike.factors) {
    if (factor != differing) {
      rest.append("\n").append(factor).append("=").append(level);
    }
  }
  return rest;
}

}  // namespace

std::map<std::pair<std::string, std::string>, Group> groups_of(const Observations& observations) {
  std::map<std::pair<std::string, std::string>, Group> groups;  // by what differs and the rest
  for (const Table* table : distinct_tables(observations, TableKind::kMeasured)) {
    if (ok_trials(*table) < kRowsMin || main_metrics(*table).empty()) {
      continue;
    }
    const Alike alike = look_at(*table);
    if (!alike.model.empty()) {
      groups[{"", rest_of(alike, "")}][alike.model].push_back(table);
    }
    for (const auto& [factor, level] : alike.factors) {
      groups[{factor, rest_of(alike, factor)}][level].push_back(table);
    }
  }
  return groups;
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
