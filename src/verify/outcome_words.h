// The words in which reports say that all went well.
#pragma once

#include <optional>
#include <string_view>

#include "verify/scope.h"

namespace chimera::verify {

/// "Three of the ten runs completed without errors", "all but one": whether a clause in lower case
/// says nothing of the others.
bool is_of_some(std::string_view clause);

/// "X ran without any failures".
bool says_clean(std::string_view clause);

/// "All 12 configurations finished", "X completed all 6 prompts": whether it has a verb of an end,
/// and nothing that says how fast, or what else.
bool says_completed(std::string_view clause);

/// "All three smoke runs passed": the files that "smoke" names; nullopt where a word says of which
/// runs it is said and names no files.
std::optional<Scope> scope_of_runs(const Dataset& dataset, std::string_view clause);

}  // namespace chimera::verify
