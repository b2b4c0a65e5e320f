// What a chat server streams → one reply: its text, whether it is whole, the server's own counters.
// The two wire forms (ollama_stream.h, openai_stream.h) take the bytes; the rest is common. Nothing
// of the reply's text is ever shown: it is only searched for the number that was asked for.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "text/json.h"

namespace chimera::engine {

/// Bytes of a reply that are kept. A number needs a dozen; beyond this the model only repeats
/// itself.
inline constexpr std::size_t kReplyBytesMax = 4096;

/// Bytes of a text of the model's own.
inline constexpr std::size_t kGeneratedBytesMax = std::size_t{1} << 20U;

/// A server's own counters; absent where it doesn't tell.
struct ReplyCounters {
  std::optional<double> load_s;
  std::optional<double> prompt_eval_s;
  std::optional<double> eval_s;
  std::optional<std::size_t> prompt_tokens;
  std::optional<std::size_t> reused_tokens;
  std::optional<std::size_t> tokens;
};

/// A piece of a reply's text.
struct ReplyPiece {
  std::size_t bytes = 0;
  double at_s = 0;  ///< of the steady clock, when it came
};

struct ChatReply {
  std::string text;                   ///< not longer than the stream keeps
  bool ended = false;                 ///< the server said so: the reply is whole
  bool out_of_tokens = false;         ///< it ended because no more were allowed
  bool too_long = false;              ///< more than that; the rest was not read
  std::optional<std::string> failed;  ///< what the server says went wrong in mid-stream
  std::size_t pieces = 0;             ///< of text, as the server cut it: about one a token
  std::vector<ReplyPiece> kept;       ///< those that stand in `text`, in order
  std::optional<double> first_at_s;   ///< of the steady clock, when the first text came
  ReplyCounters counters;
};

class ReplyStream {
 public:
  /// Keeps that many bytes of text; a longer reply is too long.
  explicit ReplyStream(const Clock& clock, std::size_t bytes_max = kReplyBytesMax)
      : clock_(&clock), bytes_max_(bytes_max) {}

  ReplyStream(const ReplyStream&) = delete;
  ReplyStream& operator=(const ReplyStream&) = delete;
  virtual ~ReplyStream() = default;

  /// False: enough, since it failed or is too long.
  virtual bool add(std::string_view bytes) = 0;

  /// No more bytes come.
  virtual void finish() = 0;

  [[nodiscard]] const ChatReply& reply() const { return reply_; }

 protected:
  /// One JSON text of the stream; nullopt, and the reply can't be whole, where it is none. Bytes
  /// that are no UTF-8 (a code point that the server cut) are read as '?'.
  std::optional<text::JsonValue> read_json(std::string_view bytes);

  void add_text(const text::JsonValue* content);
  void fail(const text::JsonValue& error);
  void end(std::string_view reason);

  [[nodiscard]] bool wants_more() const { return !reply_.failed && !reply_.too_long; }

  ReplyCounters& counters() { return reply_.counters; }

 private:
  const Clock* clock_;
  std::size_t bytes_max_;
  ChatReply reply_;
  bool unreadable_ = false;
};

/// What a server's JSON says went wrong: its "error", or the "message" in that; "" if it says none.
std::string error_text(const text::JsonValue& json);

/// A number that is neither negative nor huge, times `scale`.
std::optional<double> number_in(const text::JsonValue* object, std::string_view key,
                                double scale = 1);
std::optional<std::size_t> count_in(const text::JsonValue* object, std::string_view key);

}  // namespace chimera::engine
