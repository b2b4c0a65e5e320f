// Statements that a metric goes with a factor: "throughput grows with batch size", "a larger
// context reduces throughput". Decided by the means at the levels that were tried, in their order.
#pragma once

#include <optional>

#include "verify/comparisons.h"

namespace chimera::verify {

/// nullopt where the clause says no such thing of a factor with two numeric levels or more.
std::optional<Judgement> judge_trend(const Dataset& dataset, const ComparisonContext& context);

}  // namespace chimera::verify
