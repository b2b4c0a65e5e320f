// guidellm's CSV: three header records name each column (group; status and unit; statistic), a
// benchmark a row.
#pragma once

#include <optional>

#include "read/format/format.h"

namespace chimera::read {

/// nullopt where the text has no such headers. A column's name is its parts joined by dots. Only
/// the first benchmark names the columns, so a row of another width can't be told apart: it is
/// left out and said. Linear.
std::optional<FormatOutput> read_guidellm_csv(const Source& source);

}  // namespace chimera::read
