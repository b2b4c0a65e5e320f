// "`top_p` was swept as well", "the sweeps vary num_gpu": whether a factor has several levels.
#pragma once

#include <optional>
#include <string_view>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// Of the factor that the clause, in lower case, names beside such a verb; nullopt where it names
/// none.
std::optional<Judgement> judge_swept(const Dataset& dataset, const NameFinder& names,
                                     std::string_view clause);

}  // namespace chimera::verify
