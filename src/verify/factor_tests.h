// What a report says of a test of all levels of a factor: p of the type II F test beside what else
// was varied. Asked of the same query that `chimera query --effect` answers.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "verify/tests_said.h"

namespace chimera::verify {

/// Whether the text names an F test or an analysis of variance.
bool names_factor_test(std::string_view text);

/// The smallest ratios of two levels that the tests of the factor would show four times in five.
std::vector<double> detectable_ratios(const Dataset& dataset, const TestContext& context);

/// Of a p beside one. The factor is what the last two sides are levels of, else the one that the
/// context gives. A p that is none of the factor's is contradicted where the text spells the very
/// test; else it may be of another one. nullopt without such a factor or a test of it.
std::optional<Judgement> judge_factor_test(const Dataset& dataset, const Numeral& stated,
                                           const TestContext& context);

}  // namespace chimera::verify
