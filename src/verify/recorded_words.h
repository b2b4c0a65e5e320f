// What trials ran on or with, as a text says by a name that the data spell: "ran on the
// CPUExecutionProvider".
#pragma once

#include <optional>
#include <string_view>

#include "verify/judgement.h"
#include "verify/sample.h"

namespace chimera::verify {

/// Of the trials of the scope: supported where the columns that hold the name anywhere have it in
/// all of them, contradicted where they have others alone. nullopt where the text says no such
/// thing, the name is no odd one, and where no such column says anything of them. O(cells).
std::optional<Judgement> judge_ran_on(const Dataset& dataset, std::string_view said,
                                      const Scope& scope);

}  // namespace chimera::verify
