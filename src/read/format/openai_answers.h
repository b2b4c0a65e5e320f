// Answers of a server with OpenAI's interface, streamed or not: how many tokens (`usage`), and from
// llama-server how long they took (`timings`). llama-server's own /completion is read here too.
#pragma once

#include <optional>

#include "read/format/format.h"

namespace chimera::read {

/// One row for each answer; of a stream the object that has the counts, which is the last one that
/// has any. The tables' format is "llama-server" where an answer has timings, else "openai".
/// nullopt where the file holds no such answers. O(bytes).
std::optional<FormatOutput> read_answers(const Source& source);

}  // namespace chimera::read
