// aiperf (NVIDIA) and its predecessor genai-perf: the exported JSON, where each metric is an object
// {unit, avg, p50, …, std}, at the top or (aiperf of 2025) under `records` with tags `ttft`,
// `ttst`; and aiperf's profile_export.jsonl, a request a line, {metadata, metrics{tag{value,
// unit}}, error}. Inter-token latency is (latency − TTFT)/(tokens − those of the first chunk), one
// value a request; output_token_throughput_per_user its inverse. The client's clock. Of an export
// all distributions are stated; throughputs over the whole run are measured.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "read/format/aiperf_csv.h"
#include "read/format/format.h"
#include "read/format/tool_json.h"

namespace chimera::read {

namespace {

using text::JsonValue;
using enum Role;

// A statistic's column ends with its name; that of a whole run's metric is `avg`. Units come from
// the file.
constexpr std::array kExported{
    KnownColumn{"warmup_metrics.*", kSummary},
    KnownColumn{"telemetry_data.*", kSummary},
    KnownColumn{"*time_to_first_token.*", kSummary, "ttft.chunk"},
    KnownColumn{"*ttft.*", kSummary, "ttft.chunk"},
    KnownColumn{"*inter_token_latency.*", kSummary, "itl.request"},
    KnownColumn{"*inter_chunk_latency.*", kSummary, "itl.chunk"},
    KnownColumn{"*request_latency.*", kSummary, "e2e_latency"},
    KnownColumn{"*output_token_throughput_per_user.*", kSummary, "throughput"},
    KnownColumn{"*output_token_throughput_per_request.*", kSummary, "throughput.request"},
    KnownColumn{"*e2e_output_token_throughput.*", kSummary, "throughput.request"},
    KnownColumn{"*prefill_throughput_per_user.*", kSummary, "prompt_throughput"},
    KnownColumn{"*output_token_throughput.avg", kMetric, "throughput.system"},
    KnownColumn{"*total_token_throughput.avg", kMetric, "total_throughput"},
    KnownColumn{"*request_throughput.avg", kMetric, "request_throughput"},
    KnownColumn{"*request_goodput.avg", kMetric, "goodput"},
    KnownColumn{"*goodput.avg", kMetric, "goodput"},
    KnownColumn{"*benchmark_duration.avg", kMetric, "run_time"},
    KnownColumn{"*request_count.avg", kMetric},
    KnownColumn{"*_sequence_length.*", kSummary},
    KnownColumn{"*.avg", kSummary},
    KnownColumn{"*.std", kSummary},
    KnownColumn{"*.sum", kSummary},
    KnownColumn{"*.min", kSummary},
    KnownColumn{"*.max", kSummary},
    KnownColumn{"*.count", kSummary},
    KnownColumn{"*.p1", kSummary},
    KnownColumn{"*.p5", kSummary},
    KnownColumn{"*.p10", kSummary},
    KnownColumn{"*.p25", kSummary},
    KnownColumn{"*.p50", kSummary},
    KnownColumn{"*.p75", kSummary},
    KnownColumn{"*.p90", kSummary},
    KnownColumn{"*.p95", kSummary},
    KnownColumn{"*.p99", kSummary},
    KnownColumn{"input_config.*model*", kSubject},
    KnownColumn{"input_config.*concurrency", kFactor},
    KnownColumn{"input_config.*request_rate", kFactor},
    KnownColumn{"schema_version", kNote},
    KnownColumn{"start_time", kTime},
    KnownColumn{"end_time", kTime},
};

// Over several runs; their tags end with the statistic of a run: "time_to_first_token_avg".
constexpr std::array kAggregate{
    KnownColumn{"metrics.time_to_first_token*", kSummary, "ttft.chunk"},
    KnownColumn{"metrics.inter_token_latency*", kSummary, "itl.request"},
    KnownColumn{"metrics.request_latency*", kSummary, "e2e_latency"},
    KnownColumn{"metrics.output_token_throughput_per_user*", kSummary, "throughput"},
    KnownColumn{"metrics.output_token_throughput_*", kSummary, "throughput.system"},
    KnownColumn{"metrics.request_throughput*", kSummary, "request_throughput"},
    KnownColumn{"metrics.*", kSummary},
    KnownColumn{"metadata.num_*", kFactor},
};

constexpr std::array kRequests{
    KnownColumn{"metrics.*.unit", kNote},
    KnownColumn{"metrics.time_to_first_token.value", kMetric, "ttft.chunk"},
    KnownColumn{"metrics.ttft.value", kMetric, "ttft.chunk"},
    KnownColumn{"metrics.inter_token_latency.value", kMetric, "itl.request"},
    KnownColumn{"metrics.inter_chunk_latency.value", kMetric, "itl.chunk"},
    KnownColumn{"metrics.request_latency.value", kMetric, "e2e_latency"},
    KnownColumn{"metrics.output_token_throughput_per_user.value", kMetric, "throughput"},
    KnownColumn{"metrics.e2e_output_token_throughput.value", kMetric, "throughput.request"},
    KnownColumn{"metrics.prefill_throughput_per_user.value", kMetric, "prompt_throughput"},
    KnownColumn{"metrics.output_sequence_length.value", kMetric, "tokens"},
    KnownColumn{"metrics.input_sequence_length.value", kMetric, "prompt_tokens"},
    KnownColumn{"metrics.*.value", kMetric},
    KnownColumn{"metadata.x_request_id", kBlock},
    KnownColumn{"metadata.session_num", kNote},
    KnownColumn{"metadata.worker_id", kNote},
    KnownColumn{"metadata.record_processor_id", kNote},
    KnownColumn{"metadata.benchmark_phase", kFactor},
    KnownColumn{"metadata.was_cancelled", kError},
    KnownColumn{"metadata.*_ns", kTime},
    KnownColumn{"error.message", kError},
    KnownColumn{"error.type", kError},
    KnownColumn{"error.code", kNote},
};

bool is_metric(const JsonValue* value) {
  return value != nullptr && value->find("unit") != nullptr && value->find("avg") != nullptr;
}

/// Whether this object or its `records` has a latency or a throughput of requests as a metric.
bool is_export(const JsonValue& document) {
  const JsonValue* records = document.find("records");
  for (const JsonValue* metrics : {&document, records}) {
    for (const std::string_view tag :
         {"request_latency", "request_throughput", "time_to_first_token", "ttft"}) {
      if (metrics != nullptr && is_metric(metrics->find(tag))) {
        return true;
      }
    }
  }
  return false;
}

bool is_aggregate(const JsonValue& document) {
  const JsonValue* metadata = document.find("metadata");
  return metadata != nullptr && metadata->find("aggregation_type") != nullptr &&
         document.find("metrics") != nullptr;
}

bool is_request(const JsonValue& document) {
  const JsonValue* metrics = document.find("metrics");
  const JsonValue* metadata = document.find("metadata");
  return metrics != nullptr && metadata != nullptr &&
         std::any_of(metrics->members.begin(), metrics->members.end(), [](const auto& member) {
           return member.second.find("value") != nullptr && member.second.find("unit") != nullptr;
         });
}

/// What the requests' table spells as the metric's unit; "" where it says none.
std::string unit_in(const std::vector<Table>& tables, const std::string& metric) {
  for (const Table& table : tables) {
    const Column* unit = find_column(table, metric + ".unit");
    for (std::size_t row = 0; unit != nullptr && row < table.rows(); ++row) {
      if (!unit->text_at(row).empty()) {
        return unit_as_spelled(unit->text_at(row));
      }
    }
  }
  return "";
}

/// A request's list of values, a table of its own, under the path that the file spells.
void name_list(Table& table, const std::vector<Table>& tables) {
  constexpr std::string_view kBegin = "/*/metrics/";
  constexpr std::string_view kEnd = "/value";
  if (!table.pointer.starts_with(kBegin) || !table.pointer.ends_with(kEnd)) {
    return;
  }
  std::string path = table.pointer.substr(std::string_view("/*/").size());
  std::replace(path.begin(), path.end(), '/', '.');
  const auto values = std::find_if(table.columns.begin(), table.columns.end(),
                                   [](const Column& column) { return column.name == "value"; });
  if (values != table.columns.end()) {
    values->name = path;
    know_columns(table, kRequests, "aiperf");
    values->unit = unit_in(tables, path.substr(0, path.size() - kEnd.size()));
  }
}

void note_version(const Table& table, const std::string& file, FormatOutput& output) {
  const Column* version = find_column(table, "schema_version");
  if (version != nullptr && !version->shared && !version->text_at(0).starts_with("1.")) {
    output.problems.push_back({file, "/schema_version",
                               "aiperf's version '" + std::string(version->text_at(0)) +
                                   "' of its format is not known: read like version 1"});
  }
}

}  // namespace

std::optional<FormatOutput> read_aiperf(const Source& source) {
  if (source.type == ArtifactType::kCsv) {
    return read_aiperf_csv(source);
  }
  static constexpr std::array<std::string_view, 2> kExportMarkers{"\"avg\"", "\"unit\""};
  static constexpr std::array<std::string_view, 2> kAggregateMarkers{"\"aggregation_type\"",
                                                                     "\"unit\""};
  static constexpr std::array<std::string_view, 3> kRequestMarkers{"\"metrics\"", "\"metadata\"",
                                                                   "\"unit\""};
  auto output = read_tool_json(source, {"aiperf", kExportMarkers, is_export, kExported});
  if (!output) {
    output = read_tool_json(source, {"aiperf", kAggregateMarkers, is_aggregate, kAggregate});
  }
  if (!output) {
    output = read_tool_json(source, {"aiperf", kRequestMarkers, is_request, kRequests});
  }
  if (!output) {
    return std::nullopt;
  }
  static constexpr std::array<std::string_view, 2> kSettings{"input_config", "run_info"};
  for (Table& table : output->tables) {
    name_list(table, output->tables);
    take_units_beside(table);
    note_settings(table, kSettings);
    note_version(table, source.path, *output);
  }
  return output;
}

}  // namespace chimera::read
