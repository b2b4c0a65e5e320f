#include "engine/llama_context.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <string>

#include "base/check.h"

namespace chimera::engine {
namespace {

constexpr std::size_t kBatch = 128;  ///< a longer one is no faster on a CPU and holds more memory
constexpr std::size_t kScoreCells = 512;  ///< room for a candidate beside a full conversation
constexpr std::size_t kLogitsBytesMax = std::size_t{32} << 20U;

std::size_t outputs_max(std::size_t vocabulary) {
  return std::clamp(kLogitsBytesMax / (vocabulary * sizeof(float)), std::size_t{1}, kBatch);
}

bool is_raised(void* cancel) {
  return static_cast<const Cancel*>(cancel)->raised();
}

// log p of one token from all logits.
double log_probability(std::span<const float> logits, Token token) {
  const float best = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (const float logit : logits) {
    sum += static_cast<double>(std::exp(logit - best));
  }
  return static_cast<double>(logits[static_cast<std::size_t>(token)] - best) - std::log(sum);
}

}  // namespace

Result<LlamaContext> LlamaContext::create(const LlamaModel& model, std::size_t size, int threads,
                                          const Cancel& cancel) {
  clear_llama_errors();
  llama_context_params params = llama_context_default_params();
  params.n_ctx = static_cast<std::uint32_t>(size + kScoreCells);
  params.n_batch = kBatch;
  params.n_ubatch = kBatch;
  params.n_seq_max = 1;
  params.n_outputs_max = static_cast<std::uint32_t>(outputs_max(model.vocabulary_size()));
  params.n_threads = threads;
  params.n_threads_batch = threads;
  params.flash_attn_type = LLAMA_FLASH_ATTN_TYPE_DISABLED;
  params.swa_full = true;  // else a sliding window drops the prefix that the next call would keep
  params.kv_unified = true;
  params.no_perf = true;
  params.abort_callback = is_raised;
  // llama.cpp passes it back untouched; is_raised() only reads it.
  params.abort_callback_data =
      const_cast<Cancel*>(&cancel);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  llama_context* const raw = llama_init_from_model(model.get(), params);
  if (raw == nullptr || llama_get_memory(raw) == nullptr) {
    llama_free(raw);
    return fail(ErrorCode::kEngine, "can't make a context of " + std::to_string(size) +
                                        " tokens: " + first_llama_error());
  }
  LlamaContext context(raw, model, cancel);
  context.keep_threads(threads);
  context.size_ = size;
  context.outputs_max_ = params.n_outputs_max;
  return context;
}

LlamaContext::LlamaContext(llama_context* context, const LlamaModel& model, const Cancel& cancel)
    : context_(context),
      memory_(llama_get_memory(context)),
      cancel_(&cancel),
      vocabulary_(model.vocabulary_size()) {}

// Without threads of its own llama.cpp starts some for each decode. One thread needs none.
void LlamaContext::keep_threads(int threads) {
  if (threads < 2) {
    return;
  }
  ggml_threadpool_params params = ggml_threadpool_params_default(threads);
  threads_.reset(ggml_threadpool_new(&params));
  if (threads_ != nullptr) {
    llama_attach_threadpool(context_.get(), threads_.get(), threads_.get());
  }
}

void LlamaContext::forget() {
  llama_memory_clear(memory_, false);
  tokens_.clear();
  logits_.clear();
}

std::size_t LlamaContext::keep_prefix(std::span<const Token> wanted) {
  const auto differ =
      std::mismatch(tokens_.begin(), tokens_.end(), wanted.begin(), wanted.end()).first;
  auto kept = static_cast<std::size_t>(std::distance(tokens_.begin(), differ));
  if (kept == wanted.size() && kept > 0) {
    --kept;  // its logits are wanted
  }
  if (kept == 0 || !cut_to(kept)) {
    forget();
    return 0;
  }
  tokens_.resize(kept);
  logits_.clear();
  return kept;
}

// Drops what llama.cpp holds from position `kept` on. It can return true and have lost the whole
// sequence, so what is left is looked at.
bool LlamaContext::cut_to(std::size_t kept) {
  const auto end = static_cast<llama_pos>(kept);
  return llama_memory_seq_rm(memory_, 0, end, -1) && llama_memory_seq_pos_min(memory_, 0) == 0 &&
         llama_memory_seq_pos_max(memory_, 0) == end - 1;
}

// Of the whole context: of a sequence, llama.cpp leaves out what a sliding window no longer sees,
// and what is left could be cut to no shorter prompt.
std::string LlamaContext::state() const {
  std::string bytes(llama_state_get_size(context_.get()), '\0');
  // Chars may be seen as bytes; copying them, tens of megabytes, would be the run's peak of memory.
  auto* const data = reinterpret_cast<std::uint8_t*>(  // NOLINT(*-pro-type-reinterpret-cast)
      bytes.data());
  bytes.resize(llama_state_get_data(context_.get(), data, bytes.size()));
  return bytes;
}

bool LlamaContext::restore(std::span<const Token> tokens, std::string_view state) {
  forget();
  clear_llama_errors();
  const auto* const bytes =
      reinterpret_cast<const std::uint8_t*>(  // NOLINT(*-pro-type-reinterpret-cast)
          state.data());
  const auto last = static_cast<llama_pos>(tokens.size()) - 1;
  const bool whole = llama_state_set_data(context_.get(), bytes, state.size()) != 0 &&
                     llama_memory_seq_pos_max(memory_, 0) == last && cut_to(tokens.size() - 1);
  if (!whole) {
    forget();
    return false;
  }
  tokens_.assign(tokens.begin(), tokens.end() - 1);
  return true;
}

Result<void> LlamaContext::decode(std::span<const Token> tokens, std::size_t position,
                                  Logits logits) {
  if (cancel_->raised()) {
    forget();
    return interrupted();
  }
  clear_llama_errors();
  llama_batch batch = llama_batch_init(static_cast<std::int32_t>(tokens.size()), 0, 1);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_last = i + 1 == tokens.size();
    batch.token[i] = tokens[i];
    batch.pos[i] = static_cast<llama_pos>(position + i);
    batch.n_seq_id[i] = 1;
    batch.seq_id[i][0] = 0;
    batch.logits[i] = static_cast<std::int8_t>(logits == Logits::kOfAll ||
                                               (logits == Logits::kOfLast && is_last));
  }
  batch.n_tokens = static_cast<std::int32_t>(tokens.size());
  const std::int32_t status = llama_decode(context_.get(), batch);
  llama_batch_free(batch);
  ++decode_calls_;
  if (status == 0) {
    return {};
  }
  forget();
  if (cancel_->raised()) {
    return interrupted();
  }
  return fail(ErrorCode::kEngine, "can't evaluate " + std::to_string(tokens.size()) +
                                      " tokens: " + first_llama_error());
}

