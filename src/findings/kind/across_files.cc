// Tables of one shape that differ in one thing only, a subject or the level of a factor, which each
// of them has for all its rows: files against each other. Each is a run of its own.
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "findings/kind/file_groups.h"
#include "findings/kind/kinds.h"
#include "findings/kind/ranking.h"
#include "findings/kind/unlike_blocks.h"
#include "findings/phrases.h"
#include "query/select.h"

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

Phrase level_name(const FileGroup& group, const std::string& level) {
  return called(group.is_subject ? level : group.column + "=" + level);
}

/// What a query calls the metric in all of the tables: as they spell it, or by the catalogue.
std::string shared_name(const FactBook& book, const std::vector<const Table*>& tables,
                        const Column& metric) {
  const bool alike = std::ranges::all_of(
      tables, [&](const Table* table) { return find_column(*table, metric.name) != nullptr; });
  return alike || metric.definition == nullptr ? book.metric_name(*tables.front(), metric)
                                               : std::string(metric.definition->name);
}

std::vector<LevelTrials> trials_of(const std::vector<const Table*>& tables,
                                   const std::string& metric, bool warm) {
  std::vector<LevelTrials> levels;
  for (const Table* table : tables) {
    if (const Column* own = query::metric_column(*table, metric)) {
      levels.push_back({table, own, nullptr, "", warm});
    }
  }
  return levels;
}

void compare_group(FactBook& book, const FileGroup& group, std::vector<Finding>& findings) {
  std::vector<Level> levels;
  std::vector<const Table*> tables;
  for (const auto& [level, of_level] : group.levels) {
    levels.push_back({of_level.front()->file, level_name(group, level)});
    tables.push_back(of_level.front());
  }
  std::vector<Ranking> family;
  for (const Column* metric : main_metrics(*tables.front())) {
    Scope scope = metric_scope(book, *tables.front(), *metric);
    scope.metric = shared_name(book, tables, *metric);
    scope.column = "file";
    scope.warm = std::any_of(tables.begin(), tables.end(),
                             [](const Table* table) { return has_cold(*table); });
    scope.place = place_of(tables, book.observations());
    if (auto ranking = rank(book, std::move(scope), levels)) {
      ranking->factor = group.column;
      ranking->is_subject = group.is_subject;
      ranking->between_runs = true;
      ranking->unlike_block =
          unlike_block(trials_of(tables, ranking->scope.metric, ranking->scope.warm));
      ranking->advice_place = fill_their_folder(tables, metric->name, book.observations())
                                  ? join({say(" in "), called(common_folder(tables))})
                                  : ranking->scope.place;
      family.push_back(*std::move(ranking));
    }
  }
  say_family(book, std::move(family), findings);
}

std::size_t measured_trials(const std::vector<const Table*>& tables, const std::string& metric) {
  std::size_t trials = 0;
  for (const Table* table : tables) {
    const Column* column = query::metric_column(*table, metric);
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
bool compare_runs(FactBook& book, const FileGroup& group, std::vector<Finding>& findings) {
  std::vector<const Table*> tables;
  for (const auto& [level, of_level] : group.levels) {
    tables.insert(tables.end(), of_level.begin(), of_level.end());
  }
  const std::string pattern = pattern_of(tables, book.observations());
  if (pattern.empty()) {
    return false;
  }
  std::vector<Level> levels;
  levels.reserve(group.levels.size());
  for (const auto& [level, of_level] : group.levels) {
    levels.push_back({level, level_name(group, level)});
  }
  std::vector<Ranking> family;
  for (const Column* metric : main_metrics(*tables.front())) {
    Scope scope = metric_scope(book, *tables.front(), *metric);
    scope.metric = shared_name(book, tables, *metric);
    scope.where = {{"file", pattern}};
    scope.column = group.column;
    scope.place = join({say(" in "), called(pattern)});
    auto ranking = rank(book, std::move(scope), levels);
    if (!ranking || !covers_all(*ranking, tables, ranking->scope.metric)) {
      continue;
    }
    ranking->factor = group.column;
    ranking->is_subject = group.is_subject;
    ranking->advice_place = ranking->scope.place;
    family.push_back(*std::move(ranking));
  }
  const bool any = !family.empty();
  say_family(book, std::move(family), findings);
  return any;
}

bool has_repeated_runs(const FileGroup& group) {
  return group.levels.size() >= 2 && group.levels.size() <= kLevelsMax &&
         std::all_of(group.levels.begin(), group.levels.end(),
                     [](const auto& entry) { return entry.second.size() >= 2; });
}

bool can_be_compared(const FileGroup& group) {
  return group.levels.size() >= 2 && group.levels.size() <= kLevelsMax &&
         std::all_of(group.levels.begin(), group.levels.end(),
                     [](const auto& entry) { return entry.second.size() == 1; });
}

/// All of them; where each level was run more than once, over the runs; else those of each folder.
void compare(FactBook& book, const FileGroup& group, std::vector<Finding>& findings) {
  if (can_be_compared(group)) {
    compare_group(book, group, findings);
    return;
  }
  if (has_repeated_runs(group) && compare_runs(book, group, findings)) {
    return;
  }
  std::map<std::string, FileGroup> folders;
  for (const auto& [level, tables] : group.levels) {
    for (const Table* table : tables) {
      FileGroup inside{group.column, group.is_subject, {}};
      const auto at = folders.try_emplace(folder_of(table->file), std::move(inside)).first;
      at->second.levels[level].push_back(table);
    }
  }
  for (const auto& [folder, inside] : folders) {
    if (can_be_compared(inside)) {
      compare_group(book, inside, findings);
    }
  }
}

}  // namespace

std::vector<Finding> find_across_files(FactBook& book) {
  const std::vector<FileGroup> groups = file_groups(book.observations());
  return find_in_all(book, groups.size(), [&](std::size_t i, std::vector<Finding>& findings) {
    compare(book, groups[i], findings);
  });
}

}  // namespace chimera::findings
