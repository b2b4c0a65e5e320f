// SGLang's `bench_serving`: JSON Lines, one run a line, and the printed block. Names as vLLM's or
// close to it. TTFT ends with the first chunk; TPOT is (latency − TTFT)/(tokens − 1) of a request;
// ITL pools the gaps between chunks, divided among tokens only where the server told the accepted
// lengths. `concurrency` is the sum of all latencies / duration. A request rate without a limit is
// a bare Infinity: it is kept as the level 'inf'.
#include <algorithm>
#include <array>

#include "read/format/format.h"
#include "read/format/known_columns.h"
#include "read/format/serving_runs.h"

namespace chimera::read {

namespace {

using text::JsonValue;
using enum Role;

constexpr std::array kKnown{
    KnownColumn{"*_ttft_ms", kSummary, "ttft.chunk", "ms"},
    KnownColumn{"*_tpot_ms", kSummary, "tpot.decode", "ms"},
    KnownColumn{"*_itl_ms", kSummary, "itl.chunk", "ms"},
    KnownColumn{"*_e2e_latency_ms", kSummary, "e2e_latency", "ms"},
    KnownColumn{"ttfts", kMetric, "ttft.chunk", "s"},
    KnownColumn{"itls", kMetric, "itl.chunk", "s"},
    KnownColumn{"latencies", kMetric, "e2e_latency", "s"},
    KnownColumn{"input_lens", kMetric, "prompt_tokens"},
    KnownColumn{"output_lens", kMetric, "tokens"},
    KnownColumn{"start_times", kTime},
    KnownColumn{"errors", kError},
    KnownColumn{"request_throughput", kMetric, "request_throughput", "req/s"},
    KnownColumn{"request_goodput", kMetric, "goodput", "req/s"},
    KnownColumn{"input_throughput", kMetric, "prompt_throughput.system", "tok/s"},
    KnownColumn{"output_throughput", kMetric, "throughput.system", "tok/s"},
    KnownColumn{"output_throughput_retokenized", kMetric, "throughput.system", "tok/s"},
    KnownColumn{"total_throughput", kMetric, "total_throughput", "tok/s"},
    KnownColumn{"total_throughput_retokenized", kMetric, "total_throughput", "tok/s"},
    KnownColumn{"max_output_tokens_per_s", kSummary, "", "tok/s"},
    KnownColumn{"max_concurrent_requests", kSummary},
    KnownColumn{"duration", kMetric, "run_time", "s"},
    KnownColumn{"completed", kMetric},
    KnownColumn{"total_input_*", kMetric},
    KnownColumn{"total_output_*", kMetric},
    KnownColumn{"concurrency", kMetric},
    KnownColumn{"accept_length", kMetric},
    KnownColumn{"slo_attainment", kMetric},
    KnownColumn{"request_rate", kFactor},
    KnownColumn{"max_concurrency", kFactor},
    KnownColumn{"sharegpt_output_len", kFactor},
    KnownColumn{"random_*", kFactor},
    KnownColumn{"backend", kSubject},
    KnownColumn{"tag", kSubject},
    KnownColumn{"dataset_name", kBlock},
};

constexpr std::array kPrinted{
    KnownColumn{"* E2E Latency (ms)", kSummary, "e2e_latency", "ms"},
    KnownColumn{"* TTFT (ms)", kSummary, "ttft.chunk", "ms"},
    KnownColumn{"* TPOT (ms)", kSummary, "tpot.decode", "ms"},
    KnownColumn{"* ITL (ms)", kSummary, "itl.chunk", "ms"},
    KnownColumn{"Request throughput (req/s)", kMetric, "request_throughput", "req/s"},
    KnownColumn{"Input token throughput (tok/s)", kMetric, "prompt_throughput.system", "tok/s"},
    KnownColumn{"Output token throughput (tok/s)", kMetric, "throughput.system", "tok/s"},
    KnownColumn{"Peak output token throughput (tok/s)", kSummary, "", "tok/s"},
    KnownColumn{"Total ?oken throughput (tok/s)", kMetric, "total_throughput", "tok/s"},
    KnownColumn{"Total throughput (tok/s)", kMetric, "total_throughput", "tok/s"},
    KnownColumn{"Benchmark duration (s)", kMetric, "run_time", "s"},
    KnownColumn{"Peak concurrent requests", kSummary},
    KnownColumn{"Successful requests", kMetric},
    KnownColumn{"Total *", kMetric},
    KnownColumn{"Concurrency", kMetric},
    KnownColumn{"Accept length", kMetric},
    KnownColumn{"Backend", kSubject},
    KnownColumn{"Traffic request rate", kFactor},
    KnownColumn{"Max request concurrency", kFactor},
};

// None of these is a name of vLLM's.
bool is_run(const JsonValue& document) {
  constexpr std::array<std::string_view, 5> kOwn{"median_e2e_latency_ms", "mean_e2e_latency_ms",
                                                 "total_output_tokens_retokenized",
                                                 "sharegpt_output_len", "random_range_ratio"};
  return document.find("completed") != nullptr && document.find("output_throughput") != nullptr &&
         std::any_of(kOwn.begin(), kOwn.end(),
                     [&](std::string_view key) { return document.find(key) != nullptr; });
}

bool is_sglang_block(std::string_view block) {
  return block.find("E2E Latency (ms)") != std::string_view::npos ||
         block.find("(retokenized)") != std::string_view::npos;
}

}  // namespace

std::optional<FormatOutput> read_sglang(const Source& source) {
  static constexpr std::array<std::string_view, 2> kMarkers{"\"completed\"",
                                                            "\"output_throughput\""};
  if (may_hold_console(source.type)) {
    return read_serving_console(source, "sglang log", kPrinted, is_sglang_block);
  }
  return read_serving_runs(source, {"sglang", kMarkers, is_run, kKnown});
}

}  // namespace chimera::read
