// What each agent is given to read. What comes from artifacts is data: one line each, cut, without
// control characters or anything that a chat template could take for a control token. Kept short,
// because a small model on two cores reads some 200 tokens a second.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "data/finding.h"
#include "engine/engine.h"

namespace chimera::write {

inline constexpr std::size_t kStatementsMax = 10;         ///< findings in one prompt
inline constexpr std::size_t kStatementCodePoints = 240;  ///< then "…"
/// Of the analyst's user text; about 900 tokens at three bytes each, with the persona.
inline constexpr std::size_t kAnalystBytesMax = 2300;

/// A prompt and the SHA-256 of each text that went into it.
struct Reading {
  engine::Prompt prompt;
  std::vector<std::string> inputs;
};

/// The text as one harmless line: no line breaks, no "<|", "|>" or "<tag". A comparison ("p <
/// 0.05") stays.
std::string as_data(std::string_view text);

/// The collector reads the plain sentences on coverage and the statements about the data.
Reading collector_reading(const std::vector<std::vector<Phrase>>& coverage,
                          const std::vector<const Finding*>& findings);

/// The analyst reads the collector's text, whole and unchanged, and the statements of the findings,
/// as many as there is room for, at least the first. `inputs[0]` is of the collector's text.
Reading analyst_reading(const std::string& collected, const std::vector<const Finding*>& findings);

}  // namespace chimera::write
