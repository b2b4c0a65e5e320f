// "In every file the first prompt has the longest TTFT": an extreme at the beginning of each run,
// held against the rows in their order.
#pragma once

#include <optional>
#include <string_view>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// nullopt where the clause, in lower case, says no such thing, or where nothing in the scope has
/// the metric in three trials and more.
std::optional<Judgement> judge_first_extreme(const Dataset& dataset, std::string_view clause,
                                             const Scope& scope);

}  // namespace chimera::verify
