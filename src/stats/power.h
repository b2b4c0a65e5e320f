// What a two-sample t-test can see: its power, the values a group needs, the smallest effect it
// would have seen. Effects are in standard deviations (Cohen's d); two-sided, equal variances, by
// the noncentral t distribution with n_a + n_b − 2 degrees of freedom (Cohen 1988).
#pragma once

#include <cstddef>
#include <optional>

#include "stats/descriptive.h"

namespace chimera::stats {

struct GroupSizes {
  std::size_t a = 0;
  std::size_t b = 0;
};

/// The chance to reject at `alpha` where the true effect is `d`:
/// P(|t'| > t(1 − alpha/2)), t' with noncentrality d √(na nb / (na + nb)). Absent where a group is
/// empty or there are fewer than three values.
Defined two_sample_power(double d, const GroupSizes& n, double alpha);

/// The smallest n for each of two equal groups at which `power` is reached; absent where ten
/// million don't reach it (d = 0). REQUIRES: alpha and power in (0, 1).
std::optional<std::size_t> group_size_needed(double d, double power, double alpha);

/// The smallest d > 0 that would be seen with chance `power`; absent as for two_sample_power, or
/// where it is above 1000. REQUIRES: alpha < power < 1.
Defined detectable_effect(const GroupSizes& n, double power, double alpha);

}  // namespace chimera::stats
