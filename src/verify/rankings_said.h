// What a text ranks: "it is A, then B, then C", "falls from A to B to C".
#pragma once

#include <optional>

#include "verify/comparisons.h"

namespace chimera::verify {

/// By the means of each of three things or more that the clause names in their order, in each of
/// the scopes that its words call ("for both models"). nullopt where it names no such row of one
/// kind, or no metric. O(metrics · things · rows).
std::optional<Judgement> judge_ranking(const Dataset& dataset, const ComparisonContext& context);

}  // namespace chimera::verify
