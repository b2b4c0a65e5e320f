// genai-perf's raw profile_export.json, as perf_analyzer writes it: experiments[].requests[], each
// with the time it was sent and the times of its responses, in ns. Responses without content (the
// first of a chat, which names a role; the closing "[DONE]") are no chunks, as for genai-perf
// itself. A request without any chunk failed.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
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

constexpr std::int64_t kNever = -1;

constexpr std::array kKnown{
    KnownColumn{"timestamp", kTime, "", "ns"},
    KnownColumn{"experiment.mode", kFactor},
    KnownColumn{"experiment.value", kFactor},
};

/// Not negative, so that differences fit. Exactly: nanoseconds since 1970 are more than a double
/// holds.
std::optional<std::int64_t> time_of(const JsonValue& value) {
  std::int64_t time = 0;
  const char* end = value.text.data() + value.text.size();
  const auto [stop, error] = std::from_chars(value.text.data(), end, time);
  const bool whole = value.kind == JsonKind::kNumber && error == std::errc() && stop == end;
  return whole && time >= 0 ? std::optional(time) : std::nullopt;
}

bool has_text(const JsonValue* value) {
  return value != nullptr && value->kind == JsonKind::kString && !value->text.empty();
}

/// Whether an answer of OpenAI's form holds a piece of text; true of what has another form.
bool has_content(const JsonValue& answer) {
  static constexpr std::array<std::string_view, 2> kDelta{"delta", "content"};
  static constexpr std::array<std::string_view, 2> kThinking{"delta", "reasoning_content"};
  static constexpr std::array<std::string_view, 2> kMessage{"message", "content"};
  const JsonValue* choices = answer.find("choices");
  if (choices == nullptr) {
    return true;
  }
  return std::any_of(choices->items.begin(), choices->items.end(), [](const JsonValue& choice) {
    return has_text(choice.find("text")) || has_text(member_at(choice, kDelta)) ||
           has_text(member_at(choice, kThinking)) || has_text(member_at(choice, kMessage));
  });
}

bool is_chunk(const JsonValue& output) {
  constexpr std::string_view kData = "data:";
  const JsonValue* response = output.find("response");
  if (response == nullptr) {
    return true;
  }
  std::string_view payload = response->text;
  if (payload.starts_with(kData)) {
    payload.remove_prefix(kData.size());
  }
  const std::size_t begin = payload.find_first_not_of(" \t\r\n");
  const std::size_t end = payload.find_last_not_of(" \t\r\n");
  payload = begin == std::string_view::npos ? "" : payload.substr(begin, end - begin + 1);
  if (payload.empty() || payload == "[DONE]") {
    return false;
  }
  const auto answer = text::parse_json(payload);
  return !answer || has_content(*answer);
}

std::vector<std::int64_t> chunks_of(const JsonValue& request) {
  std::vector<std::int64_t> times;
  const JsonValue* stamps = request.find("response_timestamps");
  const JsonValue* outputs = request.find("response_outputs");
  for (std::size_t i = 0; stamps != nullptr && i < stamps->items.size(); ++i) {
    const auto time = time_of(stamps->items[i]);
    const bool known = outputs != nullptr && i < outputs->items.size();
    if (time && (!known || is_chunk(outputs->items[i]))) {
      times.push_back(*time);
    }
  }
  return times;
}

TimedRequest request_of(const JsonValue& request, const Record& settings) {
  TimedRequest result{.cells = settings};
  const JsonValue* stamp = request.find("timestamp");
  const std::int64_t sent = stamp == nullptr ? kNever : time_of(*stamp).value_or(kNever);
  result.cells.emplace_back("timestamp", stamp == nullptr ? "" : stamp->text);
  const std::vector<std::int64_t> chunks = chunks_of(request);
  if (chunks.empty() || sent == kNever) {
    result.failure = chunks.empty() ? "no response with content" : "no time at which it was sent";
    return result;
  }
  result.first = static_cast<double>(chunks.front() - sent);
  result.latency = static_cast<double>(chunks.back() - sent);
  for (std::size_t i = 1; i < chunks.size(); ++i) {
    result.gaps.push_back(static_cast<double>(chunks[i] - chunks[i - 1]));
  }
  return result;
}

Record settings_of(const JsonValue& experiment) {
  Record settings;
  const JsonValue* load = experiment.find("experiment");
  for (const std::string_view key : {"mode", "value"}) {
    const JsonValue* value = load == nullptr ? nullptr : load->find(key);
    if (value != nullptr && value->is_scalar()) {
      settings.emplace_back("experiment." + std::string(key), value->text);
    }
  }
  return settings;
}

std::size_t times_in(const JsonValue& request) {
  const JsonValue* stamps = request.find("response_timestamps");
  const JsonValue* sent = request.find("timestamp");
  return (sent == nullptr ? 0 : count_leaves(*sent)) +
         (stamps == nullptr ? 0 : count_leaves(*stamps));
}

}  // namespace

std::optional<FormatOutput> read_genai_perf_profile(const Source& source) {
  static constexpr std::array<std::string_view, 2> kMarkers{"\"experiments\"",
                                                            "\"response_timestamps\""};
  auto parsed = parse_marked_file(source, kMarkers);
  if (!parsed) {
    return std::nullopt;
  }
  JsonFile file = std::move(*parsed);
  const JsonValue* experiments = file.root.find("experiments");
  std::vector<TimedRequest> requests;
  std::size_t used = 0;
  for (std::size_t i = 0; experiments != nullptr && i < experiments->items.size(); ++i) {
    const JsonValue* list = experiments->items[i].find("requests");
    const Record settings = settings_of(experiments->items[i]);
    used += list == nullptr ? 0 : settings.size();
    for (std::size_t k = 0; list != nullptr && k < list->items.size(); ++k) {
      requests.push_back(request_of(list->items[k], settings));
      used += times_in(list->items[k]);
    }
  }
  if (requests.empty()) {
    return std::nullopt;
  }
  FormatOutput output;
  output.tables = timed_tables(source.path, requests,
                               {"genai-perf-profile", "/experiments/*/requests", "ns", kKnown});
  output.account =
      account_of_leaves(count_leaves(file.root), used,
                        {0, "/experiments", "what was sent and answered, windows and settings"});
  output.problems = file.problems.take();
  return output;
}

}  // namespace chimera::read
