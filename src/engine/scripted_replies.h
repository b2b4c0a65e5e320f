// For tests: what an Ollama and an OpenAI-compatible server would stream, saying a text, and a
// world without a network, a clock that stands and pauses that only count.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/clock.h"
#include "base/scripted_http.h"
#include "engine/server_call.h"
#include "text/json_write.h"

namespace chimera::engine {

/// A reply of /api/chat that says the text and ends.
inline std::string ollama_says(std::string_view text) {
  text::JsonWriter json(text::JsonWriter::Layout::kOneLine);
  json.open_object().key("message").open_object().key("content").string(text).close_object();
  json.key("done").boolean(false).close_object();
  return json.take() +
         "\n{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\","
         "\"load_duration\":250000000,\"prompt_eval_count\":100,\"prompt_eval_duration\":500000000,"
         "\"eval_count\":8,\"eval_duration\":125000000}\n";
}

/// A reply of /chat/completions that says the text and ends.
inline std::string openai_says(std::string_view text) {
  text::JsonWriter json(text::JsonWriter::Layout::kOneLine);
  json.open_object().key("choices").open_array().open_object().key("delta").open_object();
  json.key("content").string(text).close_object().close_object().close_array().close_object();
  return "data: " + json.take() +
         "\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
         "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":8}}\n\n"
         "data: [DONE]\n\n";
}

inline ScriptedAnswer answer_of(std::string body) {
  ScriptedAnswer answer;
  answer.pieces = {std::move(body)};
  return answer;
}

inline ScriptedAnswer refusal_of(int status, std::string body,
                                 std::vector<HttpHeader> headers = {}) {
  ScriptedAnswer answer = answer_of(std::move(body));
  answer.status = status;
  answer.headers = std::move(headers);
  return answer;
}

/// What a test's engine touches; outlives it.
struct ScriptedWorld {
  explicit ScriptedWorld(ScriptedServer::Answer answer) : server(std::move(answer)) {}

  ServerWorld world() {
    const auto pause = [this](double seconds) -> Result<void> {
      pauses.push_back(seconds);
      if (cancel_at_pause) {
        cancel.raise();
      }
      return cancel.raised() ? Result<void>(interrupted()) : Result<void>();
    };
    return {server.client(), pause, &clock, &cancel};
  }

  ScriptedServer server;
  FakeClock clock{0};
  Cancel cancel;
  std::vector<double> pauses;  ///< in seconds, in order
  bool cancel_at_pause = false;
};

}  // namespace chimera::engine
