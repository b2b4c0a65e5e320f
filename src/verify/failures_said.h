// What became of trials, without a number: "no run timed out", "phi-3 failed as well", "all
// failures occurred with int4", "torch.compile failed in every run".
#pragma once

#include <optional>

#include "verify/statements.h"

namespace chimera::verify {

/// nullopt where the clause says nothing of failures that trials tell.
std::optional<Judgement> judge_failures_said(const Dataset& dataset,
                                             const StatementContext& context);

}  // namespace chimera::verify
