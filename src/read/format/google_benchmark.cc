// google/benchmark's json and csv. A row is one repetition (times are means over its iterations,
// each in the row's time_unit: a table for each unit) or an aggregate of the repetitions: those are
// summaries in a table of their own, and so are aggregates that are ratios (cv), without a unit.
// Standard deviations are those of a sample. A benchmark that failed or was skipped has zeros for
// its times: missing.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "data/unit.h"
#include "read/format/format.h"
#include "read/format/json_objects.h"
#include "read/format/known_columns.h"
#include "read/format/row_subset.h"

namespace chimera::read {

namespace {

using text::JsonKind;

constexpr std::string_view kFormat = "google-benchmark";
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

constexpr std::array kColumns{
    KnownColumn{"name", Role::kSubject},
    KnownColumn{"run_name", Role::kSubject},
    KnownColumn{"run_type", Role::kNote},
    KnownColumn{"family_index", Role::kNote},
    KnownColumn{"per_family_instance_index", Role::kNote},
    KnownColumn{"repetitions", Role::kNote},
    KnownColumn{"repetition_index", Role::kRun},
    KnownColumn{"threads", Role::kFactor},
    KnownColumn{"aggregate_name", Role::kFactor},
    KnownColumn{"aggregate_unit", Role::kNote},
    KnownColumn{"iterations", Role::kNote},
    KnownColumn{"real_time", Role::kMetric, "run_time"},
    KnownColumn{"cpu_time", Role::kMetric, "cpu_time"},
    KnownColumn{"time_unit", Role::kNote},
    KnownColumn{"bytes_per_second", Role::kMetric, "bandwidth", "B/s"},
    KnownColumn{"items_per_second", Role::kMetric},
    KnownColumn{"label", Role::kNote},
    KnownColumn{"big_o", Role::kNote},
    KnownColumn{"error_occurred", Role::kError},
    KnownColumn{"error_message", Role::kError},
    KnownColumn{"skipped", Role::kError},
    KnownColumn{"skip_message", Role::kError},
    KnownColumn{"context.*", Role::kNote},
};

constexpr std::array kMachine{KnownColumn{"*", Role::kNote}};

std::string_view cell(const Table& table, std::string_view name, std::size_t row) {
  const Column* column = find_column(table, name);
  if (column == nullptr) {
    return {};
  }
  return column->text_at(row);
}

bool is_time(const Column& column) {
  return column.name == "real_time" || column.name == "cpu_time";
}

/// Numbers that no entry of the list names are counters.
void know_counters(Table& table) {
  for (Column& column : table.columns) {
    const bool counts = std::any_of(column.number.begin(), column.number.end(),
                                    [](double value) { return !std::isnan(value); });
    if (column.evidence.empty() && counts && !column.shared) {
      column.role = Role::kMetric;
      column.evidence = std::string(kFormat) + ": a counter";
    }
  }
}

/// "" where the row has none; "?" for one that is none.
std::string unit_of_row(const Table& table, std::size_t row) {
  const std::string_view spelled = cell(table, "time_unit", row);
  return spelled.empty() ? "" : canonical_unit(spelled).value_or("?");
}

/// The rows by the unit of their times, so that each time stays as it is spelled; a benchmark that
/// didn't run has none and stays with the first.
std::vector<std::vector<std::size_t>> rows_by_unit(const Table& table,
                                                   const std::vector<std::size_t>& rows) {
  std::vector<std::string> units;
  std::vector<std::vector<std::size_t>> parts;
  for (const std::size_t row : rows) {
    const std::string unit = unit_of_row(table, row);
    const auto known = std::find(units.begin(), units.end(), unit);
    const auto at = static_cast<std::size_t>(known - units.begin());
    if (known != units.end()) {
      parts[at].push_back(row);
    } else if (units.size() == 1 && units[0].empty()) {
      units[0] = unit;
      parts[0].push_back(row);
    } else if (unit.empty() && !units.empty()) {
      parts[0].push_back(row);
    } else {
      units.push_back(unit);
      parts.push_back({row});
    }
  }
  return parts;
}

void set_unit_of_times(Table& table) {
  std::string unit;
  for (std::size_t row = 0; row < table.rows() && unit.empty(); ++row) {
    unit = canonical_unit(cell(table, "time_unit", row)).value_or("");
  }
  for (Column& column : table.columns) {
    if (is_time(column)) {
      column.unit = unit;
    }
  }
}

/// A counter of some benchmarks, or a statistic of some rows: no column of the others.
void drop_columns_of_others(Table& table, const Table& all) {
  const auto is_empty = [](const Column& column) {
    return std::all_of(column.text.begin(), column.text.end(),
                       [](std::string_view text) { return text.empty(); });
  };
  std::erase_if(table.columns, [&](const Column& column) {
    return is_empty(column) && !is_empty(*find_column(all, column.name));
  });
}

void forget_times_of_failures(Table& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const bool failed =
        cell(table, "error_occurred", row) == "true" || cell(table, "skipped", row) == "true";
    for (Column& column : table.columns) {
      if (failed && is_time(column) && !column.shared) {
        column.number[row] = kMissing;
      }
    }
  }
}

void make_summary(Table& table, bool is_ratio) {
  table.kind = TableKind::kSummary;
  for (Column& column : table.columns) {
    if (column.role != Role::kMetric) {
      continue;
    }
    column.role = Role::kSummary;
    if (is_ratio) {
      column.unit.clear();
      column.definition = nullptr;
    }
  }
}

enum class RowKind { kRun, kStatistic, kRatio };

/// csv has no run_type: "BM_mean" is an aggregate where "BM_stddev" stands beside it, and "BM_BigO"
/// where "BM_RMS" does.
RowKind kind_by_name(std::string_view name, const std::set<std::string_view>& names) {
  struct Suffix {
    std::string_view own;
    std::string_view other;
    RowKind kind;
  };
  using enum RowKind;
  constexpr std::array kSuffixes{
      Suffix{"_mean", "_stddev", kStatistic},   Suffix{"_median", "_stddev", kStatistic},
      Suffix{"_stddev", "_median", kStatistic}, Suffix{"_cv", "_stddev", kRatio},
      Suffix{"_BigO", "_RMS", kStatistic},      Suffix{"_RMS", "_BigO", kRatio}};
  for (const Suffix& suffix : kSuffixes) {
    if (name.ends_with(suffix.own)) {
      std::string other(name.substr(0, name.size() - suffix.own.size()));
      other += suffix.other;
      return names.contains(other) ? suffix.kind : kRun;
    }
  }
  return kRun;
}

RowKind kind_of(const Table& table, std::size_t row, const std::set<std::string_view>& names) {
  if (find_column(table, "run_type") == nullptr) {
    return kind_by_name(cell(table, "name", row), names);
  }
  if (cell(table, "run_type", row) != "aggregate") {
    return RowKind::kRun;
  }
  return cell(table, "aggregate_unit", row) == "percentage" ? RowKind::kRatio : RowKind::kStatistic;
}

Table table_of(const Table& all, const std::vector<std::size_t>& rows, RowKind kind) {
  Table table = with_rows(all, rows);
  drop_columns_of_others(table, all);
  know_columns(table, kColumns, kFormat);
  know_counters(table);
  set_unit_of_times(table);
  forget_times_of_failures(table);
  if (kind != RowKind::kRun) {
    make_summary(table, kind == RowKind::kRatio);
  }
  return table;
}

std::vector<Table> tables_of(const Table& all) {
  std::array<std::vector<std::size_t>, 3> rows;
  std::set<std::string_view> names;
  for (std::size_t row = 0; row < all.rows(); ++row) {
    names.insert(cell(all, "name", row));
  }
  for (std::size_t row = 0; row < all.rows(); ++row) {
    rows[static_cast<std::size_t>(kind_of(all, row, names))].push_back(row);
  }
  std::vector<Table> tables;
  for (const RowKind kind : {RowKind::kRun, RowKind::kStatistic, RowKind::kRatio}) {
    for (const auto& part : rows_by_unit(all, rows[static_cast<std::size_t>(kind)])) {
      tables.push_back(table_of(all, part, kind));
    }
  }
  return tables;
}

bool is_rows(const Table& table) {
  return find_column(table, "name") != nullptr && find_column(table, "real_time") != nullptr &&
         find_column(table, "cpu_time") != nullptr && find_column(table, "time_unit") != nullptr &&
         find_column(table, "iterations") != nullptr;
}

/// Splits the tables of benchmarks; what stands around them is the machine.
std::optional<FormatOutput> known(FormatOutput output) {
  if (std::none_of(output.tables.begin(), output.tables.end(), is_rows)) {
    return std::nullopt;
  }
  std::vector<Table> tables;
  for (Table& table : output.tables) {
    if (is_rows(table)) {
      std::vector<Table> parts = tables_of(table);
      std::move(parts.begin(), parts.end(), std::back_inserter(tables));
    } else {
      know_columns(table, kMachine, kFormat);
      tables.push_back(std::move(table));
    }
  }
  output.tables = std::move(tables);
  return output;
}

}  // namespace

std::optional<FormatOutput> read_google_benchmark(const Source& source) {
  if (source.text.find("cpu_time") == std::string_view::npos ||
      source.text.find("time_unit") == std::string_view::npos) {
    return std::nullopt;
  }
  if (source.type == ArtifactType::kCsv) {
    return known(read_delimited(source).value_or(FormatOutput{}));
  }
  if (source.type != ArtifactType::kJson) {
    return std::nullopt;
  }
  auto objects = json_objects(source);
  if (!objects || objects->root.kind != JsonKind::kObject ||
      objects->root.find("benchmarks") == nullptr) {
    return std::nullopt;
  }
  return known(json_output(source, std::move(*objects), {}));
}

}  // namespace chimera::read
