// inference-perf's per_request_lifecycle_metrics.json: a list of requests, each with its start and
// end, the times at which its output came, and an error or null. Times are seconds of the client's
// monotonic clock. Its time per output token is (latency − time to first token)/(tokens − 1).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/format/format.h"
#include "read/format/json_file.h"
#include "read/format/json_shape.h"
#include "read/format/leaf_ledger.h"
#include "read/format/timed_requests.h"
#include "read/format/tool_json.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;
using enum Role;

constexpr std::size_t kFailureMax = 4096;  ///< bytes kept of an error's text

constexpr std::array kKnown{
    KnownColumn{"stage_id", kFactor},
    KnownColumn{"start_time", kTime, "", "s"},
    KnownColumn{"end_time", kTime, "", "s"},
    KnownColumn{"info.input_tokens", kMetric, "prompt_tokens"},
    KnownColumn{"info.output_tokens", kMetric, "tokens"},
    KnownColumn{"time_per_output_token", kMetric, "tpot.decode", "s"},
};

using Path = std::vector<std::string_view>;

// Older versions keep what the response told beside the tokens that were sent.
const JsonValue* told(const JsonValue& request, std::string_view key) {
  const JsonValue* now = member_at(request, Path{"info", "response_metrics", key});
  return now == nullptr ? member_at(request, Path{"info", key}) : now;
}

std::optional<double> number_of(const JsonValue* value) {
  return value != nullptr && value->kind == JsonKind::kNumber ? std::optional(value->number)
                                                              : std::nullopt;
}

std::vector<double> times_of(const JsonValue& request) {
  const JsonValue* times = told(request, "output_token_times");
  if (times == nullptr || times->items.empty()) {
    times = told(request, "chunk_times");
  }
  std::vector<double> result;
  for (std::size_t i = 0; times != nullptr && i < times->items.size(); ++i) {
    if (const auto time = number_of(&times->items[i])) {
      result.push_back(*time);
    }
  }
  return result;
}

std::string failure_of(const JsonValue& request) {
  const JsonValue* error = request.find("error");
  if (error == nullptr || error->kind == JsonKind::kNull) {
    return "";
  }
  std::string words = error->is_scalar() ? error->text : "";
  for (const std::string_view key : {"error_type", "error_msg"}) {
    const JsonValue* part = error->find(key);
    words += part == nullptr ? "" : (words.empty() ? "" : ": ") + part->text;
  }
  return words.empty() ? "error" : words.substr(0, kFailureMax);
}

void add_cell(TimedRequest& result, std::string name, const JsonValue* value) {
  const bool fits = value != nullptr && value->is_scalar() && value->kind != JsonKind::kNull;
  result.cells.emplace_back(std::move(name), fits ? value->text : "");
}

void add_time_per_token(TimedRequest& result, std::optional<double> tokens) {
  const bool known = tokens && *tokens > 1 && result.latency && result.first;
  result.cells.emplace_back(
      "time_per_output_token",
      known ? fmt::format("{}", (*result.latency - *result.first) / (*tokens - 1)) : "");
}

TimedRequest request_of(const JsonValue& request) {
  TimedRequest result{.failure = failure_of(request)};
  const auto start = number_of(request.find("start_time"));
  const auto end = number_of(request.find("end_time"));
  const std::vector<double> times = times_of(request);
  if (start && end && result.failure.empty()) {
    result.latency = *end - *start;
  }
  if (start && !times.empty()) {
    result.first = times.front() - *start;
  }
  for (std::size_t i = 1; i < times.size(); ++i) {
    result.gaps.push_back(times[i] - times[i - 1]);
  }
  add_cell(result, "stage_id", request.find("stage_id"));
  add_cell(result, "start_time", request.find("start_time"));
  add_cell(result, "end_time", request.find("end_time"));
  const JsonValue* input = member_at(request, Path{"info", "input_tokens"});
  const JsonValue* deeper =
      member_at(request, Path{"info", "request_metrics", "text", "input_tokens"});
  add_cell(result, "info.input_tokens", input == nullptr ? deeper : input);
  add_cell(result, "info.output_tokens", told(request, "output_tokens"));
  add_time_per_token(result, number_of(told(request, "output_tokens")));
  return result;
}

bool is_request(const JsonValue& item) {
  static constexpr std::array<std::string_view, 4> kNames{"start_time", "end_time", "info",
                                                          "request"};
  return has_members(item, kNames);
}

std::size_t used_of(const JsonValue& request) {
  const std::array<const JsonValue*, 7> parts{request.find("start_time"),
                                              request.find("end_time"),
                                              request.find("stage_id"),
                                              request.find("error"),
                                              member_at(request, Path{"info", "input_tokens"}),
                                              told(request, "output_tokens"),
                                              told(request, "output_token_times")};
  std::size_t leaves = 0;
  for (const JsonValue* part : parts) {
    leaves += part == nullptr ? 0 : count_leaves(*part);
  }
  return leaves;
}

}  // namespace

std::optional<FormatOutput> read_inference_perf_requests(const Source& source) {
  static constexpr std::array<std::string_view, 3> kMarkers{"\"start_time\"", "\"end_time\"",
                                                            "\"info\""};
  auto parsed = parse_marked_file(source, kMarkers);
  if (!parsed) {
    return std::nullopt;
  }
  JsonFile file = std::move(*parsed);
  const std::vector<JsonValue>& items = file.root.items;
  if (items.empty() || !std::all_of(items.begin(), items.end(), is_request)) {
    return std::nullopt;
  }
  std::vector<TimedRequest> requests;
  std::size_t used = 0;
  for (const JsonValue& item : items) {
    requests.push_back(request_of(item));
    used += used_of(item);
  }
  FormatOutput output;
  output.tables = timed_tables(source.path, requests, {"inference-perf-requests", "", "s", kKnown});
  output.account =
      account_of_leaves(count_leaves(file.root), used, {0, "", "what was sent and answered"});
  output.problems = file.problems.take();
  return output;
}

}  // namespace chimera::read
