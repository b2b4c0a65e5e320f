// So many of so many that failed: "three of the 23 backend runs failed", "two of five backends".
#pragma once

#include <optional>

#include "verify/failures_said.h"

namespace chimera::verify {

/// "Three of the 23 backend runs failed", "two of five backends failed for X": of the trials or the
/// levels of a factor that are so many; nullopt where none are.
std::optional<Judgement> judge_failed_of(const Dataset& dataset, const NameFinder& names,
                                         const FailedContext& context);

/// "X failed in two of the four benchmarks", "X worked on 5 of 6 networks": of the files that hold
/// trials of it; nullopt where they are not so many.
std::optional<Judgement> judge_went_in_some(const Dataset& dataset, const FailedContext& context);

}  // namespace chimera::verify
