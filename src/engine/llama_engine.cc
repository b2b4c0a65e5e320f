#include "engine/llama_engine.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <limits>
#include <string>
#include <utility>

#include "base/check.h"
#include "engine/registry.h"

namespace chimera::engine {

namespace {

/// Of a prompt, to be evaluated: fewer are done sooner than read.
constexpr std::size_t kWorthKeeping = 64;

/// Of a sentence, evaluated before a word of it is chosen. Which of two words fits is seen from the
/// prompt and the words just before it; all of a long forced run would take most of the time.
constexpr std::size_t kRunUp = 16;

/// The first of the highest; many are compared at a time, as std::max_element can't.
Token likeliest(std::span<const float> logits) {
  std::array<float, 16> lanes{};
  lanes.fill(-std::numeric_limits<float>::infinity());
  std::size_t i = 0;
  for (; i + lanes.size() <= logits.size(); i += lanes.size()) {
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
      lanes[lane] = std::max(lanes[lane], logits[i + lane]);
    }
  }
  float best = *std::max_element(lanes.begin(), lanes.end());
  for (; i < logits.size(); ++i) {
    best = std::max(best, logits[i]);
  }
  const auto found = std::find(logits.begin(), logits.end(), best);
  return found == logits.end() ? 0 : static_cast<Token>(found - logits.begin());  // all are NaN
}

std::string key_of(const Tokens& tokens) {
  std::string key;
  for (const Token token : tokens) {
    key += std::to_string(token) + " ";
  }
  return key;
}

}  // namespace

LlamaEngine::LlamaEngine(LlamaModel model, LlamaContext context, const Options& options,
                         PromptStore prompts, const Clock& clock, const Cancel& cancel)
    : model_(std::move(model)),
      context_(std::move(context)),
      options_(options),
      clock_(&clock),
      cancel_(&cancel),
      prompts_(std::move(prompts)),
      sampler_(options) {}

LlamaEngine::~LlamaEngine() {
  store_prompt();
}

void LlamaEngine::store_prompt() {
  if (const auto [prompt, state] = std::exchange(to_keep_, {}); !state.empty()) {
    prompts_.keep(prompt, state);
  }
}

/// How many of the prompt's tokens are held already, from the call before or from another run.
std::size_t LlamaEngine::take_kept(const Tokens& tokens) {
  const std::size_t kept = context_.keep_prefix(tokens);
  if (!prompts_.keeps() || tokens.size() - kept < kWorthKeeping) {
    return kept;
  }
  const auto state = prompts_.find(key_of(tokens));
  if (!state) {
    return kept;
  }
  return context_.restore(tokens, *state) ? tokens.size() - 1 : 0;
}

void LlamaEngine::loaded(const std::string& path, double load_s) {
  const RegisteredModel* const registered = find_registered(options_.model);
  name_ = registered != nullptr ? std::string(registered->name)
                                : std::filesystem::path(path).filename().string();
  load_s_ = load_s;
}

Result<void> LlamaEngine::set_prompt(const Prompt& prompt) {
  store_prompt();
  started_s_ = clock_->steady_s();
  measured_ = {};
  call_load_s_ = std::exchange(load_s_, 0);
  measured_.load_s = call_load_s_;
  emitted_ = 0;
  decode_calls_ = 0;
  pending_.clear();
  pieces_.clear();
  sampler_.reset();
  const auto prompted = model_.prompt_tokens(prompt);
  if (!prompted) {
    return tl::unexpected<Error>(prompted.error());
  }
  const Tokens& tokens = *prompted;
  if (tokens.size() >= context_.size()) {
    return fail(ErrorCode::kEngine, "the prompt of " + std::to_string(tokens.size()) +
                                        " tokens leaves no room in the context of " +
                                        std::to_string(context_.size()) + " ('num_ctx')");
  }
  const std::size_t kept = take_kept(tokens);
  if (auto done = context_.append(std::span(tokens).subspan(kept)); !done) {
    return done;
  }
  if (prompts_.keeps() && tokens.size() - kept >= kWorthKeeping) {
    to_keep_ = {key_of(tokens), context_.state()};
  }
  context_.mark();
  measured_.prompt_tokens = tokens.size();
  measured_.reused_tokens = kept;
  measured_.tokens = 0;
  measured_.decode_calls = 0;
  measured_.eval_s = 0;
  prompt_s_ = elapsed_s();
  measured_.prompt_eval_s = prompt_s_;
  measured_.total_s = call_load_s_ + prompt_s_;
  return {};
}

// Whole sentences are tokenised: pieces of one would give other tokens than the model expects.
Result<TokenTrie> LlamaEngine::trie_of(std::span<const std::string> sentences) {
  TokenTrie trie;
  adds_space_ = false;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const Tokens tokens = model_.data_tokens(sentences[i]);
    std::string written;
    for (const Token token : tokens) {
      written += model_.bytes(token);
    }
    if (written == " " + sentences[i]) {
      adds_space_ = true;
    } else if (written != sentences[i]) {
      return fail(ErrorCode::kEngine,
                  "model '" + name_ + "' has no tokens for '" + sentences[i] + "'");
    }
    trie.add(tokens, i);
  }
  return trie;
}

