#include "query/nothing.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "data/definition.h"
#include "query/select.h"
#include "text/glob.h"
#include "text/nearest.h"

namespace chimera::query {

namespace {

constexpr std::size_t kNamed = 5;

/// Tables that measure the metric, with the column that does.
std::vector<std::pair<const Table*, const Column*>> sources(const Query& query,
                                                            const Observations& observations) {
  std::vector<std::pair<const Table*, const Column*>> found;
  for (const Table& table : observations.tables) {
    const Column* metric =
        table.kind == TableKind::kClaim ? nullptr : metric_column(table, query.metric);
    if (metric != nullptr) {
      found.emplace_back(&table, metric);
    }
  }
  return found;
}

std::set<std::string> levels_of(const Table& table, const std::string& column) {
  if (column == "file") {
    return {table.file};
  }
  std::set<std::string> levels;
  if (const Column* found = any_column(table, column); found != nullptr) {
    for (const std::string_view cell : found->text) {
      levels.emplace(cell);
    }
  }
  return levels;
}

/// "no trial has model=zzz (the nearest is 'zz')"; nullopt where one has.
std::optional<std::string> unmet(const Condition& condition, const Query& query,
                                 const Observations& observations) {
  std::set<std::string> levels;
  for (const auto& [table, metric] : sources(query, observations)) {
    levels.merge(levels_of(*table, condition.column));
  }
  if (std::any_of(levels.begin(), levels.end(), [&](const std::string& level) {
        return value_matches(condition.value, level);
      })) {
    return std::nullopt;
  }
  const auto nearest = text::is_glob(condition.value) ? text::nearest_match(condition.value, levels)
                                                      : text::nearest_name(condition.value, levels);
  return "no trial of " + query.metric + " has " + condition.column + "=" + condition.value +
         (nearest ? " (the nearest is '" + *nearest + "')" : "");
}

std::vector<std::string> unmet_by_all(const std::vector<Condition>& conditions, const Query& query,
                                      const Observations& observations) {
  std::vector<std::string> notes;
  for (const Condition& condition : conditions) {
    if (auto note = unmet(condition, query, observations)) {
      notes.push_back(*std::move(note));
    }
  }
  return notes;
}

std::string stated_note(const std::vector<std::string>& stated) {
  std::string note = "no trial was measured; stated, each to be asked for by its name: ";
  for (std::size_t i = 0; i < std::min(kNamed, stated.size()); ++i) {
    note += (i == 0 ? "" : ", ") + stated[i];
  }
  return note + (stated.size() > kNamed ? ", …" : "");
}

/// What reading said of the columns: units that don't convert, ambiguous numbers.
std::vector<std::string> problems_of(const Query& query, const Observations& observations) {
  std::vector<std::string> notes;
  for (const auto& [table, metric] : sources(query, observations)) {
    for (const Problem& problem : observations.problems) {
      const bool is_of_it = problem.file == table->file && file_matches(*table, query.where) &&
                            problem.what.find("column '" + metric->name + "'") != std::string::npos;
      if (is_of_it && notes.size() < kNamed) {
        notes.push_back(problem.file + ": " + problem.what);
      }
    }
  }
  return notes;
}

std::vector<std::string> why_empty(const Row& row, const Query& query,
                                   const Observations& observations) {
  std::vector<std::string> notes = unmet_by_all(query.where, query, observations);
  if (const auto stated = stated_columns(query, observations); !stated.empty()) {
    notes.push_back(stated_note(stated));
  }
  if (row.excluded.contains("missing")) {
    const auto problems = problems_of(query, observations);
    notes.insert(notes.end(), problems.begin(), problems.end());
  }
  if (notes.empty() && row.excluded.empty()) {
    notes.emplace_back("no trial meets all of the conditions");
  }
  return notes;
}

}  // namespace

std::vector<std::string> stated_columns(const Query& query, const Observations& observations) {
  std::set<std::string> names;
  for (const Table& table : observations.tables) {
    for (const Column& column : table.columns) {
      const bool states = column.role == Role::kSummary && column.definition != nullptr &&
                          table.kind != TableKind::kClaim && !column.shared;
      if (states && means(*column.definition, query.metric)) {
        names.insert(column.name);
      }
    }
  }
  return {names.begin(), names.end()};
}

void note_what_is_missing(std::vector<Row>& rows, const Query& query,
                          const Observations& observations) {
  for (Row& row : rows) {
    std::vector<std::string> notes;
    if (row.n == 0) {
      notes = why_empty(row, query, observations);
    } else if (!query.against.empty() && row.n_against == 0) {
      notes = unmet_by_all(query.against, query, observations);
      notes.emplace_back("nothing was measured on the side of --against");
    }
    row.notes.insert(row.notes.end(), notes.begin(), notes.end());
  }
}

}  // namespace chimera::query
