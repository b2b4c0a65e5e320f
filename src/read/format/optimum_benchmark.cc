// optimum-benchmark's benchmark_report.json, and benchmark.json, which has the same below `report`:
// for each target (load_model, prefill, decode, per_token, …) memory, latency, throughput, energy,
// efficiency, each with its unit. A latency's `values` are its repetitions, trials; its statistics
// and the throughput worked out of them are stated. A deviation of 0 of one value is missing. Wall
// time on the machine itself.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

#include "read/format/format.h"
#include "read/format/tool_json.h"

namespace chimera::read {

namespace {

using text::JsonValue;
using enum Role;

constexpr std::array kKnown{
    KnownColumn{"*.unit", kNote},
    KnownColumn{"*.throughput", kNote},  // null, where a target has none
    KnownColumn{"*.latency", kNote},
    KnownColumn{"*latency.values", kMetric},
    KnownColumn{"*latency.count", kSummary},
    KnownColumn{"*latency.stdev_", kSummary, "", "%"},
    KnownColumn{"*load_model.latency.*", kSummary, "load_time"},
    KnownColumn{"*prefill.latency.*", kSummary, "prompt_eval_time"},
    KnownColumn{"*decode.latency.*", kSummary, "eval_time"},
    KnownColumn{"*per_token.latency.*", kSummary, "itl"},
    KnownColumn{"*latency.*", kSummary, "run_time"},
    KnownColumn{"*.memory.*", kSummary, "memory"},
    KnownColumn{"*decode.throughput.value", kSummary, "throughput"},
    KnownColumn{"*prefill.throughput.value", kSummary, "prompt_throughput"},
    KnownColumn{"*.throughput.value", kSummary},
    KnownColumn{"*.energy.*", kMetric},
    KnownColumn{"*.efficiency.value", kMetric},
    KnownColumn{"config.scenario.input_shapes.*", kFactor},
    KnownColumn{"config.scenario.generate_kwargs.*", kFactor},
    KnownColumn{"config.backend.model", kSubject},
    KnownColumn{"config.backend.name", kSubject},
    KnownColumn{"config.backend.torch_dtype", kSubject},
    KnownColumn{"config.environment.*", kNote},
};

constexpr std::string_view kValues = "/latency/values";

bool is_target(const JsonValue& value) {
  const JsonValue* latency = value.find("latency");
  static constexpr std::array<std::string_view, 3> kNames{"unit", "values", "count"};
  return value.find("memory") != nullptr && latency != nullptr && has_members(*latency, kNames);
}

bool wrote(const JsonValue& document) {
  const JsonValue* report = document.find("report");
  const JsonValue& targets = report == nullptr ? document : *report;
  return std::any_of(targets.members.begin(), targets.members.end(),
                     [](const auto& member) { return is_target(member.second); });
}

void forget_deviation_of_one(Table& table) {
  for (Column& column : table.columns) {
    const std::size_t at = column.name.rfind(".stdev");
    if (at == std::string::npos) {
      continue;
    }
    const Column* count = find_column(table, column.name.substr(0, at) + ".count");
    for (std::size_t row = 0; row < column.number.size() && count != nullptr; ++row) {
      const bool one = count->number_at(row) < 2;
      if (one && std::fpclassify(column.number[row]) == FP_ZERO) {
        column.number[row] = std::numeric_limits<double>::quiet_NaN();
      }
    }
  }
}

// Throughput of the first forward pass may be counted in samples: no prompt throughput then.
void keep_rates_of_tokens(Table& table) {
  for (Column& column : table.columns) {
    if (column.name.ends_with(".throughput.value") && column.unit != "tok/s") {
      column.definition = nullptr;
    }
  }
}

/// The repetitions of one target, under the path that the file spells, in the unit beside them.
void know_values(Table& table) {
  if (!table.pointer.ends_with(kValues)) {
    return;
  }
  std::string path = table.pointer.substr(1);
  std::replace(path.begin(), path.end(), '/', '.');
  const std::string latency = path.substr(0, path.rfind('.'));
  const Column* unit = find_column(table, latency + ".unit");
  const KnownColumn* statistic = known_column(kKnown, latency + ".mean");
  const std::string symbol = unit == nullptr ? "" : unit_as_spelled(unit->text_at(0));
  for (Column& column : table.columns) {
    if (column.name == "values") {
      column.name = path;
      column.role = kMetric;
      column.evidence = "optimum-benchmark says so";
      column.unit = symbol;
      column.definition = statistic == nullptr ? nullptr : find_definition(statistic->definition);
    }
  }
}

}  // namespace

std::optional<FormatOutput> read_optimum_benchmark(const Source& source) {
  static constexpr std::array<std::string_view, 4> kMarkers{"\"memory\"", "\"latency\"",
                                                            "\"values\"", "\"efficiency\""};
  auto output = read_tool_json(source, {"optimum-benchmark", kMarkers, wrote, kKnown});
  if (!output) {
    return std::nullopt;
  }
  static constexpr std::array<std::string_view, 1> kSettings{"config"};
  for (Table& table : output->tables) {
    know_values(table);
    note_settings(table, kSettings);
    take_units_beside(table);
    forget_deviation_of_one(table);
    keep_rates_of_tokens(table);
  }
  return output;
}

}  // namespace chimera::read
