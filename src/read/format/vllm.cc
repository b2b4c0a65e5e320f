// vLLM's `bench serve` (formerly benchmark_serving.py): the result file (one object, or one a line
// where it was appended) and the printed block. Its TTFT ends with the first chunk that has text;
// its TPOT is (latency − TTFT)/(tokens − 1) of a request; its ITL pools the gaps between chunks of
// all requests. Standard deviations are of the population. The client's clock throughout.
#include <algorithm>
#include <array>

#include "read/format/format.h"
#include "read/format/known_columns.h"
#include "read/format/serving_runs.h"

namespace chimera::read {

namespace {

using text::JsonValue;
using enum Role;

// The first that fits wins. Names without "_ms" are of old versions, which wrote seconds.
constexpr std::array kKnown{
    KnownColumn{"*_ttft_ms", kSummary, "ttft.chunk", "ms"},
    KnownColumn{"*_tpot_ms", kSummary, "tpot.decode", "ms"},
    KnownColumn{"*_itl_ms", kSummary, "itl.chunk", "ms"},
    KnownColumn{"*_e2el_ms", kSummary, "e2e_latency", "ms"},
    KnownColumn{"*_ttft", kSummary, "ttft.chunk", "s"},
    KnownColumn{"*_tpot", kSummary, "tpot.decode", "s"},
    KnownColumn{"*_itl", kSummary, "itl.chunk", "s"},
    KnownColumn{"*_e2el", kSummary, "e2e_latency", "s"},
    KnownColumn{"percentiles_*_ms", kNote},
    KnownColumn{"ttfts", kMetric, "ttft.chunk", "s"},
    KnownColumn{"itls", kMetric, "itl.chunk", "s"},
    KnownColumn{"latencies", kMetric, "e2e_latency", "s"},
    KnownColumn{"queue_times", kMetric, "", "s"},
    KnownColumn{"input_lens", kMetric, "prompt_tokens"},
    KnownColumn{"output_lens", kMetric, "tokens"},
    KnownColumn{"start_times", kTime},
    KnownColumn{"errors", kError},
    KnownColumn{"request_throughput", kMetric, "request_throughput", "req/s"},
    KnownColumn{"request_goodput*", kMetric, "goodput", "req/s"},
    KnownColumn{"input_throughput", kMetric, "prompt_throughput.system", "tok/s"},
    KnownColumn{"output_throughput", kMetric, "throughput.system", "tok/s"},
    KnownColumn{"total_token_throughput", kMetric, "total_throughput", "tok/s"},
    KnownColumn{"max_output_tokens_per_s", kSummary, "", "tok/s"},
    KnownColumn{"max_concurrent_requests", kSummary},
    KnownColumn{"duration", kMetric, "run_time", "s"},
    KnownColumn{"completed", kMetric},
    KnownColumn{"good_completed", kMetric},
    KnownColumn{"failed", kMetric},
    KnownColumn{"total_input_tokens", kMetric},
    KnownColumn{"total_output_tokens", kMetric},
    KnownColumn{"request_rate", kFactor},
    KnownColumn{"burstiness", kFactor},
    KnownColumn{"max_concurrency", kFactor},
    KnownColumn{"num_prompts", kFactor},
    KnownColumn{"best_of", kFactor},
    KnownColumn{"use_beam_search", kFactor},
    KnownColumn{"model_id", kSubject},
    KnownColumn{"backend", kSubject},
    KnownColumn{"endpoint_type", kSubject},
    KnownColumn{"label", kSubject},
    KnownColumn{"tokenizer_id", kNote},
    KnownColumn{"date", kTime},
    KnownColumn{"benchmark_*_time*", kTime},
    KnownColumn{"run_number", kRun},
};

constexpr std::array kPrinted{
    KnownColumn{"* TTFT (ms)", kSummary, "ttft.chunk", "ms"},
    KnownColumn{"* TPOT (ms)", kSummary, "tpot.decode", "ms"},
    KnownColumn{"* ITL (ms)", kSummary, "itl.chunk", "ms"},
    KnownColumn{"* E2EL (ms)", kSummary, "e2e_latency", "ms"},
    KnownColumn{"Request throughput (req/s)", kMetric, "request_throughput", "req/s"},
    KnownColumn{"Request goodput (req/s)", kMetric, "goodput", "req/s"},
    KnownColumn{"Input token throughput (tok/s)", kMetric, "prompt_throughput.system", "tok/s"},
    KnownColumn{"Output token throughput (tok/s)", kMetric, "throughput.system", "tok/s"},
    KnownColumn{"Total ?oken throughput (tok/s)", kMetric, "total_throughput", "tok/s"},
    KnownColumn{"Peak output token throughput (tok/s)", kSummary, "", "tok/s"},
    KnownColumn{"Peak concurrent requests", kSummary},
    KnownColumn{"Benchmark duration (s)", kMetric, "run_time", "s"},
    KnownColumn{"Successful requests", kMetric},
    KnownColumn{"Failed requests", kMetric},
    KnownColumn{"Total input tokens", kMetric},
    KnownColumn{"Total generated tokens", kMetric},
    KnownColumn{"Maximum request concurrency", kFactor},
    KnownColumn{"Request rate configured (RPS)", kFactor},
};

bool has_latency(const JsonValue& document) {
  constexpr std::array<std::string_view, 6> kEndings{"_ttft_ms", "_tpot_ms", "_itl_ms",
                                                     "_e2el_ms", "_ttft",    "_tpot"};
  return std::any_of(document.members.begin(), document.members.end(), [&](const auto& member) {
    return std::any_of(kEndings.begin(), kEndings.end(),
                       [&](std::string_view ending) { return member.first.ends_with(ending); });
  });
}

// SGLang writes some of the names too, but not these.
bool is_run(const JsonValue& document) {
  const bool named = document.find("tokenizer_id") != nullptr ||
                     document.find("total_token_throughput") != nullptr ||
                     document.find("model_id") != nullptr;
  return named && document.find("completed") != nullptr && has_latency(document);
}

// SGLang's block has the same heading.
bool is_vllm_block(std::string_view block) {
  return block.find("E2E Latency (ms)") == std::string_view::npos &&
         block.find("(retokenized)") == std::string_view::npos;
}

}  // namespace

std::optional<FormatOutput> read_vllm(const Source& source) {
  static constexpr std::array<std::string_view, 2> kMarkers{"\"completed\"", "_throughput\""};
  if (may_hold_console(source.type)) {
    return read_serving_console(source, "vllm log", kPrinted, is_vllm_block);
  }
  return read_serving_runs(source, {"vllm", kMarkers, is_run, kKnown});
}

}  // namespace chimera::read
