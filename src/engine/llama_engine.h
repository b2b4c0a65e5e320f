// The embedded engine: walks the sentences' token trie with llama.cpp's logits, each sentence after
// the prompt alone. Emitted tokens wait until logits are needed next: of a forced run only the last
// few are evaluated then, together, and what follows a sentence's last choice costs nothing.
// Made by load_embedded() (engine.h).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/clock.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/llama_context.h"
#include "engine/llama_model.h"
#include "engine/prompt_store.h"
#include "engine/sampling.h"
#include "engine/text_pieces.h"
#include "engine/trie.h"

namespace chimera::engine {

class LlamaEngine : public Engine {
 public:
  /// `clock` and `cancel` outlive it; `model` holds what `context` was made of.
  LlamaEngine(LlamaModel model, LlamaContext context, const Options& options, PromptStore prompts,
              const Clock& clock, const Cancel& cancel);

  LlamaEngine(const LlamaEngine&) = delete;
  LlamaEngine& operator=(const LlamaEngine&) = delete;
  ~LlamaEngine() override;

  /// Names the model; `load_s` goes into the first call's measurement.
  void loaded(const std::string& path, double load_s);

  [[nodiscard]] std::string model_name() const override { return name_; }

  Result<void> set_prompt(const Prompt& prompt) override;
  using Engine::choose;
  Result<std::optional<std::size_t>> choose(std::span<const std::string> sentences,
                                            std::string_view heading) override;
  Result<std::string> generate(std::optional<std::size_t> tokens_max) override;
  Result<std::vector<double>> score(std::span<const std::string> candidates) override;

  [[nodiscard]] Measurement measurement() const override { return measured_; }

  void set_sink(TokenSink sink) override { sink_ = std::move(sink); }

 private:
  std::size_t take_kept(const Tokens& tokens);
  void store_prompt();
  Result<TokenTrie> trie_of(std::span<const std::string> sentences);
  Result<void> back_to_prompt();
  [[nodiscard]] bool has_room_for(std::size_t tokens) const;
  Result<Token> pick_any();
  Result<Token> pick(const std::map<Token, TokenTrie::Node>& children);
  Result<void> evaluate_pending();
  std::string emit(Token token, bool starts_sentence);
  [[nodiscard]] Token last_token() const;

  [[nodiscard]] double elapsed_s() const { return clock_->steady_s() - started_s_; }

  LlamaModel model_;
  LlamaContext context_;  ///< after the model: destroyed before it
  Options options_;
  const Clock* clock_;
  const Cancel* cancel_;
  PromptStore prompts_;
  /// A prompt and its state that are to be kept, once nobody waits for tokens.
  std::pair<std::string, std::string> to_keep_;
  Sampler sampler_;
  std::string name_;
  TokenSink sink_;
  TextPieces pieces_;
  Tokens pending_;           ///< emitted, not yet evaluated
  bool adds_space_ = false;  ///< the vocabulary puts a space before a text's first word
  double load_s_ = 0;        ///< until the first call has counted it
  double started_s_ = 0;
  double call_load_s_ = 0;        ///< of the current call, as are the next three
  double prompt_s_ = 0;           ///< evaluating its prompt
  std::size_t emitted_ = 0;       ///< tokens
  std::size_t decode_calls_ = 0;  ///< after its prompt
  Measurement measured_;
};

}  // namespace chimera::engine
