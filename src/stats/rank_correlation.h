// Kendall's rank correlation: whether one value rises with another, whatever the shape.
#pragma once

#include <optional>

#include "stats/descriptive.h"

namespace chimera::stats {

struct RankCorrelation {
  double tau_b = 0;      ///< in [−1, 1]; ties counted out of both (Kendall 1945)
  double statistic = 0;  ///< z: concordant less discordant pairs ÷ its standard deviation
  double p = 1;  ///< two-sided: exact up to 33 pairs without ties, else of the normal distribution
};

/// As scipy's kendalltau: exact p from the numbers of permutations (Kendall 1970), else the normal
/// distribution with the variance for ties. Absent for fewer than three pairs or where one side has
/// one value only. O(n log n). REQUIRES: equal lengths.
std::optional<RankCorrelation> kendall(Values x, Values y);

}  // namespace chimera::stats