Result<void> LlamaContext::append(std::span<const Token> more) {
  CHIMERA_CHECK(tokens_.size() + more.size() <= size_, "the caller checks that tokens fit");
  while (!more.empty()) {
    const auto piece = more.first(std::min(more.size(), kBatch));
    more = more.subspan(piece.size());
    const Logits logits = more.empty() ? Logits::kOfLast : Logits::kNone;
    if (auto decoded = decode(piece, tokens_.size(), logits); !decoded) {
      return decoded;
    }
    tokens_.insert(tokens_.end(), piece.begin(), piece.end());
    if (more.empty()) {
      const float* const last = llama_get_logits_ith(context_.get(), -1);
      logits_.assign(last, last + vocabulary_);
    }
  }
  return {};
}

void LlamaContext::mark() {
  marked_ = tokens_;
  marked_logits_ = logits_;
}

Result<void> LlamaContext::rewind() {
  if (tokens_.size() != marked_.size()) {
    if (!cut_to(marked_.size())) {
      forget();
      return append(marked_);
    }
    tokens_.resize(marked_.size());
  }
  logits_ = marked_logits_;
  return {};
}

double LlamaContext::logit(Token token) const {
  CHIMERA_CHECK(!logits_.empty(), "set_prompt() comes first");
  return static_cast<double>(logits_[static_cast<std::size_t>(token)]);
}

std::span<const float> LlamaContext::logits() const {
  CHIMERA_CHECK(!logits_.empty(), "set_prompt() comes first");
  return logits_;
}

Result<std::vector<double>> LlamaContext::score(std::span<const Tokens> candidates) {
  CHIMERA_CHECK(!logits_.empty(), "set_prompt() comes first");
  std::vector<double> scores;
  for (const Tokens& candidate : candidates) {
    const auto scored = score_one(candidate);
    if (!scored) {
      return tl::unexpected<Error>(scored.error());
    }
    scores.push_back(*scored);
  }
  return scores;
}

Result<double> LlamaContext::score_one(const Tokens& candidate) {
  const std::size_t room = size_ + kScoreCells - tokens_.size();
  if (candidate.size() > room) {
    return fail(ErrorCode::kEngine, "can't score " + std::to_string(candidate.size()) +
                                        " tokens: the context has room for " +
                                        std::to_string(room));
  }
  if (candidate.empty()) {
    return 0.0;  // the empty text is certain
  }
  double score = log_probability(logits_, candidate.front());
  const auto given = std::span(candidate).first(candidate.size() - 1);
  for (std::size_t done = 0; done < given.size();) {
    const auto piece = given.subspan(done, std::min(given.size() - done, outputs_max_));
    if (auto decoded = decode(piece, tokens_.size() + done, Logits::kOfAll); !decoded) {
      return tl::unexpected<Error>(decoded.error());
    }
    for (std::size_t i = 0; i < piece.size(); ++i) {
      const float* const logits =
          llama_get_logits_ith(context_.get(), static_cast<std::int32_t>(i));
      score += log_probability({logits, vocabulary_}, candidate[done + i + 1]);
    }
    done += piece.size();
  }
  if (!cut_to(tokens_.size())) {
    forget();
    return fail(ErrorCode::kEngine, "llama.cpp lost the conversation after scoring");
  }
  return score;
}

}  // namespace chimera::engine
