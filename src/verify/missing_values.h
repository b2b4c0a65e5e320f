// "There are no missing values in the CSV files": cells of measured columns that hold nothing.
#pragma once

#include <optional>
#include <string_view>

#include "verify/judgement.h"
#include "verify/sample.h"

namespace chimera::verify {

/// Whether cells of the scope's measured columns are empty, failed trials with them, as the clause,
/// in lower case, says or denies; nullopt where it speaks of no missing values. O(cells).
std::optional<Judgement> judge_missing_values(const Dataset& dataset, std::string_view clause,
                                              const Scope& scope);

}  // namespace chimera::verify
