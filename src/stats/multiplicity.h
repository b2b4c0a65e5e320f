// p-values adjusted for how many of them there are. In the order given; O(n log n).
#pragma once

#include <span>
#include <vector>

namespace chimera::stats {

/// Holm's step-down adjustment: the chance of one false rejection or more in the family stays below
/// the level, whatever the dependence (Holm 1979). The k-th smallest of n is multiplied by
/// n − k + 1, kept monotone and ≤ 1.
std::vector<double> holm_adjusted(std::span<const double> p);

/// Benjamini and Hochberg's step-up adjustment: the expected share of false rejections stays below
/// the level, for independent or positively dependent tests (1995). The k-th smallest of n is
/// multiplied by n / k, kept monotone.
std::vector<double> benjamini_hochberg_adjusted(std::span<const double> p);

}  // namespace chimera::stats
