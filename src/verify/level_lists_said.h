// "Each sweep covers concurrency 1, 8, 32 and 64", "closed loop at 1, 4 and 16 clients": whether
// all that is listed was tried.
#pragma once

#include <optional>
#include <string_view>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// Of the first list of three numbers or more beside a factor's name in the clause, which is in
/// lower case; nullopt where there is none.
std::optional<Judgement> judge_level_list(const Dataset& dataset, const NameFinder& names,
                                          std::string_view clause);

}  // namespace chimera::verify
