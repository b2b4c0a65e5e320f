// Anybody's report against the raw data: each statement that could be true or false gets a verdict,
// the true value, the query that computes it and the cells behind it. No model is asked, and what
// the report says to a reader or a program changes no verdict. A caller can't see how names were
// bound, only the reason that each claim gives.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "data/claim.h"
#include "data/observations.h"
#include "verify/dataset.h"

namespace chimera::verify {

struct Verified {
  std::vector<Claim> claims;  ///< by line and column, not overlapping
};

/// kInput where the report is no text, or too large; kInterrupted where cancelled. `texts` are the
/// tree's documents without the report itself. O(report · names + claims · rows).
Result<Verified> verify_report(std::string_view report, const Observations& observations,
                               const std::vector<TreeText>& texts, const Cancel& cancel);

}  // namespace chimera::verify
