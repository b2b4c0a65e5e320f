#include "engine/scripted.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/check.h"

namespace chimera::engine {
namespace {

constexpr double kSecondsPerWord = 0.001;

// Splits before each space, so that the words put together are the text again.
std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> all;
  for (const char c : text) {
    if (all.empty() || c == ' ') {
      all.emplace_back();
    }
    all.back() += c;
  }
  return all;
}

}  // namespace

Result<void> ScriptedEngine::set_prompt(const Prompt& prompt) {
  prompts_.push_back(prompt);
  sentences_ = 0;
  words_ = 0;
  measured_ = {};
  const std::size_t read = words(prompt.system).size() + words(prompt.user).size();
  prompt_s_ = static_cast<double>(read) * kSecondsPerWord;
  measured_.load_s = 0;
  measured_.prompt_tokens = read;
  measured_.reused_tokens = 0;
  measured_.tokens = 0;
  measured_.decode_calls = 0;
  measured_.prompt_eval_s = prompt_s_;
  measured_.total_s = prompt_s_;
  return {};
}

Result<std::optional<std::size_t>> ScriptedEngine::choose(std::span<const std::string> sentences,
                                                          std::string_view heading) {
  CHIMERA_CHECK(!sentences.empty(), "choose() needs a sentence");
  const std::size_t call = offered_.size();
  offered_.emplace_back(sentences.begin(), sentences.end());
  headings_.emplace_back(heading);
  if (script_.failing_choice == call) {
    return tl::unexpected<Error>(script_.failure);
  }
  if (script_.sentences_max && sentences_ >= *script_.sentences_max) {
    return std::nullopt;
  }
  const bool replaced = script_.replaced.contains(call);
  const std::size_t wanted = call < script_.choices.size() && !replaced ? script_.choices[call] : 0;
  const std::size_t chosen = wanted % sentences.size();
  measured_.asked += sentences.size() > 1 ? 1U : 0U;
  measured_.replaced += replaced ? 1U : 0U;
  ++sentences_;
  emit(sentences[chosen]);
  return chosen;
}

Result<std::string> ScriptedEngine::generate(std::optional<std::size_t> /*tokens_max*/) {
  const std::size_t call = generated_++;
  if (script_.failing_texts.contains(call)) {
    return tl::unexpected<Error>(script_.failure);
  }
  const std::string& text = call < script_.texts.size() ? script_.texts[call] : script_.text;
  emit(text);
  return text;
}

void ScriptedEngine::emit(const std::string& sentence) {
  for (const std::string& word : words(sentence)) {
    ++words_;
    const double eval_s = static_cast<double>(words_) * kSecondsPerWord;
    measured_.tokens = words_;
    measured_.decode_calls = words_;
    measured_.eval_s = eval_s;
    measured_.total_s = prompt_s_ + eval_s;
    if (words_ == 1) {
      measured_.ttft_s = measured_.total_s;
    }
    if (sink_) {
      sink_(word, measured_.total_s);
    }
  }
}

Result<std::vector<double>> ScriptedEngine::score(std::span<const std::string> candidates) {
  CHIMERA_CHECK(script_.can_score, "score() of an engine that doesn't");
  scored_.emplace_back(candidates.begin(), candidates.end());
  ++measured_.asked;
  std::vector<double> scores;
  for (const std::string& candidate : candidates) {
    measured_.scored_tokens += words(candidate).size();
    const Prompt prompt = prompts_.empty() ? Prompt{} : prompts_.back();
    scores.push_back(script_.score ? script_.score(prompt, candidate)
                                   : -static_cast<double>(candidate.size()));
  }
  return scores;
}

}  // namespace chimera::engine
