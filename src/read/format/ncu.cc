// Nsight Compute, `ncu --csv`. It has no schema: columns are bound by their names.
// - Long form: a row a kernel launch and metric. `Metric Value` is measured under the setting
//   `Metric Name`; units differ from row to row, so the rows of each unit are a table. A metric
//   that is the launch's duration gets a column of its own too, under the metric's name. Rows of
//   advice
//   ("Rule Name") and metrics that are n/a are no measurements.
// - Wide form (--page raw): a row a launch, a column a metric, the units in the second row.
// - Summaries (--print-summary) state minimum, maximum and average of a metric's launches.
#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/unit.h"
#include "read/format/format.h"
#include "read/format/known_columns.h"
#include "read/format/profiler_csv.h"
#include "read/format/row_subset.h"

namespace chimera::read {

namespace {

using enum Role;

constexpr std::array kKnown{
    KnownColumn{"Kernel Name", kSubject},
    KnownColumn{"Metric Name", kFactor},
    KnownColumn{"Metric Unit", kFactor},
    KnownColumn{"Metric Value", kMetric},
    KnownColumn{"Minimum", kSummary},
    KnownColumn{"Maximum", kSummary},
    KnownColumn{"Average", kSummary},
    KnownColumn{"Block Size", kFactor},
    KnownColumn{"Grid Size", kFactor},
    KnownColumn{"launch__block_size", kFactor},
    KnownColumn{"launch__grid_size", kFactor},
    KnownColumn{"ID", kNote},
    KnownColumn{"Process ID", kNote},
    KnownColumn{"Process Name", kNote},
    KnownColumn{"Host Name", kNote},
    KnownColumn{"Context", kNote},
    KnownColumn{"Stream", kNote},
    KnownColumn{"Device", kNote},
    KnownColumn{"CC", kNote},
    KnownColumn{"Invocations", kNote},
    KnownColumn{"Section Name", kNote},
    KnownColumn{"Rule *", kNote},
    KnownColumn{"Estimated Speedup*", kNote},
    KnownColumn{"device__attribute_*", kNote},
    KnownColumn{"launch__*", kNote},
};

bool has(const CsvCells& cells, std::string_view name) {
  return position_of(cells, name) < cells.size();
}

bool is_header(const CsvCells& cells) {
  return cells.size() >= 4 && has(cells, "Kernel Name") &&
         (cells.front() == "ID" || has(cells, "Metric Name"));
}

std::string_view skip_reason(const CsvCells& header, const CsvCells& row) {
  const std::size_t name = position_of(header, "Metric Name");
  const std::size_t value = position_of(header, "Metric Value");
  if (name < row.size() && row[name].empty()) {
    return "advice of a rule, no metric";
  }
  if (value < row.size() && (row[value].empty() || row[value] == "n/a")) {
    return "the metric has no value";
  }
  return "";
}

/// The metrics that are how long a launch took: by their counter, and as a report calls it.
bool is_duration(std::string_view metric) {
  return metric.starts_with("gpu__time_duration.") || metric == "Duration";
}

void set_duration(Column& column) {
  column.role = kMetric;
  column.definition = find_definition("kernel_time");
  column.evidence = "ncu says so";
}

/// Wide form: what the columns measure is told by their name, its unit by the second row.
void bind_columns(Table& table) {
  for (Column& column : table.columns) {
    if (is_duration(column.name) && conversion_factor(column.unit, "s")) {
      set_duration(column);
    }
  }
}

Column* find(Table& table, std::string_view name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const Column& column) { return column.name == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

std::string unit_of(const Table& table, std::size_t row) {
  return canonical_unit(find_column(table, "Metric Unit")->text_at(row)).value_or("");
}

/// Long form: the launches' durations alone, under the metric's own name. The table has one unit.
void add_duration(Table& table) {
  const Column* names = find_column(table, "Metric Name");
  const Column* values = find_column(table, "Metric Value");
  std::size_t first = 0;
  while (first < table.rows() && !is_duration(names->text_at(first))) {
    ++first;
  }
  if (first == table.rows() || !conversion_factor(values->unit, "s") ||
      find_column(table, names->text_at(first)) != nullptr) {
    return;
  }
  Column duration{.name = std::string(names->text_at(first)), .unit = values->unit};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const bool is_it = names->text_at(row) == duration.name;
    duration.text.push_back(is_it ? values->text_at(row) : "");
    duration.number.push_back(is_it ? values->number_at(row)
                                    : std::numeric_limits<double>::quiet_NaN());
  }
  set_duration(duration);
  table.columns.push_back(std::move(duration));
}

/// Long form: a table for each unit, in the order of their first rows, since a column has one.
std::vector<Table> by_unit(const Table& table) {
  std::vector<std::string> units;
  std::vector<std::vector<std::size_t>> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string unit = unit_of(table, row);
    const auto known = std::find(units.begin(), units.end(), unit);
    const auto at = static_cast<std::size_t>(known - units.begin());
    if (known == units.end()) {
      units.push_back(unit);
      rows.emplace_back();
    }
    rows[at].push_back(row);
  }
  std::vector<Table> parts;
  for (std::size_t i = 0; i < units.size(); ++i) {
    Table part = with_rows(table, rows[i]);
    find(part, "Metric Value")->unit = units[i];
    add_duration(part);
    parts.push_back(std::move(part));
  }
  return parts;
}

bool is_long(const Table& table) {
  return find_column(table, "Metric Name") != nullptr &&
         find_column(table, "Metric Unit") != nullptr &&
         find_column(table, "Metric Value") != nullptr;
}

}  // namespace

std::optional<FormatOutput> read_ncu(const Source& source) {
  const ProfilerForm form{"Kernel Name", is_header, skip_reason};
  auto output = read_profiler_csv(source, form);
  if (!output) {
    return std::nullopt;
  }
  std::vector<Table> tables;
  for (Table& table : output->tables) {
    know_columns(table, kKnown, "ncu");
    bind_columns(table);
    std::vector<Table> parts = is_long(table) ? by_unit(table) : std::vector{std::move(table)};
    std::move(parts.begin(), parts.end(), std::back_inserter(tables));
  }
  output->tables = std::move(tables);
  return output;
}

}  // namespace chimera::read
