#include "engine/llama_model.h"

#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace chimera::engine {
namespace {

// llama.cpp logs through one callback of the process; what it says is kept by thread.
std::string& logged_error() {
  thread_local std::string error;
  return error;
}

void keep_first_error(ggml_log_level level, const char* text, void* /*user_data*/) {
  if (level == GGML_LOG_LEVEL_ERROR && text != nullptr && logged_error().empty()) {
    logged_error() = text;
  }
}

bool go_on(float /*progress*/, void* cancel) {
  return !static_cast<const Cancel*>(cancel)->raised();
}

void append(Tokens& to, const Tokens& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

void start_llama() {
  static const bool started = [] {
    llama_log_set(keep_first_error, nullptr);
    llama_backend_init();
    return true;
  }();
  static_cast<void>(started);
}

void clear_llama_errors() {
  logged_error().clear();
}

std::string first_llama_error() {
  std::string error = logged_error();
  const std::size_t name_end = error.find(": ");
  if (name_end != std::string::npos && error.find(' ') > name_end) {
    error.erase(0, name_end + 2);
  }
  error.erase(error.find_last_not_of(" \n") + 1);
  return error.empty() ? "unknown cause" : error;
}

Result<LlamaModel> LlamaModel::load(const std::string& path, int gpu_layers, const Cancel& cancel) {
  const std::string failure = "can't load model '" + path + "': ";
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) {
    return fail(ErrorCode::kEngine, failure + "no such file");
  }
  start_llama();
  clear_llama_errors();
  llama_model_params params = llama_model_default_params();
  params.n_gpu_layers = gpu_layers;
  if (gpu_layers == 0) {
    // No device at all: a GPU that llama.cpp knows of gets the large batches without any layer.
    params.split_mode = LLAMA_SPLIT_MODE_NONE;
    params.main_gpu = -1;
  }
  params.use_extra_bufts = false;  // repacked weights make logits depend on the batch's size
  params.progress_callback = go_on;
  // llama.cpp passes it back untouched; go_on() only reads it.
  params.progress_callback_user_data =
      const_cast<Cancel*>(&cancel);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  llama_model* const model = llama_model_load_from_file(path.c_str(), params);
  if (cancel.raised()) {
    llama_model_free(model);
    return interrupted();
  }
  if (model == nullptr) {
    return fail(ErrorCode::kEngine, failure + first_llama_error());
  }
  LlamaModel loaded(model);
  if (!llama_model_has_decoder(model) || llama_model_has_encoder(model) ||
      loaded.vocabulary_size() == 0) {
    return fail(ErrorCode::kEngine, failure + "it is no model that writes text");
  }
  return loaded;
}

Tokens LlamaModel::tokenise(std::string_view text, Special special) const {
  const bool parse = special == Special::kParsed;
  const auto size = static_cast<std::int32_t>(text.size());
  Tokens tokens(text.size() + 8);  // no token is shorter than a byte; 8 for a model's prefix
  std::int32_t n = llama_tokenize(vocab_, text.data(), size, tokens.data(),
                                  static_cast<std::int32_t>(tokens.size()), false, parse);
  if (n < 0) {
    tokens.resize(static_cast<std::size_t>(-n));
    n = llama_tokenize(vocab_, text.data(), size, tokens.data(),
                       static_cast<std::int32_t>(tokens.size()), false, parse);
  }
  tokens.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
  return tokens;
}

Tokens LlamaModel::data_tokens(std::string_view text) const {
  return tokenise(text, Special::kAsText);
}

// As it is spelled; "" for none.
std::string LlamaModel::control_text(Token token) const {
  return token == LLAMA_TOKEN_NULL ? "" : llama_vocab_get_text(vocab_, token);
}

// A base model has no template.
Result<std::vector<ChatPart>> LlamaModel::parts_of(const Prompt& prompt) const {
  const char* const source = llama_model_chat_template(model_.get(), nullptr);
  if (source == nullptr) {
    return std::vector<ChatPart>{{prompt.system + "\n\n" + prompt.user + "\n\n", true}};
  }
  return apply_chat_template(
      {source, control_text(llama_vocab_bos(vocab_)), control_text(llama_vocab_eos(vocab_))},
      prompt);
}

Result<Tokens> LlamaModel::prompt_tokens(const Prompt& prompt) const {
  const auto parts = parts_of(prompt);
  if (!parts) {
    return tl::unexpected<Error>(parts.error());
  }
  Tokens tokens;
  if (llama_vocab_get_add_bos(vocab_) && llama_vocab_bos(vocab_) != LLAMA_TOKEN_NULL) {
    tokens.push_back(llama_vocab_bos(vocab_));
  }
  for (const ChatPart& part : *parts) {
    append(tokens, tokenise(part.text, part.is_data ? Special::kAsText : Special::kParsed));
  }
  if (tokens.size() > 1 && tokens[0] == tokens[1] && tokens[0] == llama_vocab_bos(vocab_)) {
    tokens.erase(tokens.begin());  // the template writes its own
  }
  return tokens;
}

std::string LlamaModel::bytes(Token token) const {
  std::string text(64, '\0');
  std::int32_t n = llama_token_to_piece(vocab_, token, text.data(),
                                        static_cast<std::int32_t>(text.size()), 0, false);
  if (n < 0) {
    text.resize(static_cast<std::size_t>(-n));
    n = llama_token_to_piece(vocab_, token, text.data(), static_cast<std::int32_t>(text.size()), 0,
                             false);
  }
  text.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
  return text;
}

std::size_t LlamaModel::vocabulary_size() const {
  return static_cast<std::size_t>(llama_vocab_n_tokens(vocab_));
}

std::size_t LlamaModel::trained_context() const {
  return static_cast<std::size_t>(llama_model_n_ctx_train(model_.get()));
}

}  // namespace chimera::engine
