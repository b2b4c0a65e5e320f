// How whole runs of a load test ended, as their own counts of requests tell: "50 of the runs
// finished without a failed request, two produced nothing, three lost some".
#pragma once

#include <optional>
#include <string_view>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// `behind`: the words behind the number, in lower case. The runs of a roll-up are counted apart
/// from those of the files that it rolls up; either may be meant. nullopt where the words say
/// nothing of how runs ended, or no table counts requests.
std::optional<Judgement> judge_run_outcomes(const Dataset& dataset, const Numeral& stated,
                                            std::string_view behind, const Scope& scope);

/// "19 requests hit the client timeout": what the columns that count lost requests add up to in the
/// scope. nullopt where the words speak of no lost requests, or no table of the scope counts them.
std::optional<Judgement> judge_lost_requests(const Dataset& dataset, const Numeral& stated,
                                             std::string_view behind, const Scope& scope);

}  // namespace chimera::verify
