// Statements that a metric is high, even or varied, without saying how much: "high latency",
// "consistent across benchmarks", "significant variation".
#pragma once

#include <optional>

#include "verify/comparisons.h"

namespace chimera::verify {

/// nullopt where the clause says no such thing.
std::optional<Judgement> judge_level_words(const Dataset& dataset,
                                           const ComparisonContext& context);

}  // namespace chimera::verify
