// pytest-benchmark's json, in s. stats.data, where it was saved, has the time of each round over
// its iterations: those are the trials. The statistics are stated; stddev is that of a sample, ops
// is 1 / mean.
#include <algorithm>
#include <array>
#include <utility>

#include "read/format/format.h"
#include "read/format/json_objects.h"
#include "read/format/known_columns.h"

namespace chimera::read {

namespace {

using text::JsonKind;

constexpr std::string_view kFormat = "pytest-benchmark";

constexpr std::array kColumns{
    KnownColumn{"fullname", Role::kSubject},
    KnownColumn{"name", Role::kNote},
    KnownColumn{"group", Role::kFactor},
    KnownColumn{"param", Role::kFactor},
    KnownColumn{"params.*", Role::kFactor},
    KnownColumn{"options.*", Role::kNote},
    KnownColumn{"stats.mean", Role::kSummary, "run_time", "s"},
    KnownColumn{"stats.median", Role::kSummary, "run_time", "s"},
    KnownColumn{"stats.min", Role::kSummary, "run_time", "s"},
    KnownColumn{"stats.max", Role::kSummary, "run_time", "s"},
    KnownColumn{"stats.q1", Role::kSummary, "run_time", "s"},
    KnownColumn{"stats.q3", Role::kSummary, "run_time", "s"},
    KnownColumn{"stats.ld15iqr", Role::kSummary, "run_time", "s"},
    KnownColumn{"stats.hd15iqr", Role::kSummary, "run_time", "s"},
    KnownColumn{"stats.stddev", Role::kSummary, "", "s"},
    KnownColumn{"stats.iqr", Role::kSummary, "", "s"},
    KnownColumn{"stats.total", Role::kSummary, "", "s"},
    KnownColumn{"stats.ops", Role::kSummary, "", "1/s"},
    KnownColumn{"stats.outliers", Role::kNote},
    KnownColumn{"stats.*", Role::kSummary},
    KnownColumn{"data", Role::kMetric, "run_time", "s"},
    KnownColumn{"machine_info.*", Role::kNote},
    KnownColumn{"commit_info.*", Role::kNote},
};

constexpr std::array kMachine{KnownColumn{"*", Role::kNote}};

bool is_benchmark(const text::JsonValue& value) {
  const text::JsonValue* stats = value.find("stats");
  return value.find("fullname") != nullptr && stats != nullptr &&
         stats->find("rounds") != nullptr && stats->find("iterations") != nullptr;
}

}  // namespace

std::optional<FormatOutput> read_pytest_benchmark(const Source& source) {
  if (source.type != ArtifactType::kJson ||
      source.text.find("\"machine_info\"") == std::string_view::npos ||
      source.text.find("\"rounds\"") == std::string_view::npos) {
    return std::nullopt;
  }
  auto objects = json_objects(source);
  if (!objects || objects->root.kind != JsonKind::kObject) {
    return std::nullopt;
  }
  const text::JsonValue* benchmarks = objects->root.find("benchmarks");
  if (benchmarks == nullptr ||
      std::none_of(benchmarks->items.begin(), benchmarks->items.end(), is_benchmark)) {
    return std::nullopt;
  }
  FormatOutput output = json_output(source, std::move(*objects), {});
  for (Table& table : output.tables) {
    if (table.pointer.starts_with("/benchmarks")) {
      know_columns(table, kColumns, kFormat);
    } else {
      know_columns(table, kMachine, kFormat);
    }
    if (find_column(table, "stats.mean") != nullptr) {
      table.kind = TableKind::kSummary;
    }
  }
  return output;
}

}  // namespace chimera::read
