// "The steadiest of the three", "A varies less than B": coefficients of variation held against each
// other, with cold starts and without.
#pragma once

#include <optional>

#include "verify/comparisons.h"

namespace chimera::verify {

/// Against all of its kind, or against what stands behind "than". Supported or refuted where both
/// readings agree; nullopt where the clause says nothing of spread.
std::optional<Judgement> judge_steadiness(const Dataset& dataset, const ComparisonContext& context);

}  // namespace chimera::verify
