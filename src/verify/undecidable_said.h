// Statements that no benchmark's data decide: what people thought, what will be, what lies behind a
// number, what a setting does that was never varied.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "verify/dataset.h"
#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// "Users preferred its answers": whether the text, in lower case, says what people did or thought
/// whom the data don't know.
std::optional<Judgement> judge_people(const Dataset& dataset, std::string_view clause);

/// Of a clause, in lower case, in which nothing else was found: a forecast, a cause by what was not
/// recorded, an effect of what nothing there is called by, of a setting that was never varied, or
/// on what was never measured beside it. nullopt where it says none of these, or what to do.
/// `mentions`: of the clause, with their places in it.
std::optional<Judgement> judge_undecidable(const Dataset& dataset, const NameFinder& names,
                                           std::string_view clause,
                                           const std::vector<Mention>& mentions);

}  // namespace chimera::verify
