// Tests on ranks, for skewed values and outliers: Mann and Whitney's of two samples, Wilcoxon's
// signed ranks of pairs. Exact where both the data and the time allow it; the outcome says which.
#pragma once

#include <optional>
#include <vector>

#include "stats/descriptive.h"

namespace chimera::stats {

struct RankOutcome {
  double statistic = 0;  ///< U of b (pairs with b > a, ties half), or the rank sum of b − a > 0
  double p = 1;          ///< two-sided
  bool exact = false;
};

/// Ranks from 1, tied values sharing their mean rank. O(n log n).
std::vector<double> mid_ranks(Values values);

/// Mann–Whitney test (1947). Exact where each sample has fewer than 50 values and none are tied;
/// otherwise normal, variance corrected for ties, continuity correction ½ (Hollander, Wolfe and
/// Chicken 2014, 4.1; as R's wilcox.test). Absent for an empty sample. p is 1 where all are tied.
std::optional<RankOutcome> mann_whitney_test(Values a, Values b);

/// Wilcoxon's signed rank test of b − a (1945); pairs without a difference are left out,
/// and differences that only the rounding of subtracting parts are tied. Exact for
/// fewer than 50 pairs without ties and without such pairs, else normal with both corrections
/// (ibid. 3.1). REQUIRES: equal lengths. Absent where no pair differs.
std::optional<RankOutcome> signed_rank_test(Values a, Values b);

}  // namespace chimera::stats
