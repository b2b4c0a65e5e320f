// "bwd_ms is larger than fwd_ms": two things that were measured in the same rows.
#pragma once

#include <optional>

#include "verify/comparison_words.h"
#include "verify/comparisons.h"

namespace chimera::verify {

/// nullopt where both sides of "than" don't name one metric each.
std::optional<Judgement> judge_columns(const Dataset& dataset, const ComparisonContext& context,
                                       const FoundWord& found);

}  // namespace chimera::verify
