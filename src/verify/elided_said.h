// A second superlative that a clause says without a verb or without its subject.
#pragma once

#include <string_view>
#include <vector>

#include "verify/scope.h"

namespace chimera::verify {

/// The clauses of a sentence with second superlatives parted from the first: "A is the fastest,
/// B the slowest"; "A is the fastest at X and the slowest at Y", where "the" becomes a mention of
/// the subject.
std::vector<Range> with_elided(const std::vector<Range>& clauses, std::string_view text,
                               std::vector<Mention>& mentions);

}  // namespace chimera::verify
