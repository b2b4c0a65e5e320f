// What servers of models stream: read the same however it is split, bounded, and nothing is chosen
// that was not offered. The first byte says where the stream is split and how many are offered.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "engine/choice.h"
#include "engine/ollama_stream.h"
#include "engine/openai_stream.h"
#include "target.h"

namespace {

using chimera::FakeClock;
using chimera::engine::ChatReply;
using chimera::engine::chosen_index;
using chimera::engine::kReplyBytesMax;
using chimera::fuzz::require;

template <typename Stream>
ChatReply read(std::string_view bytes, std::size_t piece) {
  const FakeClock clock(0);
  Stream stream(clock);
  while (!bytes.empty() && stream.add(bytes.substr(0, piece))) {
    bytes.remove_prefix(std::min(piece, bytes.size()));
  }
  stream.finish();
  return stream.reply();
}

void check(const ChatReply& reply, std::size_t offered) {
  require(reply.text.size() <= kReplyBytesMax, "a reply is bounded");
  require(!reply.ended || !reply.failed, "what failed has not ended");
  require(reply.first_at_s.has_value() == (reply.pieces > 0), "text came once it came");
  const auto chosen = chosen_index(reply.text, offered, reply.ended);
  require(!chosen || *chosen < offered, "what is chosen was offered");
  // What counts in a part of a reply counts in the whole too.
  require(chosen_index(reply.text, offered, true) == chosen || !reply.ended, "one reading");
}

template <typename Stream>
void compare(std::string_view bytes, std::size_t piece, std::size_t offered) {
  const ChatReply whole = read<Stream>(bytes, bytes.size() + 1);
  const ChatReply split = read<Stream>(bytes, piece);
  check(whole, offered);
  check(split, offered);
  // Where reading stops early, how much is read of the rest depends on the pieces.
  if (!whole.failed && !whole.too_long && !split.failed && !split.too_long) {
    require(whole.text == split.text, "the same text");
    require(whole.ended == split.ended, "the same end");
    require(whole.counters.tokens == split.counters.tokens, "the same counts");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = chimera::fuzz::as_text(data, size);
  const std::size_t piece = 1 + (size > 0 ? data[0] % 64U : 0U);
  compare<chimera::engine::OllamaStream>(bytes, piece, piece);
  compare<chimera::engine::OpenAiStream>(bytes, piece, piece);
  const auto chosen = chosen_index(bytes, piece, true);
  require(!chosen || *chosen < piece, "what is chosen was offered");
  return 0;
}
