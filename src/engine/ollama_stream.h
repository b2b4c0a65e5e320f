// A reply as Ollama streams it: one JSON object a line, the last one with "done" and the counters.
// Of /api/chat and of /api/generate.
#pragma once

#include <string_view>

#include "base/clock.h"
#include "engine/line_splitter.h"
#include "engine/reply_stream.h"

namespace chimera::engine {

class OllamaStream : public ReplyStream {
 public:
  using ReplyStream::ReplyStream;

  bool add(std::string_view bytes) override;
  void finish() override;

 private:
  void take(std::string_view line);

  LineSplitter lines_;
};

}  // namespace chimera::engine
