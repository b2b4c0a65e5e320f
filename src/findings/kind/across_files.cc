// Tables of one shape that differ in one thing only, a model or the level of a factor, which each
// of them has for all its rows: files against each other. Each is a run of its own.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/ranking.h"
#include "findings/phrases.h"
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

/// The folder that all have in common; "." where they have none.
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

/// "dir/*_baseline.csv", if the pattern names these files and no other; "" else.
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
  const auto matched = std::count_if(
      observations.artifacts.begin(), observations.artifacts.end(),
      [&](const Artifact& artifact) { return text::glob_matches(pattern, artifact.path); });
  return static_cast<std::size_t>(matched) == tables.size() ? pattern : "";
}

/// The files by name, three and more by their pattern.
Phrase place_of(const std::vector<const Table*>& tables, const Observations& observations) {
  const std::string pattern = tables.size() < 3 ? "" : pattern_of(tables, observations);
  if (!pattern.empty()) {
    return join({say(" in "), called(pattern)});
  }
  std::vector<Phrase> names;
  names.reserve(tables.size());
  for (const Table* table : tables) {
    names.push_back(called(table->file));
  }
  return join({say(" in "), listed(names)});
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

using Group = std::map<std::string, std::vector<const Table*>>;  // by level

void compare_group(FactBook& book, const Group& group, const std::string& factor,
                   std::vector<Finding>& findings) {
  std::vector<Level> levels;
  std::vector<const Table*> tables;
  for (const auto& [level, of_level] : group) {
    const std::string prefix = factor.empty() ? "" : factor + "=";
    levels.push_back({of_level.front()->file, called(prefix + level)});
    tables.push_back(of_level.front());
  }
  std::vector<Ranking> family;
  for (const Column* metric : main_metrics(*tables.front())) {
    Scope scope{.metric = book.metric_name(*tables.front(), *metric),
                .definition = metric->definition,
                .direction = direction_of(*metric)};
    scope.column = "file";
    scope.warm = std::any_of(tables.begin(), tables.end(),
                             [](const Table* table) { return has_cold(*table); });
    scope.place = place_of(tables, book.observations());
    if (auto ranking = rank(book, std::move(scope), levels)) {
      ranking->factor = factor.empty() ? "model" : factor;
      ranking->is_subject = factor.empty();
      ranking->between_runs = true;
      ranking->advice_place = join({say(" in "), called(common_folder(tables))});
      family.push_back(*std::move(ranking));
    }
  }
  say_family(book, std::move(family), findings);
}

bool can_be_compared(const Group& group) {
  return group.size() >= 2 && group.size() <= kLevelsMax &&
         std::all_of(group.begin(), group.end(),
                     [](const auto& entry) { return entry.second.size() == 1; });
}

/// All of them, or, where a level was run more than once, those of each folder.
void compare(FactBook& book, const Group& group, const std::string& factor,
             std::vector<Finding>& findings) {
  if (can_be_compared(group)) {
    compare_group(book, group, factor, findings);
    return;
  }
  std::map<std::string, Group> folders;
  for (const auto& [level, tables] : group) {
    for (const Table* table : tables) {
      folders[folder_of(table->file)][level].push_back(table);
    }
  }
  for (const auto& [folder, inside] : folders) {
    if (can_be_compared(inside)) {
      compare_group(book, inside, factor, findings);
    }
  }
}

}  // namespace

std::vector<Finding> find_across_files(FactBook& book) {
  std::map<std::pair<std::string, std::string>, Group> groups;  // by what differs and the rest
  for (const Table* table : distinct_tables(book.observations(), TableKind::kMeasured)) {
    if (table->rows() < kRowsMin || main_metrics(*table).empty()) {
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
  std::vector<Finding> findings;
  for (const auto& [what, group] : groups) {
    compare(book, group, what.first, findings);
  }
  return findings;
}

}  // namespace chimera::findings
