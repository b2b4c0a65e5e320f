// So many of so many that failed: "three of the 23 backend runs failed", "two of five backends".
#pragma once

#include <optional>

#include "verify/failures_said.h"

namespace chimera::verify {

/// "Three of the 23 backend runs failed", "two of five backends failed for X": of the trials or the
/// levels of a factor that are so many; nullopt where none are.
std::optional<Judgement> judge_failed_of(const Dataset& dataset, const NameFinder& names,
                                         const FailedContext& context);

}  // namespace chimera::verify
