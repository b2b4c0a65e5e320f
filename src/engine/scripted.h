// An engine without a model: it does what a script says and writes down what it was asked. For
// tests of what uses an engine. Time is made up: a millisecond a word, so measurements can be
// foretold.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace chimera::engine {

struct Script {
  std::string model_name = "scripted";
  /// The index that each choose() takes, modulo the number offered; after the last one, 0.
  std::vector<std::size_t> choices;
  /// Sentences a call may have; after that choose() returns nullopt.
  std::optional<std::size_t> sentences_max;
  /// The call of choose(), from 0, counted over all prompts, that fails.
  std::optional<std::size_t> failing_choice;
  Error failure = {ErrorCode::kEngine, "scripted engine failed", {}};
  /// What generate() says.
  std::string text = "So it is.";
  /// What the first calls of generate() say, counted over all prompts; after the last one, `text`.
  std::vector<std::string> texts = {};
  /// Calls of generate(), from 0, that fail.
  std::set<std::size_t> failing_texts = {};
  /// Whether it scores.
  bool can_score = true;
  /// Calls of choose(), from 0, whose answer counts as none: the first sentence stands.
  std::set<std::size_t> replaced;
  /// A candidate's score; default: minus its length in bytes.
  std::function<double(const Prompt& prompt, const std::string& candidate)> score;
};

class ScriptedEngine : public Engine {
 public:
  explicit ScriptedEngine(Script script = {}) : script_(std::move(script)) {}

  [[nodiscard]] std::string model_name() const override { return script_.model_name; }

  Result<void> set_prompt(const Prompt& prompt) override;
  using Engine::choose;
  Result<std::optional<std::size_t>> choose(std::span<const std::string> sentences,
                                            std::string_view heading) override;
  Result<std::string> generate(std::optional<std::size_t> tokens_max) override;

  [[nodiscard]] bool can_score() const override { return script_.can_score; }

  Result<std::vector<double>> score(std::span<const std::string> candidates) override;

  [[nodiscard]] Measurement measurement() const override { return measured_; }

  void set_sink(TokenSink sink) override { sink_ = std::move(sink); }

  /// Every prompt, in order.
  [[nodiscard]] const std::vector<Prompt>& prompts() const { return prompts_; }

  /// What each choose() was offered, in order.
  [[nodiscard]] const std::vector<std::vector<std::string>>& offered() const { return offered_; }

  /// What each of those was to stand under.
  [[nodiscard]] const std::vector<std::string>& headings() const { return headings_; }

  /// What each score() was asked, in order.
  [[nodiscard]] const std::vector<std::vector<std::string>>& scored() const { return scored_; }

 private:
  void emit(const std::string& sentence);

  Script script_;
  TokenSink sink_;
  Measurement measured_;
  std::size_t words_ = 0;      ///< emitted in the current call
  double prompt_s_ = 0;        ///< of the current call's prompt
  std::size_t sentences_ = 0;  ///< of the current call
  std::size_t generated_ = 0;  ///< calls of generate()
  std::vector<Prompt> prompts_;
  std::vector<std::vector<std::string>> offered_;
  std::vector<std::string> headings_;
  std::vector<std::vector<std::string>> scored_;
};

}  // namespace chimera::engine
