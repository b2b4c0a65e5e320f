// What was measured of what, and what was not: "A was never run on B", "no power data was recorded
// for C", "D was evaluated as well". The data's own world is closed: what they hold can be listed.
#pragma once

#include <optional>

#include "verify/statements.h"

namespace chimera::verify {

/// nullopt where the clause says nothing of that kind.
std::optional<Judgement> judge_in_closed_world(const Dataset& dataset,
                                               const StatementContext& context);

}  // namespace chimera::verify
