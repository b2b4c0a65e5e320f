#include "query/select.h"

#include <algorithm>
#include <charconv>

#include "query/conversion.h"
#include "query/measure.h"
#include "query/row_units.h"
#include "text/glob.h"

namespace chimera::query {

namespace {

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

bool ends_with_keys(std::string_view name, std::string_view keys) {
  return name.size() > keys.size() && name.ends_with(keys) &&
         name[name.size() - keys.size() - 1] == '.';
}

template <typename Accept>
const Column* only_column(const Table& table, Accept accept) {
  const Column* found = nullptr;
  for (const Column& column : table.columns) {
    if (!accept(column)) {
      continue;
    }
    if (found != nullptr) {
      return nullptr;
    }
    found = &column;
  }
  return found;
}

bool is_measured(const Column& column) {
  return !column.shared && column.role != Role::kTime && column.role != Role::kError;
}

void add_metric_names(const Table& table, std::set<std::string>& names) {
  for (const Column& column : table.columns) {
    if (!measures(column.role) || column.shared) {
      continue;
    }
    names.insert(column.name);
    // What somebody summed up answers under its own name only.
    if (column.definition != nullptr && column.role != Role::kSummary) {
      names.emplace(column.definition->name);
      names.emplace(column.definition->family);
    }
  }
}

}  // namespace

ValuePattern::ValuePattern(std::string_view text)
    : text_(text), number_(number_of(text)), is_glob_(text::is_glob(text)) {}

bool ValuePattern::matches(std::string_view cell) const {
  if (text_ == cell) {
    return true;
  }
  if (number_) {
    if (const auto found = number_of(cell)) {
      return !(*number_ < *found) && !(*found < *number_);
    }
  }
  return is_glob_ && text::glob_matches(text_, cell);
}

bool value_matches(std::string_view pattern, std::string_view cell) {
  return pattern == cell || ValuePattern(pattern).matches(cell);
}

const Column* metric_column(const Table& table, std::string_view metric) {
  if (const Column* exact = find_column(table, metric); exact != nullptr && is_measured(*exact)) {
    return exact;
  }
  const auto by_catalogue =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) {
        return column.definition != nullptr && means(*column.definition, metric) &&
               column.role != Role::kSummary && is_measured(column);
      });
  if (by_catalogue != table.columns.end()) {
    return &*by_catalogue;
  }
  return only_column(table, [&](const Column& column) {
    return is_measured(column) && ends_with_keys(column.name, metric);
  });
}

const Column* any_column(const Table& table, std::string_view name) {
  if (const Column* exact = find_column(table, name); exact != nullptr) {
    return exact;
  }
  return only_column(table,
                     [&](const Column& column) { return ends_with_keys(column.name, name); });
}

Kept cells_needed(const Query& query, const Column& column) {
  const auto is_named = [&](std::string_view name) {
    return column.name == name || ends_with_keys(column.name, name);
  };
  const auto any_on_it = [&](const std::vector<Condition>& conditions) {
    return std::any_of(conditions.begin(), conditions.end(),
                       [&](const Condition& each) { return is_named(each.column); });
  };
  const bool compares = !query.against.empty() || !query.effect.empty();
  const bool texts = sets_the_trial(column.role) || (column.role == Role::kRun && compares) ||
                     is_named(query.effect) || names_units(column.name) || any_on_it(query.where) ||
                     any_on_it(query.against) ||
                     std::any_of(query.by.begin(), query.by.end(), is_named);
  const bool numbers =
      is_named(query.metric) ||
      (column.definition != nullptr && (means(*column.definition, query.metric) ||
                                        feeds_conversion(query.metric, *column.definition)));
  if (numbers) {
    return texts ? Kept::kAll : Kept::kNumbers;
  }
  return texts ? Kept::kTexts : Kept::kNothing;
}

bool file_matches(const Table& table, std::span<const Condition> where) {
  return std::all_of(where.begin(), where.end(), [&](const Condition& condition) {
    return condition.column != "file" || value_matches(condition.value, table.file);
  });
}

std::set<std::string> metric_names(const Observations& observations) {
  std::set<std::string> names;
  for (const Table& table : observations.tables) {
    if (table.kind != TableKind::kClaim) {
      add_metric_names(table, names);
    }
    if (Measure::of(table, kFailureRate)) {
      names.emplace(kFailureRate);
    }
  }
  return names;
}

std::set<std::string> column_names(const Observations& observations) {
  std::set<std::string> names{"file", "model"};
  for (const Table& table : observations.tables) {
    for (const Column& column : table.columns) {
      if (table.kind != TableKind::kClaim) {
        names.insert(column.name);
      }
    }
  }
  return names;
}

}  // namespace chimera::query
