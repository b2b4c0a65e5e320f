// Tables of one shape that differ in one thing only, a model or the level of a factor, which each
// of them has for all its rows: files against each other. Each is a run of its own.
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "findings/kind/file_groups.h"
#include "findings/kind/kinds.h"
#include "findings/kind/ranking.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

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
    Scope scope = metric_scope(book, *tables.front(), *metric);
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

std::size_t measured_trials(const std::vector<const Table*>& tables, const std::string& metric) {
  std::size_t trials = 0;
  for (const Table* table : tables) {
    const Column* column = find_column(*table, metric);
    for (std::size_t row = 0; column != nullptr && row < table->rows(); ++row) {
      trials += !table->state[row].failed && !std::isnan(column->number_at(row)) ? 1U : 0U;
    }
  }
  return trials;
}

/// Whether the means are of these tables' trials and no others.
bool covers_all(const Ranking& ranking, const std::vector<const Table*>& tables,
                const std::string& metric) {
  std::size_t covered = 0;
  for (const Level& level : ranking.levels) {
    covered += level.mean->n;
  }
  return covered == measured_trials(tables, metric);
}

/// Levels of which each was run several times: the runs are their replicates. Only where a pattern
/// selects just these files. Whether they could be compared.
bool compare_runs(FactBook& book, const Group& group, const std::string& factor,
                  std::vector<Finding>& findings) {
  std::vector<const Table*> tables;
  for (const auto& [level, of_level] : group) {
    tables.insert(tables.end(), of_level.begin(), of_level.end());
  }
  const std::string pattern = pattern_of(tables, book.observations());
  if (pattern.empty()) {
    return false;
  }
  const std::string prefix = factor.empty() ? "" : factor + "=";
  std::vector<Level> levels;
  for (const auto& [level, of_level] : group) {
    levels.push_back({level, called(prefix + level)});
  }
  std::vector<Ranking> family;
  for (const Column* metric : main_metrics(*tables.front())) {
    Scope scope = metric_scope(book, *tables.front(), *metric);
    scope.where = {{"file", pattern}};
    scope.column = factor.empty() ? "model" : factor;
    scope.place = join({say(" in "), called(pattern)});
    auto ranking = rank(book, std::move(scope), levels);
    if (!ranking || !covers_all(*ranking, tables, metric->name)) {
      continue;
    }
    ranking->factor = ranking->scope.column;
    ranking->is_subject = factor.empty();
    ranking->advice_place = ranking->scope.place;
    family.push_back(*std::move(ranking));
  }
  const bool any = !family.empty();
  say_family(book, std::move(family), findings);
  return any;
}

bool has_repeated_runs(const Group& group) {
  return group.size() >= 2 && group.size() <= kLevelsMax &&
         std::all_of(group.begin(), group.end(),
                     [](const auto& entry) { return entry.second.size() >= 2; });
}

bool can_be_compared(const Group& group) {
  return group.size() >= 2 && group.size() <= kLevelsMax &&
         std::all_of(group.begin(), group.end(),
                     [](const auto& entry) { return entry.second.size() == 1; });
}

/// All of them; where each level was run more than once, over the runs; else those of each folder.
void compare(FactBook& book, const Group& group, const std::string& factor,
             std::vector<Finding>& findings) {
  if (can_be_compared(group)) {
    compare_group(book, group, factor, findings);
    return;
  }
  if (has_repeated_runs(group) && compare_runs(book, group, factor, findings)) {
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
  std::vector<Finding> findings;
  for (const auto& [what, group] : groups_of(book.observations())) {
    compare(book, group, what.first, findings);
  }
  return findings;
}

}  // namespace chimera::findings
