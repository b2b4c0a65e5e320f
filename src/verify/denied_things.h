// What a report says that the data lack or hold besides what was measured of what: "no energy or
// power telemetry is present", "there is no perplexity figure", "GPU temperature is absent",
// "energy measurements are included". One of several things that is there refutes a denial of all.
#pragma once

#include <optional>

#include "verify/statements.h"

namespace chimera::verify {

/// nullopt where the clause denies nothing that names of columns, keys and files tell.
std::optional<Judgement> judge_denied_things(const Dataset& dataset,
                                             const StatementContext& context);

/// "Detailed energy measurements are included": refuted where nothing is called so; nullopt else.
std::optional<Judgement> judge_claimed_things(const Dataset& dataset,
                                              const StatementContext& context);

}  // namespace chimera::verify