// What was emitted before is no longer looked at: most of it was forced, and to evaluate it would
// take longer than all choices. What sounds alike costs all the same (sampling.h).
Result<void> LlamaEngine::back_to_prompt() {
  if (cancel_->raised()) {
    return interrupted();
  }
  pending_.clear();
  return context_.rewind();
}

bool LlamaEngine::has_room_for(std::size_t tokens) const {
  const std::size_t used = context_.tokens().size() + pending_.size();
  if (used + tokens > context_.size()) {
    return false;
  }
  return !options_.num_predict ||
         emitted_ + tokens <= static_cast<std::size_t>(*options_.num_predict);
}

Result<std::optional<std::size_t>> LlamaEngine::choose(std::span<const std::string> sentences,
                                                       std::string_view /*heading*/) {
  CHIMERA_CHECK(!sentences.empty(), "choose() needs a sentence");
  const auto trie = trie_of(sentences);
  if (!trie) {
    return tl::unexpected<Error>(trie.error());
  }
  if (auto done = back_to_prompt(); !done) {
    return tl::unexpected<Error>(done.error());
  }
  if (!has_room_for(trie->longest())) {
    return std::nullopt;
  }
  measured_.asked += sentences.size() > 1 ? 1U : 0U;
  TokenTrie::Node node = TokenTrie::kRoot;
  while (!trie->sentence(node)) {
    const auto& children = trie->children(node);
    const auto token = children.size() == 1 ? children.begin()->first : pick(children);
    if (!token) {
      return tl::unexpected<Error>(token.error());
    }
    emit(*token, node == TokenTrie::kRoot);
    node = children.at(*token);
  }
  return trie->sentence(node);
}

Result<std::string> LlamaEngine::generate(std::optional<std::size_t> tokens_max) {
  const std::size_t most = generated_max(options_.num_predict, tokens_max);
  std::string text;
  for (std::size_t i = 0; i < most && has_room_for(1); ++i) {
    const auto token = pick_any();
    if (!token) {
      return tl::unexpected<Error>(token.error());
    }
    if (model_.ends(*token)) {
      break;
    }
    text += emit(*token, false);
  }
  return text;
}

/// Of all tokens. Always the likeliest, as by default, needs no list of them.
Result<Token> LlamaEngine::pick_any() {
  if (auto done = evaluate_pending(); !done) {
    return tl::unexpected<Error>(done.error());
  }
  const std::span<const float> logits = context_.logits();
  if (options_.temp.value_or(0) <= 0 && !options_.repeat_penalty) {
    return likeliest(logits);
  }
  std::vector<Candidate> all(logits.size());
  for (std::size_t i = 0; i < logits.size(); ++i) {
    all[i] = {static_cast<Token>(i), static_cast<double>(logits[i])};
  }
  return all[sampler_.pick(last_token(), all)].token;
}

Result<Token> LlamaEngine::pick(const std::map<Token, TokenTrie::Node>& children) {
  if (pending_.size() > kRunUp) {
    pending_.erase(pending_.begin(), pending_.end() - kRunUp);
  }
  if (auto done = evaluate_pending(); !done) {
    return tl::unexpected<Error>(done.error());
  }
  std::vector<Candidate> candidates;
  candidates.reserve(children.size());
  for (const auto& [token, node] : children) {
    candidates.push_back({token, context_.logit(token)});
  }
  return candidates[sampler_.pick(last_token(), candidates)].token;
}

Token LlamaEngine::last_token() const {
  return pending_.empty() ? context_.tokens().back() : pending_.back();
}

Result<void> LlamaEngine::evaluate_pending() {
  const std::size_t before = context_.decode_calls();
  auto done = context_.append(pending_);
  pending_.clear();
  decode_calls_ += context_.decode_calls() - before;
  measured_.decode_calls = decode_calls_;
  return done;
}

std::string LlamaEngine::emit(Token token, bool starts_sentence) {
  pending_.push_back(token);
  std::string text = pieces_.add(model_.bytes(token));
  if (starts_sentence && adds_space_ && text.starts_with(' ')) {
    text.erase(0, 1);
  }
  const double at_s = elapsed_s();
  measured_.tokens = ++emitted_;
  if (emitted_ == 1) {
    measured_.ttft_s = at_s;
  }
  measured_.eval_s = at_s - prompt_s_;
  measured_.total_s = call_load_s_ + at_s;
  if (sink_) {
    sink_(text, at_s);
  }
  return text;
}

Result<std::vector<double>> LlamaEngine::score(std::span<const std::string> candidates) {
  if (auto done = back_to_prompt(); !done) {
    return tl::unexpected<Error>(done.error());
  }
  ++measured_.asked;
  std::vector<Tokens> paths;
  for (const std::string& candidate : candidates) {
    paths.push_back(model_.data_tokens(candidate));
    measured_.scored_tokens += paths.back().size();
  }
  return context_.score(paths);
}

}  // namespace chimera::engine
