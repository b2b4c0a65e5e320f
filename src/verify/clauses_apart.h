// Clauses that hold two statements without a comma between them.
#pragma once

#include <string_view>
#include <vector>

#include "verify/plain.h"

namespace chimera::verify {

/// The clauses of the text, in lower case: "X is slower than Y | and two of five backends failed",
/// "an analysis of 40 files | covering A and B".
std::vector<Range> clauses_apart(const std::vector<Range>& clauses, std::string_view text);

}  // namespace chimera::verify
