// llm-d's Benchmark Report as YAML or JSON, versions 0.1 (scenario, metrics) and 0.2 (scenario,
// results): one row of statistics that were converted from another tool's, each with `units` beside
// it. The report doesn't say which of the tool's meanings its time to first token, time per output
// token and inter-token latency keep, so they have the family's.
#include <array>
#include <string_view>

#include "read/format/format.h"
#include "read/format/tool_json.h"

namespace chimera::read {

namespace {

using text::JsonValue;
using enum Role;

constexpr std::array kKnown{
    KnownColumn{"*.units", kNote},
    KnownColumn{"*.normalized_time_per_output_token.*", kSummary, "tpot.e2e"},
    KnownColumn{"*.time_per_output_token.*", kSummary, "tpot"},
    KnownColumn{"*.time_to_first_token.*", kSummary, "ttft"},
    KnownColumn{"*.inter_token_latency.*", kSummary, "itl"},
    KnownColumn{"*.request_latency.*", kSummary, "e2e_latency"},
    KnownColumn{"*.throughput.input_token_rate.*", kSummary, "prompt_throughput.system"},
    KnownColumn{"*.throughput.output_token_rate.*", kSummary, "throughput.system"},
    KnownColumn{"*.throughput.total_token_rate.*", kSummary, "total_throughput"},
    KnownColumn{"*.throughput.request_rate.*", kSummary, "request_throughput"},
    KnownColumn{"metrics.throughput.input_tokens_per_sec", kMetric, "prompt_throughput.system",
                "tok/s"},
    KnownColumn{"metrics.throughput.output_tokens_per_sec", kMetric, "throughput.system", "tok/s"},
    KnownColumn{"metrics.throughput.total_tokens_per_sec", kMetric, "total_throughput", "tok/s"},
    KnownColumn{"metrics.throughput.requests_per_sec", kMetric, "request_throughput", "req/s"},
    KnownColumn{"metrics.time.duration", kMetric, "run_time", "s"},
    KnownColumn{"metrics.time.st*", kTime},
    KnownColumn{"*.requests.total", kMetric},
    KnownColumn{"*.requests.failures", kMetric},
    KnownColumn{"*.requests.incomplete", kMetric},
    KnownColumn{"metrics.*", kSummary},
    KnownColumn{"results.*", kSummary},
    KnownColumn{"run.time.*", kNote},
    KnownColumn{"run.uid", kRun},
    KnownColumn{"run.eid", kNote},
    KnownColumn{"scenario.model.name", kSubject},
    KnownColumn{"scenario.load.standardized.concurrency", kFactor},
    KnownColumn{"scenario.load.standardized.rate_qps", kFactor, "", "req/s"},
    KnownColumn{"scenario.load.standardized.stage", kFactor},
};

bool wrote(const JsonValue& document) {
  static constexpr std::array<std::string_view, 2> kOld{"metrics", "latency"};
  static constexpr std::array<std::string_view, 2> kNew{"results", "request_performance"};
  return document.find("version") != nullptr && document.find("scenario") != nullptr &&
         (member_at(document, kOld) != nullptr || member_at(document, kNew) != nullptr);
}

}  // namespace

std::optional<FormatOutput> read_llmd_report(const Source& source) {
  static constexpr std::array<std::string_view, 3> kMarkers{"\"version\"", "\"scenario\"",
                                                            "\"units\""};
  static constexpr std::array<std::string_view, 3> kKeys{"version", "scenario", "units"};
  auto output = source.type == ArtifactType::kYaml
                    ? read_tool_yaml(source, {"llm-d-report", kKeys, wrote, kKnown})
                    : read_tool_json(source, {"llm-d-report", kMarkers, wrote, kKnown});
  if (!output) {
    return std::nullopt;
  }
  for (Table& table : output->tables) {
    take_units_beside(table, ".units");
  }
  return output;
}

}  // namespace chimera::read
