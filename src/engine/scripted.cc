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
  measured_ = {};
  measured_.prompt_tokens = words(prompt.system).size() + words(prompt.user).size();
  measured_.prompt_eval_s = static_cast<double>(measured_.prompt_tokens) * kSecondsPerWord;
  measured_.total_s = measured_.prompt_eval_s;
  return {};
}

Result<std::optional<std::size_t>> ScriptedEngine::choose(std::span<const std::string> sentences) {
  CHIMERA_CHECK(!sentences.empty(), "choose() needs a sentence");
  const std::size_t call = offered_.size();
  offered_.emplace_back(sentences.begin(), sentences.end());
  if (script_.failing_choice == call) {
    return tl::unexpected<Error>(script_.failure);
  }
  if (script_.sentences_max && sentences_ >= *script_.sentences_max) {
    return std::nullopt;
  }
  const std::size_t wanted = call < script_.choices.size() ? script_.choices[call] : 0;
  const std::size_t chosen = wanted % sentences.size();
  ++sentences_;
  emit(sentences[chosen]);
  return chosen;
}

Result<std::string> ScriptedEngine::generate() {
  emit(script_.text);
  return script_.text;
}

void ScriptedEngine::emit(const std::string& sentence) {
  for (const std::string& word : words(sentence)) {
    ++measured_.tokens;
    ++measured_.decode_calls;
    measured_.eval_s = static_cast<double>(measured_.tokens) * kSecondsPerWord;
    measured_.total_s = measured_.prompt_eval_s + measured_.eval_s;
    if (measured_.tokens == 1) {
      measured_.ttft_s = measured_.total_s;
    }
    if (sink_) {
      sink_(word, measured_.total_s);
    }
  }
}

Result<std::vector<double>> ScriptedEngine::score(std::span<const std::string> candidates) {
  scored_.emplace_back(candidates.begin(), candidates.end());
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
