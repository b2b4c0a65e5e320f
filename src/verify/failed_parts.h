// So many of so many that failed: "three of the 23 backend runs failed", "two of five backends".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "verify/failures_said.h"

namespace chimera::verify {

/// "Three of the 23 backend runs failed", "two of five backends failed for X": of the trials or the
/// levels of a factor that are so many; nullopt where none are.
std::optional<Judgement> judge_failed_of(const Dataset& dataset, const NameFinder& names,
                                         const FailedContext& context);

/// "X is slower than Y and two of five backends failed": the clauses of the text, in lower case,
/// with what failed in one of its own.
std::vector<Range> failures_apart(const std::vector<Range>& clauses, std::string_view text);

}  // namespace chimera::verify
