// The judge of what a model writes by itself: the verifier, over the observations that the report
// is of. Joined here, since whoever writes must not know it.
#pragma once

#include "data/observations.h"
#include "write/judge.h"

namespace chimera::cli {

/// A sentence holds where at least one claim is found in it, all are supported, and no numeral
/// outside code spans stands beside them. `observations` outlive the judge. Each sentence costs as
/// much as verifying a report of that length.
write::Judge sentence_judge(const Observations& observations);

}  // namespace chimera::cli
