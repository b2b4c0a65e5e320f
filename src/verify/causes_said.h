// Where a clause gives the cause of what stands before it: "due to throttling", "most likely caused
// by the driver", "which stems from its size". Benchmarks tell what happened, seldom why.
#pragma once

#include <cstddef>
#include <string_view>

namespace chimera::verify {

/// Where the cause begins, with the words that hedge it; npos for none. REQUIRES: lower case.
std::size_t cause_in_clause(std::string_view clause);

/// Whether the clause says nothing ahead of it.
bool begins_with_cause(std::string_view clause);

}  // namespace chimera::verify
