#include "engine/ollama_stream.h"

#include <optional>

namespace chimera::engine {
namespace {

constexpr double kSecondsPerNanosecond = 1e-9;

}  // namespace

bool OllamaStream::add(std::string_view bytes) {
  return lines_.add(bytes, [this](std::string_view line) { take(line); }) && wants_more();
}

void OllamaStream::finish() {
  lines_.finish([this](std::string_view line) { take(line); });
}

void OllamaStream::take(std::string_view line) {
  if (line.find_first_not_of(" \t") == std::string_view::npos) {
    return;
  }
  const std::optional<text::JsonValue> json = read_json(line);
  if (!json) {
    return;
  }
  if (const text::JsonValue* const error = json->find("error");
      error != nullptr && error->kind != text::JsonKind::kNull) {
    fail(*json);
    return;
  }
  const text::JsonValue* const message = json->find("message");
  add_text(message != nullptr ? message->find("content") : json->find("response"));
  const text::JsonValue* const done = json->find("done");
  if (done == nullptr || !done->boolean) {
    return;
  }
  const text::JsonValue* const reason = json->find("done_reason");
  end(reason != nullptr ? reason->text : "");
  ReplyCounters& told = counters();
  told.load_s = number_in(&*json, "load_duration", kSecondsPerNanosecond);
  told.prompt_eval_s = number_in(&*json, "prompt_eval_duration", kSecondsPerNanosecond);
  told.eval_s = number_in(&*json, "eval_duration", kSecondsPerNanosecond);
  told.prompt_tokens = count_in(&*json, "prompt_eval_count");
  told.tokens = count_in(&*json, "eval_count");
}

}  // namespace chimera::engine
