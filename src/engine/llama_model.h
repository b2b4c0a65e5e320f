// A GGUF model loaded by llama.cpp: weights, vocabulary and chat template. Immutable once loaded.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "engine/chat_template.h"
#include "engine/engine.h"
#include "engine/trie.h"
#include "llama.h"

namespace chimera::engine {

class LlamaModel {
 public:
  /// kEngine with llama.cpp's own reason if `path` is no usable model; nothing is printed. With no
  /// layers on a GPU, none is used for anything else either.
  static Result<LlamaModel> load(const std::string& path, int gpu_layers, const Cancel& cancel);

  /// Tokens of data: control tokens spelled in it are plain text.
  [[nodiscard]] Tokens data_tokens(std::string_view text) const;

  /// The prompt in the model's chat template (chat_template.h, with its error), whose control
  /// tokens are the only ones; a model without a template gets "system\n\nuser\n\n".
  [[nodiscard]] Result<Tokens> prompt_tokens(const Prompt& prompt) const;

  /// The bytes that a token stands for; nothing for a control token.
  [[nodiscard]] std::string bytes(Token token) const;

  /// Whether the token says that the text is over.
  [[nodiscard]] bool ends(Token token) const { return llama_vocab_is_eog(vocab_, token); }

  [[nodiscard]] std::size_t vocabulary_size() const;

  /// Tokens of context that it was trained for.
  [[nodiscard]] std::size_t trained_context() const;

  [[nodiscard]] llama_model* get() const { return model_.get(); }

 private:
  struct Free {
    void operator()(llama_model* model) const { llama_model_free(model); }
  };

  explicit LlamaModel(llama_model* model) : model_(model), vocab_(llama_model_get_vocab(model)) {}

  enum class Special { kAsText, kParsed };

  [[nodiscard]] Tokens tokenise(std::string_view text, Special special) const;
  [[nodiscard]] std::string control_text(Token token) const;
  [[nodiscard]] Result<std::vector<ChatPart>> parts_of(const Prompt& prompt) const;

  std::unique_ptr<llama_model, Free> model_;
  const llama_vocab* vocab_;
};

/// Before any other call of llama.cpp: from here on what it logs is kept, and nothing is printed.
void start_llama();

/// Forgets the errors that llama.cpp logged on this thread.
void clear_llama_errors();

/// The first error that llama.cpp logged on this thread since then, without its function's name:
/// the first names the cause, those after it only pass it on. "unknown cause" if there was none.
std::string first_llama_error();

}  // namespace chimera::engine
