// Chimeraforge's bench JSON: an object a configuration, or a list of them, with `individual_runs`
// and their `aggregate`; and what its Rust agents wrote, `aggregate_metrics` beside the runs. Runs
// are trials, the rest is stated. Numbers that stand for none are missing: −1 where a backend can't
// measure the time to first token, zeros where the server told no counters or there was no run, and
// the deviation of one run. The server's counters; with a time of prompt evaluation it is Ollama's.
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

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

constexpr std::array kKnown{
    KnownColumn{"*aggregate.throughput_tps.*", kSummary, "throughput", "tok/s"},
    KnownColumn{"*aggregate.ttft_ms.*", kSummary, "ttft", "ms"},
    KnownColumn{"*aggregate.total_duration_ms.*", kSummary, "e2e_latency", "ms"},
    KnownColumn{"*aggregate.tokens_generated", kSummary},
    KnownColumn{"*aggregate.count", kSummary},
    KnownColumn{"*aggregate_metrics.average_tokens_per_second", kSummary, "throughput", "tok/s"},
    KnownColumn{"*aggregate_metrics.stddev_throughput", kSummary, "throughput", "tok/s"},
    KnownColumn{"*aggregate_metrics.average_ttft_ms", kSummary, "ttft", "ms"},
    KnownColumn{"*aggregate_metrics.stddev_ttft", kSummary, "ttft", "ms"},
    KnownColumn{"*aggregate_metrics.*_ms", kSummary, "", "ms"},
    KnownColumn{"*aggregate_metrics.*", kSummary},
    KnownColumn{"throughput_tps", kMetric, "throughput", "tok/s"},
    KnownColumn{"throughput_tokens_per_sec", kMetric, "throughput", "tok/s"},
    KnownColumn{"ttft_ms", kMetric, "ttft", "ms"},
    KnownColumn{"total_duration_ms", kMetric, "e2e_latency", "ms"},
    KnownColumn{"prompt_eval_duration_ms", kMetric, "prompt_eval_time", "ms"},
    KnownColumn{"eval_duration_ms", kMetric, "eval_time", "ms"},
    KnownColumn{"load_duration_ms", kMetric, "load_time", "ms"},
    KnownColumn{"tokens_generated", kMetric, "tokens"},
    KnownColumn{"*runs", kNote},
    KnownColumn{"*configuration.*", kFactor},
    KnownColumn{"context_length", kFactor},
    KnownColumn{"workload", kBlock},
    KnownColumn{"model", kSubject},
    KnownColumn{"backend", kSubject},
    KnownColumn{"quant", kSubject},
    KnownColumn{"agent_type", kSubject},
    KnownColumn{"timestamp", kTime},
};

bool has_runs(const JsonValue& value) {
  const JsonValue* runs = value.find("individual_runs");
  return runs != nullptr &&
         (value.find("aggregate") != nullptr || value.find("aggregate_metrics") != nullptr);
}

bool wrote(const JsonValue& document) {
  return has_runs(document) ||
         std::any_of(document.members.begin(), document.members.end(), [](const auto& member) {
           const JsonValue* result = member.second.find("result");
           return has_runs(member.second) || (result != nullptr && has_runs(*result));
         });
}

template <typename IsNone>
void forget(Column& column, IsNone is_none) {
  for (std::size_t row = 0; row < column.number.size(); ++row) {
    if (is_none(row, column.number[row])) {
      column.number[row] = kMissing;
    }
  }
}

bool is_zero(double value) {
  return std::fpclassify(value) == FP_ZERO;
}

/// Durations and counts of a server that told none of them are all 0.
void forget_untold_counters(Table& table) {
  const Column* tokens = find_column(table, "tokens_generated");
  if (tokens == nullptr || tokens->shared) {
    return;
  }
  const std::vector<double> told = tokens->number;
  for (Column& column : table.columns) {
    const bool counter = column.name.starts_with("throughput_") || column.name == "ttft_ms" ||
                         column.name == "tokens_generated" ||
                         column.name.ends_with("eval_duration_ms") ||
                         column.name == "load_duration_ms";
    if (counter && !column.shared) {
      forget(column, [&](std::size_t row, double value) {
        return value < 0 || (is_zero(value) && is_zero(told[row]));
      });
    }
  }
}

/// "a.aggregate_metrics." or "aggregate.ttft_ms." of a column; "" of any other.
std::string group_of(const std::string& name) {
  for (const std::string_view part : {"aggregate_metrics.", "aggregate."}) {
    const std::size_t at = name.find(part);
    if (at != std::string::npos) {
      return name.substr(0, at + part.size());
    }
  }
  return "";
}

/// How many runs stand behind the aggregates of that group.
double runs_behind(const Table& table, const std::string& group, std::size_t row) {
  const std::string owner = group.substr(0, group.rfind("aggregate"));
  for (const std::string& name : {group + "count", owner + "runs"}) {
    const Column* column = find_column(table, name);
    if (column != nullptr) {
      return column->number_at(row);
    }
  }
  return kMissing;
}

void forget_empty_aggregates(Table& table) {
  for (Column& column : table.columns) {
    const std::string group = group_of(column.name);
    if (group.empty() || column.name.ends_with(".count")) {
      continue;
    }
    const bool deviation = column.name.find("stddev") != std::string::npos;
    const Column* tokens = find_column(table, group + "total_tokens_generated");
    forget(column, [&](std::size_t row, double value) {
      const double runs = runs_behind(table, group, row);
      const bool none =
          runs < (deviation ? 2.0 : 1.0) || (tokens != nullptr && is_zero(tokens->number_at(row)));
      return value < 0 || (is_zero(value) && none);
    });
  }
}

}  // namespace

std::optional<FormatOutput> read_chimeraforge(const Source& source) {
  static constexpr std::array<std::string_view, 2> kMarkers{"\"individual_runs\"", "\"aggregate"};
  auto output = read_tool_json(source, {"chimeraforge", kMarkers, wrote, kKnown});
  if (!output) {
    return std::nullopt;
  }
  for (Table& table : output->tables) {
    forget_untold_counters(table);
    forget_empty_aggregates(table);
  }
  return output;
}

}  // namespace chimera::read
