// Causes that a report names and the data cannot tell from another: a factor whose first level
// always ran after the model was loaded anew.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/quantities.h"
#include "verify/scope.h"

namespace chimera::verify {

/// Where a word of the clause, in lower case, says that one thing causes another; empty for
/// nowhere.
Range cause_said(std::string_view clause);

/// "A temperature of 0.2 causes the higher TTFT": unsupported where the trials of one of the
/// factor's levels are cold starts and those of another aren't, of a time that holds the loading.
/// `columns`: the factor's; `words` name the metric and the scope. nullopt for another statement.
std::optional<Judgement> judge_confounded(const Dataset& dataset, std::string_view clause,
                                          const std::vector<std::string>& columns,
                                          const NumberContext& words);

}  // namespace chimera::verify
