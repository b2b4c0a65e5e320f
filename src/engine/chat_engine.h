// An engine on a chat server: no trie can be walked over HTTP, so the model is offered numbered
// true sentences and answers with a number (choice.h). An answer that is none is asked for again
// once, then the first sentence stands and is counted as replaced. A reply that breaks off is such
// an answer too; only a server that breaks off again and again can't be used.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/reply_stream.h"
#include "text/json_write.h"

namespace chimera::engine {

/// Most tokens of one answer: a number in JSON needs about ten.
inline constexpr std::size_t kAnswerTokensMax = 64;

/// Most sentences of one question, and about how many bytes they may have (two may have more). A
/// finding can have dozens of ways to say it, and a server reads each question's list anew: of
/// more than these, some are offered, spread evenly from the first.
inline constexpr std::size_t kOfferedMax = 8;
inline constexpr std::size_t kOfferedBytesMax = 1200;

/// So many replies in a row that broke off are the server's failure, not the model's.
inline constexpr std::size_t kBrokenRepliesMax = 6;

struct ChatMessage {
  std::string_view role;  ///< "system", "user", "assistant"
  std::string text;
};

/// The member "messages" of the object that is open.
void write_messages(text::JsonWriter& json, std::span<const ChatMessage> messages);

/// One question to a server.
struct ChatQuestion {
  std::vector<ChatMessage> messages;
  std::size_t offered = 0;     ///< numbers from 1 that may be answered; 0: any text
  std::size_t tokens_max = 0;  ///< of the answer
};

/// A server that answers questions: ollama.h, openai.h.
class ChatServer {
 public:
  virtual ~ChatServer() = default;

  [[nodiscard]] virtual std::string model_name() const = 0;

  /// As a message shows it: "'http://127.0.0.1:11434/'".
  [[nodiscard]] virtual std::string shown_url() const = 0;

  /// kEngine if the server can't be reached, refuses, or says that it failed.
  virtual Result<ChatReply> ask(const ChatQuestion& question) = 0;
};

class ChatEngine : public Engine {
 public:
  /// `clock` outlives it.
  ChatEngine(std::unique_ptr<ChatServer> server, const Options& options, const Clock& clock);

  [[nodiscard]] std::string model_name() const override { return server_->model_name(); }

  /// Nothing is sent before the first choice.
  Result<void> set_prompt(const Prompt& prompt) override;

  using Engine::choose;

  /// One request, or two where the first answer is none; no request for a single sentence.
  Result<std::optional<std::size_t>> choose(std::span<const std::string> sentences,
                                            std::string_view heading) override;

  Result<std::string> generate(std::optional<std::size_t> tokens_max) override;

  [[nodiscard]] bool can_score() const override { return false; }

  /// REQUIRES: never called.
  Result<std::vector<double>> score(std::span<const std::string> candidates) override;

  [[nodiscard]] Measurement measurement() const override { return measured_; }

  void set_sink(TokenSink sink) override { sink_ = std::move(sink); }

 private:
  Result<std::optional<std::size_t>> ask_for(std::span<const std::string> sentences,
                                             std::string_view heading);
  Result<std::optional<std::size_t>> ask_about(std::span<const std::string> offered,
                                               std::string_view heading);
  [[nodiscard]] std::vector<ChatMessage> messages(const std::string& question) const;
  [[nodiscard]] std::size_t tokens_left() const;
  Result<void> count_broken(const ChatReply& reply);
  void measure(const ChatReply& reply);
  void tell(const std::string& sentence);

  [[nodiscard]] double elapsed_s() const { return clock_->steady_s() - started_s_; }

  std::unique_ptr<ChatServer> server_;
  std::optional<int> num_predict_;
  const Clock* clock_;
  TokenSink sink_;
  Prompt prompt_;
  std::string told_;  ///< in this call, a line a sentence
  double started_s_ = 0;
  std::size_t replies_ = 0;          ///< in this call
  std::size_t tokens_ = 0;           ///< in this call; pieces where the server counts none
  std::size_t broken_in_a_row_ = 0;  ///< replies, over all calls
  Measurement measured_;
};

}  // namespace chimera::engine
