// llmperf (Ray): *_summary.json and *_individual_responses.json. Its inter-token latency is the sum
// of all gaps, the time to first token among them, / tokens. A request that failed, one answered
// with 429 for instance, stands there as a row of zeros: a failed trial.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "read/format/format.h"
#include "read/format/tool_json.h"

namespace chimera::read {

namespace {

using text::JsonValue;
using enum Role;

constexpr std::array kKnown{
    KnownColumn{"results_inter_token_latency_s_*", kSummary, "itl.first", "s"},
    KnownColumn{"results_ttft_s_*", kSummary, "ttft.chunk", "s"},
    KnownColumn{"results_end_to_end_latency_s_*", kSummary, "e2e_latency", "s"},
    KnownColumn{"results_request_output_throughput_token_per_s_*", kSummary, "throughput.request",
                "tok/s"},
    KnownColumn{"results_number_*_tokens_*", kSummary},
    KnownColumn{"results_mean_output_throughput_token_per_s", kMetric, "throughput.system",
                "tok/s"},
    KnownColumn{"results_num_completed_requests_per_min*", kMetric},
    KnownColumn{"results_num_*", kMetric},
    KnownColumn{"results_number_errors", kMetric},
    KnownColumn{"results_error_rate", kMetric},
    KnownColumn{"results_error_code_frequency*", kNote},
    KnownColumn{"inter_token_latency_s", kMetric, "itl.first", "s"},
    KnownColumn{"ttft_s", kMetric, "ttft.chunk", "s"},
    KnownColumn{"end_to_end_latency_s", kMetric, "e2e_latency", "s"},
    KnownColumn{"request_output_throughput_token_per_s", kMetric, "throughput.request", "tok/s"},
    KnownColumn{"number_output_tokens", kMetric, "tokens"},
    KnownColumn{"number_input_tokens", kMetric, "prompt_tokens"},
    KnownColumn{"number_total_tokens", kMetric},
    KnownColumn{"error_code", kNote},
    KnownColumn{"error_msg", kError},
    KnownColumn{"mean_input_tokens", kFactor},
    KnownColumn{"stddev_input_tokens", kFactor},
    KnownColumn{"mean_output_tokens", kFactor},
    KnownColumn{"stddev_output_tokens", kFactor},
    KnownColumn{"num_concurrent_requests", kFactor},
    KnownColumn{"model", kSubject},
    KnownColumn{"timestamp", kTime},
};

bool is_summary(const JsonValue& document) {
  return document.find("results_ttft_s_mean") != nullptr ||
         document.find("results_end_to_end_latency_s_mean") != nullptr ||
         document.find("results_num_requests_started") != nullptr;
}

bool is_response(const JsonValue& document) {
  static constexpr std::array<std::string_view, 4> kNames{
      "error_code", "ttft_s", "end_to_end_latency_s", "request_output_throughput_token_per_s"};
  return has_members(document, kNames);
}

/// Why a response failed; "" if it didn't.
std::string outcome(const Table& table, std::size_t row) {
  const Column* code = find_column(table, "error_code");
  if (code != nullptr && code->number_at(row) > 0) {
    return "error code " + std::string(code->text_at(row));
  }
  const Column* latency = find_column(table, "end_to_end_latency_s");
  const bool none =
      latency == nullptr || std::isnan(latency->number_at(row)) || latency->number_at(row) <= 0;
  return none ? "no answer: its latency is 0" : "";
}

void say_outcomes(Table& table) {
  if (find_column(table, "end_to_end_latency_s") == nullptr) {
    return;
  }
  Column column{.name = "outcome", .role = kError, .evidence = "of the error's code and latency"};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    column.text.push_back(outcome(table, row));
  }
  column.number.assign(table.rows(), std::numeric_limits<double>::quiet_NaN());
  table.columns.push_back(std::move(column));
}

}  // namespace

std::optional<FormatOutput> read_llmperf(const Source& source) {
  static constexpr std::array<std::string_view, 1> kSummaryMarkers{"\"results_"};
  static constexpr std::array<std::string_view, 2> kResponseMarkers{
      "\"request_output_throughput_token_per_s\"", "\"end_to_end_latency_s\""};
  if (auto output = read_tool_json(source, {"llmperf", kSummaryMarkers, is_summary, kKnown})) {
    return output;
  }
  auto output = read_tool_json(source, {"llmperf", kResponseMarkers, is_response, kKnown});
  if (output) {
    std::for_each(output->tables.begin(), output->tables.end(), say_outcomes);
  }
  return output;
}

}  // namespace chimera::read
