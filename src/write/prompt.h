// What each agent is given to read. What comes from artifacts is data: one line each, cut, without
// control characters or anything that a chat template could take for a control token. Kept short,
// because a small model on two cores reads some 200 tokens a second.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/finding.h"
#include "engine/engine.h"
#include "write/agent.h"

namespace chimera::write {

inline constexpr std::size_t kStatementsMax = 10;         ///< findings in one prompt
inline constexpr std::size_t kStatementCodePoints = 160;  ///< then "…"
/// Of a user text that holds findings; about 750 tokens at three bytes each, with the persona.
inline constexpr std::size_t kPromptBytesMax = 2000;

/// What there is to read.
struct Material {
  std::vector<std::vector<Phrase>>
      coverage;  ///< the ways to say each sentence, the plain one first
  std::vector<const Finding*> problems;
  std::string collected;  ///< the collector's text
  std::vector<const Finding*> findings;
};

/// A prompt, and for each input its name and the SHA-256 of what went in.
struct Reading {
  engine::Prompt prompt;
  std::vector<std::pair<std::string, std::string>> inputs;
};

/// The text as one harmless line: no line breaks, no "<|", "|>" or "<tag". A comparison ("p <
/// 0.05") stays.
std::string as_data(std::string_view text);

/// The agent's inputs in its order, then its task. The collector's text stands there whole and
/// unchanged; of the findings as many as there is room for, at least the first.
Reading reading_of(const Agent& agent, const Material& material);

}  // namespace chimera::write
