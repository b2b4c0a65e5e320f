// Facts → findings: what the data say, each statement with its facts, its strength and all the true
// sentences that say it. Nothing here supposes a name of any particular tree.
#pragma once

#include "base/cancel.h"
#include "data/finding.h"
#include "data/observations.h"
#include "findings/kept_wording.h"

namespace chimera::findings {

/// Everything that the data say, the same for the same data; less, of no use, once `cancel` is
/// raised. O(tables · factors · rows). Of kStatements the findings have no lattice and no
/// consequences, which of many findings take more memory than all else, and there is no plan (nor
/// the spreads that it is sized by) and no list of names.
Analysis analyze(const Observations& observations, const Cancel& cancel = {},
                 Wording wording = Wording::kAll);

}  // namespace chimera::findings
