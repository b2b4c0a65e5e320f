// What `ollama run --verbose` prints behind an answer, in a log of any other text.
#pragma once

#include <optional>

#include "read/format/format.h"

namespace chimera::read {

/// nullopt where the log has no such block, or the source is no log. Else the whole log is read, as
/// read_log reads it. O(bytes).
std::optional<FormatOutput> read_ollama_verbose(const Source& source);

}  // namespace chimera::read
