// A reply as OpenAI-compatible servers stream it: server-sent events of JSON, then "[DONE]". Usage
// stands in an event of its own; llama-server adds its timings.
#pragma once

#include <string_view>

#include "base/clock.h"
#include "engine/event_stream.h"
#include "engine/reply_stream.h"

namespace chimera::engine {

class OpenAiStream : public ReplyStream {
 public:
  using ReplyStream::ReplyStream;

  bool add(std::string_view bytes) override;
  void finish() override;

 private:
  void take(const ServerEvent& event);
  void take_choice(const text::JsonValue& choice);
  void take_counters(const text::JsonValue& json);

  EventStream events_;
};

}  // namespace chimera::engine
