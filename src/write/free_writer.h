// Free style: the model says a true statement in its own words, around tags that stand for values
// and names (tagged.h). A sentence is taken if its form is right (free_sentence.h) and the judge
// finds every claim supported; else it is asked for once more with the reason. What a model
// replies is never an error, only that an engine breaks again and again is.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "data/fact.h"
#include "data/lattice.h"
#include "engine/engine.h"
#include "write/agent.h"
#include "write/judge.h"
#include "write/write.h"

namespace chimera::write {

/// Times that a sentence is asked for.
inline constexpr std::size_t kTriesMax = 2;

/// Tokens of one reply: a long statement with its tags takes half of them.
inline constexpr std::size_t kReplyTokensMax = 160;

/// So many replies in a row that failed are the engine's failure, not the model's.
inline constexpr std::size_t kFailedRepliesMax = 3;

class FreeWriter {
 public:
  /// All of them outlive the writer. Takes the engine's sink: a reply's text is kept nowhere.
  FreeWriter(const Agent& agent, engine::Engine& engine, const Judge& judge,
             std::span<const Fact> facts, const Cancel& cancel);

  /// The statement in the model's words, each numeral still a piece of its fact; nullopt where
  /// none of its replies could be taken, or the statement isn't one to ask for.
  Result<std::optional<Phrase>> write(const Phrase& statement);

  /// Statements that the model was asked to say.
  [[nodiscard]] std::size_t asked() const { return asked_; }

  /// A call for each reply, for the transcript; the text is "" where it was refused.
  [[nodiscard]] const std::vector<Call>& calls() const { return calls_; }

 private:
  Result<std::string> reply_to(const engine::Prompt& prompt, const std::string& statement);
  [[nodiscard]] engine::Prompt prompt_of(const std::string& question, std::string_view why) const;

  const Agent* agent_;
  engine::Engine* engine_;
  const Judge* judge_;
  std::span<const Fact> facts_;
  const Cancel* cancel_;
  std::size_t asked_ = 0;
  std::size_t failed_in_a_row_ = 0;
  std::vector<Call> calls_;
};

}  // namespace chimera::write
