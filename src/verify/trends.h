// Statements that a metric goes with a factor: "throughput grows with batch size", "a larger
// context reduces throughput". Decided by the means at the levels that were tried, in their order.
#pragma once

#include <optional>
#include <vector>

#include "verify/comparisons.h"

namespace chimera::verify {

/// "Of every model", "for all three networks": the scope of each of what the words call, within
/// `scope`; that one alone where none is said.
std::vector<Scope> scopes_of_each(const Dataset& dataset, const ComparisonContext& context,
                                  const Scope& scope);

/// nullopt where the clause says no such thing of a factor with two numeric levels or more.
std::optional<Judgement> judge_trend(const Dataset& dataset, const ComparisonContext& context);

}  // namespace chimera::verify
