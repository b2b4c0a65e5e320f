// "`overall_success` is true", "it reports an overall success of false": what a column of true and
// false holds.
#pragma once

#include <optional>
#include <string_view>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// Supported where every cell of the scope is what the clause, in lower case, says of it; nullopt
/// where it names no such column with its value, or none of the scope has it.
std::optional<Judgement> judge_flag(const Dataset& dataset, std::string_view clause,
                                    const Scope& scope);

}  // namespace chimera::verify
