#include "verify/sample_query.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "text/glob.h"
#include "verify/bound_query.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

using Tables = std::set<const Table*>;

// The first of the columns that each table has, as all of them spell it; "" for none.
std::string column_of_all(const Tables& tables, const std::vector<std::string>& columns) {
  for (const std::string& name : columns) {
    const Column* const first = column_called(**tables.begin(), name);
    if (first != nullptr && std::ranges::all_of(tables, [&](const Table* table) {
          return find_column(*table, first->name) != nullptr;
        })) {
      return first->name;
    }
  }
  return "";
}

bool any_has(const Tables& tables, const std::vector<std::string>& columns) {
  return std::any_of(tables.begin(), tables.end(), [&](const Table* table) {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& name) {
      return column_called(*table, name) != nullptr;
    });
  });
}

bool holds_any(std::string_view name, const std::vector<std::string>& values) {
  const std::string lower = lowered(name);
  return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    return lower.find(lowered(value)) != std::string::npos;
  });
}

enum class Said { kByColumn, kByFiles, kByNothing };

// Leaves the column by which all tables of the sample have the setting.
Said say(const Tables& tables, Setting& setting) {
  std::erase(setting.columns, kExperimentColumn);
  std::erase(setting.columns, kPathColumn);
  if (!any_has(tables, setting.columns)) {
    std::swap(setting.columns, setting.other_columns);
    std::swap(setting.values, setting.other_values);
  }
  const std::string column = column_of_all(tables, setting.columns);
  if (column.empty()) {
    return any_has(tables, setting.columns) ? Said::kByNothing : Said::kByFiles;
  }
  setting.columns = {column};
  setting.other_columns.clear();
  return setting.values.size() == 1 ? Said::kByColumn : Said::kByNothing;
}

// Whether the glob that an alias makes is of these files and no others.
bool alias_is_exact(const Dataset& dataset, const Scope& scope) {
  const std::string glob = "*" + scope.file_alias + "*";
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    const bool meant = std::binary_search(scope.files->begin(), scope.files->end(), i);
    if (text::glob_matches(glob, dataset.files()[i].artifact->path) != meant) {
      return false;
    }
  }
  return scope.file_alias != "*" && !scope.file_alias.empty();
}

bool names_files(const Dataset& dataset, const Scope& scope) {
  return scope.files->size() == 1 || !glob_of(scope, dataset).empty() ||
         alias_is_exact(dataset, scope);
}

}  // namespace

std::optional<std::vector<Condition>> conditions_of(const Dataset& dataset, const Sample& sample,
                                                    const Scope& scope) {
  if (scope.place != TrialPlace::kAny || sample.cells.empty()) {
    return std::nullopt;
  }
  Tables tables;
  std::vector<std::size_t> files;
  for (const Cell& cell : sample.cells) {
    if (tables.insert(cell.table).second) {
      files.push_back(dataset.file_of(*cell.table));
    }
  }
  Scope said = scope;
  said.conditions.clear();
  bool by_files = scope.files && !names_files(dataset, scope);
  for (Setting setting : scope.conditions) {
    const bool key = std::erase(setting.columns, kKeyColumn) > 0;
    if (key && !any_has(tables, setting.columns)) {
      if (!holds_any(sample.metric, setting.values)) {
        return std::nullopt;
      }
      continue;  // the metric's name says it
    }
    const Said how = say(tables, setting);
    if (how == Said::kByNothing) {
      return std::nullopt;
    }
    by_files = by_files || how == Said::kByFiles;
    const bool known =
        std::any_of(said.conditions.begin(), said.conditions.end(), [&](const Setting& each) {
          return each.columns == setting.columns && each.values == setting.values;
        });
    if (how == Said::kByColumn && !known) {
      said.conditions.push_back(std::move(setting));
    }
  }
  if (by_files) {
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    said.files = std::move(files);
    said.file_alias = "*";
    if (!names_files(dataset, said)) {
      return std::nullopt;
    }
  }
  return conditions_of(said, dataset);
}

std::string query_of_cell(const Dataset& dataset, const Cell& cell) {
  const Table& table = *cell.table;
  Query query;
  query.metric = cell.column->name;
  query.statistics = {Statistic::kMax};
  query.where.push_back({"file", dataset.files()[dataset.file_of(table)].artifact->path});
  for (const Column& column : table.columns) {
    const std::string_view text = column.text_at(cell.row);
    const bool tells = column.role == Role::kFactor || column.role == Role::kSubject;
    if (tells && !column.shared && !text.empty() &&
        text.find_first_of("*?") == std::string_view::npos) {
      query.where.push_back({column.name, std::string(text)});
    }
  }
  const auto fact = evaluate(query, dataset.observations());
  const bool alone = fact && std::abs(fact->value - cell.column->number_at(cell.row)) <=
                                 1e-12 * std::abs(fact->value);
  return alone ? canonical_text(query) : "";
}

}  // namespace chimera::verify
