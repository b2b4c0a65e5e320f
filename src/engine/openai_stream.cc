#include "engine/openai_stream.h"

#include <optional>

namespace chimera::engine {
namespace {

constexpr double kSecondsPerMillisecond = 1e-3;

}  // namespace

bool OpenAiStream::add(std::string_view bytes) {
  return events_.add(bytes, [this](const ServerEvent& event) { take(event); }) && wants_more();
}

void OpenAiStream::finish() {
  events_.finish([this](const ServerEvent& event) { take(event); });
}

void OpenAiStream::take(const ServerEvent& event) {
  if (event.data == "[DONE]") {
    end("");
    return;
  }
  const std::optional<text::JsonValue> json = read_json(event.data);
  if (!json) {
    return;
  }
  const text::JsonValue* const error = json->find("error");
  if (event.type == "error" || (error != nullptr && error->kind != text::JsonKind::kNull)) {
    fail(*json);
    return;
  }
  if (const text::JsonValue* const choices = json->find("choices");
      choices != nullptr && !choices->items.empty()) {
    take_choice(choices->items.front());
  }
  take_counters(*json);
}

void OpenAiStream::take_choice(const text::JsonValue& choice) {
  if (const text::JsonValue* const delta = choice.find("delta"); delta != nullptr) {
    add_text(delta->find("content"));
  }
  const text::JsonValue* const reason = choice.find("finish_reason");
  if (reason != nullptr && reason->kind == text::JsonKind::kString) {
    end(reason->text);
  }
}

void OpenAiStream::take_counters(const text::JsonValue& json) {
  ReplyCounters& told = counters();
  if (const text::JsonValue* const usage = json.find("usage");
      usage != nullptr && usage->kind == text::JsonKind::kObject) {
    told.prompt_tokens = count_in(usage, "prompt_tokens");
    told.tokens = count_in(usage, "completion_tokens");
    told.reused_tokens = count_in(usage->find("prompt_tokens_details"), "cached_tokens");
  }
  if (const text::JsonValue* const timings = json.find("timings"); timings != nullptr) {
    told.prompt_eval_s = number_in(timings, "prompt_ms", kSecondsPerMillisecond);
    told.eval_s = number_in(timings, "predicted_ms", kSecondsPerMillisecond);
  }
}

}  // namespace chimera::engine
