// "No outliers were detected", "a few outliers were found in A": what columns count as outliers.
#pragma once

#include <optional>
#include <string_view>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// Of the scope's rows; nullopt where the clause, in lower case, says no such thing, or no column
/// there counts outliers.
std::optional<Judgement> judge_outliers(const Dataset& dataset, std::string_view clause,
                                        const Scope& scope);

}  // namespace chimera::verify
