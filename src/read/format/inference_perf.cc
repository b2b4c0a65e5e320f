// inference-perf (Kubernetes): summary_ and stage_N_lifecycle_metrics.json. Latencies are stated in
// seconds, null where there is nothing. Time per output token leaves the first token out; the
// normalized one is latency / tokens. Inter-token latency pools the gaps between chunks. And
// *_prometheus_metrics.json, the same by the server's clock, read out of its counters.
#include <array>

#include "read/format/format.h"
#include "read/format/tool_json.h"

namespace chimera::read {

namespace {

using text::JsonValue;
using enum Role;

constexpr std::array kKnown{
    KnownColumn{"successes.latency.request_latency.*", kSummary, "e2e_latency", "s"},
    KnownColumn{"successes.latency.normalized_time_per_output_token.*", kSummary, "tpot.e2e", "s"},
    KnownColumn{"successes.latency.time_per_output_token.*", kSummary, "tpot.decode", "s"},
    KnownColumn{"successes.latency.time_to_first_token.*", kSummary, "ttft.chunk", "s"},
    KnownColumn{"successes.latency.inter_token_latency.*", kSummary, "itl.chunk", "s"},
    KnownColumn{"successes.throughput.input_tokens_per_sec", kMetric, "prompt_throughput.system",
                "tok/s"},
    KnownColumn{"successes.throughput.output_tokens_per_sec", kMetric, "throughput.system",
                "tok/s"},
    KnownColumn{"successes.throughput.total_tokens_per_sec", kMetric, "total_throughput", "tok/s"},
    KnownColumn{"successes.throughput.requests_per_sec", kMetric, "request_throughput", "req/s"},
    KnownColumn{"successes.latency.*", kNote},  // null, where there is none
    KnownColumn{"successes.request_latency.*", kSummary, "", "s"},
    KnownColumn{"successes.time_to_first_token.*", kSummary, "ttft.server", "s"},
    KnownColumn{"successes.time_per_output_token.*", kSummary, "tpot", "s"},
    KnownColumn{"successes.inter_token_latency.*", kSummary, "itl", "s"},
    KnownColumn{"successes.rate", kSummary, "request_throughput", "req/s"},
    KnownColumn{"successes.prompt_len.rate", kSummary, "prompt_throughput.system", "tok/s"},
    KnownColumn{"successes.output_len.rate", kSummary, "throughput.system", "tok/s"},
    KnownColumn{"successes.prompt_len.*", kSummary},
    KnownColumn{"successes.output_len.*", kSummary},
    KnownColumn{"successes.count", kMetric},
    KnownColumn{"failures.count", kMetric},
    KnownColumn{"failures.request_latency.*", kSummary, "", "s"},
    KnownColumn{"failures.request_latency", kNote},
    KnownColumn{"failures.prompt_len.*", kSummary},
    KnownColumn{"successes.*.*", kSummary},
    KnownColumn{"load_summary.count", kMetric},
    KnownColumn{"load_summary.schedule_delay.*", kSummary, "", "s"},
    KnownColumn{"load_summary.send_duration", kMetric, "", "s"},
    KnownColumn{"load_summary.requested_rate", kFactor, "", "req/s"},
    KnownColumn{"load_summary.achieved_rate", kMetric, "", "req/s"},
};

bool wrote(const JsonValue& document) {
  static constexpr std::array<std::string_view, 3> kParts{"load_summary", "successes", "failures"};
  return has_members(document, kParts);
}

}  // namespace

std::optional<FormatOutput> read_inference_perf(const Source& source) {
  static constexpr std::array<std::string_view, 3> kMarkers{"\"load_summary\"", "\"successes\"",
                                                            "\"failures\""};
  return read_tool_json(source, {"inference-perf", kMarkers, wrote, kKnown});
}

}  // namespace chimera::read
