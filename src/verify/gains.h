// "Higher by a factor of 1.6 in `runs/`": how much more of a metric one of two shows than the
// other, wherever files of the scope pair them up.
#pragma once

#include <optional>
#include <vector>

#include "verify/tests_said.h"

namespace chimera::verify {

/// The ratio or a limit of its interval, of the two sides in each pair of files that are named
/// alike; where the text says that it is the least of several, of the pair whose interval reaches
/// lowest. nullopt where the scope names no folder or pairs fewer than that.
std::optional<Judgement> judge_gain(const Dataset& dataset, const Numeral& stated, TestNumber kind,
                                    const TestContext& context);

}  // namespace chimera::verify
