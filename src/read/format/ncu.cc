// Nsight Compute, `ncu --csv`. It has no schema: columns are bound by their names.
// - Long form: a row a kernel launch and metric. `Metric Value` is measured under the setting
//   `Metric Name`; units may differ from row to row, so `Metric Unit` is a setting too. A metric
//   that is the launch's duration gets a column of its own, under the metric's name and in one
//   unit. Rows of advice ("Rule Name") and metrics that are n/a are no measurements.
// - Wide form (--page raw): a row a launch, a column a metric, the units in the second row.
// - Summaries (--print-summary) state minimum, maximum and average of a metric's launches.
#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "data/unit.h"
#include "read/format/format.h"
#include "read/format/known_columns.h"
#include "read/format/profiler_csv.h"

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

Column* find(Table& table, std::string_view name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const Column& column) { return column.name == name; });
  return found == table.columns.end() ? nullptr : &*found;
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

/// The duration's cells alone, in the unit of its first one.
std::optional<Column> duration_column(const Table& table, const std::string& metric) {
  const Column* names = find_column(table, "Metric Name");
  const Column* units = find_column(table, "Metric Unit");
  const Column* values = find_column(table, "Metric Value");
  Column duration{.name = metric};
  duration.number.assign(table.rows(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (names->text[row] != metric) {
      continue;
    }
    const std::string unit = canonical_unit(units->text[row]).value_or("");
    if (!conversion_factor(unit, "s")) {
      continue;
    }
    duration.unit = duration.unit.empty() ? unit : duration.unit;
    duration.text.resize(row);
    duration.text.push_back(values->text[row]);
    duration.number[row] = values->number[row] * *conversion_factor(unit, duration.unit);
  }
  duration.text.resize(table.rows());
  set_duration(duration);
  return duration.unit.empty() ? std::nullopt : std::optional(std::move(duration));
}

void bind_rows(Table& table) {
  const Column* names = find_column(table, "Metric Name");
  if (names == nullptr || find_column(table, "Metric Unit") == nullptr ||
      find_column(table, "Metric Value") == nullptr) {
    return;
  }
  const auto metric = std::find_if(names->text.begin(), names->text.end(), is_duration);
  if (metric == names->text.end() || find(table, *metric) != nullptr) {
    return;
  }
  if (auto column = duration_column(table, std::string(*metric))) {
    table.columns.push_back(std::move(*column));
  }
}

}  // namespace

std::optional<FormatOutput> read_ncu(const Source& source) {
  const ProfilerForm form{"Kernel Name", is_header, skip_reason};
  auto output = read_profiler_csv(source, form);
  if (!output) {
    return std::nullopt;
  }
  for (Table& table : output->tables) {
    know_columns(table, kKnown, "ncu");
    bind_columns(table);
    bind_rows(table);
  }
  return output;
}

}  // namespace chimera::read
