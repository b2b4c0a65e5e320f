// Pearson's correlation: how far two series lie on one straight line.
#pragma once

#include "stats/descriptive.h"

namespace chimera::stats {

/// Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²), two-pass, in [−1, 1].
/// Absent for fewer than two pairs or where one side has one value only. O(n). REQUIRES: equal
/// lengths.
Defined pearson(Values x, Values y);

/// The same of mid-ranks: Spearman's rank correlation. O(n log n).
Defined spearman(Values x, Values y);

}  // namespace chimera::stats
