// "A wins seven of the eight pairings", "A has the lower latency in 9 of 11 matched
// configurations": of what two ran alike, in how much one is ahead.
#pragma once

#include <optional>

#include "verify/comparisons.h"

namespace chimera::verify {

/// `part` is how many it says, `whole` of how many; `behind` are the words behind the whole, in
/// lower case. nullopt where the clause compares nothing, or no metric pairs up as many.
std::optional<Judgement> judge_pairs_won(const Dataset& dataset, const Numeral& part,
                                         const Numeral& whole, std::string_view behind,
                                         const ComparisonContext& context);

}  // namespace chimera::verify
