// How far something was tried: "TensorRT is available on every network", "the grids explore three
// temperature values", "every JSON file has a matching Markdown report".
#pragma once

#include <optional>

#include "verify/statements.h"

namespace chimera::verify {

/// nullopt where the clause says no such thing of what the data have names for.
std::optional<Judgement> judge_coverage(const Dataset& dataset, const StatementContext& context);

/// Whether something is said of every one of a kind, which what is there of one doesn't show.
bool says_of_every(std::string_view clause);

/// "Four of the ten directories".
bool says_of_some(std::string_view clause);

/// "A was tested with B": whether each was, and never in one trial.
bool were_never_together(const Dataset& dataset, const std::vector<Mention>& mentions);

}  // namespace chimera::verify
