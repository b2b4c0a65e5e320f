// What a llama.cpp context holds, mirrored: the tokens of the conversation and the logits after the
// last of them. Settings are those that give the same logits however the tokens are split into
// batches: no flash attention here, no GGML_LLAMAFILE in the build (cmake/Llama.cmake).
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "engine/llama_model.h"
#include "engine/trie.h"
#include "ggml-cpu.h"
#include "llama.h"

namespace chimera::engine {

class LlamaContext {
 public:
  /// A context of `size` tokens on `threads` threads. `model` and `cancel` outlive it.
  static Result<LlamaContext> create(const LlamaModel& model, std::size_t size, int threads,
                                     const Cancel& cancel);

  /// Tokens that fit.
  [[nodiscard]] std::size_t size() const { return size_; }

  [[nodiscard]] std::span<const Token> tokens() const { return tokens_; }

  /// Forgets everything but the common prefix with `wanted`, of which at least the last token is
  /// left to evaluate; returns how many tokens were kept.
  std::size_t keep_prefix(std::span<const Token> wanted);

  /// What is held, for restore(). O(bytes).
  [[nodiscard]] std::string state() const;

  /// Holds, in place of all else, what state() gave after those tokens, all but the last of them:
  /// its logits are wanted. False, with nothing held, where the state is of something else.
  /// REQUIRES: two tokens or more, which fit.
  bool restore(std::span<const Token> tokens, std::string_view state);

  /// Evaluates tokens after the others. An error (kInterrupted when cancelled) forgets all of them.
  /// REQUIRES: they fit.
  Result<void> append(std::span<const Token> more);

  /// What is held now is what rewind() goes back to.
  void mark();

  /// Drops what came after mark(): for nothing, or where llama.cpp can't cut its memory for one
  /// evaluation of all that was marked. REQUIRES: mark(), and no keep_prefix() or restore() since.
  Result<void> rewind();

  /// Of the token that follows the last one. REQUIRES: append() succeeded, and no error since.
  [[nodiscard]] double logit(Token token) const;

  /// Of all tokens that might follow the last one. REQUIRES: as logit().
  [[nodiscard]] std::span<const float> logits() const;

  /// The log-probability of each candidate's tokens after the conversation, which stays as it is.
  /// One after the other, each in the cells that the next token would take: so a score is the same
  /// whatever else is scored. Costs a candidate's tokens in one decode call.
  Result<std::vector<double>> score(std::span<const Tokens> candidates);

  /// Calls of llama_decode() since the start.
  [[nodiscard]] std::size_t decode_calls() const { return decode_calls_; }

 private:
  struct Free {
    void operator()(llama_context* context) const { llama_free(context); }

    void operator()(ggml_threadpool* threads) const { ggml_threadpool_free(threads); }
  };

  LlamaContext(llama_context* context, const LlamaModel& model, const Cancel& cancel);

  void keep_threads(int threads);

  enum class Logits { kNone, kOfLast, kOfAll };

  Result<void> decode(std::span<const Token> tokens, std::size_t position, Logits logits);
  Result<double> score_one(const Tokens& candidate);
  bool cut_to(std::size_t kept);
  void forget();

  std::unique_ptr<ggml_threadpool, Free> threads_;  ///< before what computes on them
  std::unique_ptr<llama_context, Free> context_;
  llama_memory_t memory_;
  const Cancel* cancel_;
  std::size_t vocabulary_;
  std::size_t size_ = 0;
  std::size_t outputs_max_ = 1;  ///< tokens of one decode call that may give logits
  Tokens tokens_;
  std::vector<float> logits_;  ///< after the last token; copied, the next decode overwrites llama's
  Tokens marked_;
  std::vector<float> marked_logits_;
  std::size_t decode_calls_ = 0;
};

}  // namespace chimera::engine
