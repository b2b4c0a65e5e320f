// Fisher's exact test of a 2 × 2 table: whether two shares differ, for small counts too.
#pragma once

#include <cstdint>

#include "stats/descriptive.h"

namespace chimera::stats {

struct TwoByTwo {
  std::uint64_t a_hits = 0;
  std::uint64_t a_misses = 0;
  std::uint64_t b_hits = 0;
  std::uint64_t b_misses = 0;
};

struct FisherOutcome {
  double p = 1;        ///< two-sided
  Defined odds_ratio;  ///< of the sample, (a_hits · b_misses) / (a_misses · b_hits); absent for x/0
};

/// The sum of the probabilities of all tables with these margins that are no likelier than this one
/// (within 1e-7, as R does), hypergeometric (Fisher 1935; Agresti 2002, 3.5.1). An empty row or
/// column gives p = 1. O(tables that aren't negligible), about √total.
/// REQUIRES: no count above 10^11.
FisherOutcome fisher_exact_test(const TwoByTwo& table);

}  // namespace chimera::stats
