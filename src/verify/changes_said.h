// "INT8 reduces the model size", "FP8 keeps the baseline accuracy": what one level makes of a
// metric beside the level that the others are held against.
#pragma once

#include <optional>

#include "verify/comparisons.h"

namespace chimera::verify {

/// By the means of the level and of its base: the level that is named behind the verb, else one
/// that is called so ("baseline", "fp32"). nullopt for another statement, or where the two have no
/// metric in common.
std::optional<Judgement> judge_change_of_level(const Dataset& dataset,
                                               const ComparisonContext& context);

}  // namespace chimera::verify
