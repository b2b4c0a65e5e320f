// Permutation tests of a difference of means: no distribution is assumed, only that under no effect
// the labels could as well be others (Pitman 1937).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "stats/descriptive.h"
#include "stats/random.h"

namespace chimera::stats {

struct PermutationOptions {
  std::size_t resamples = 9999;  ///< drawn where all arrangements are too many; ≥ 1
  std::uint64_t seed = kSeed;
};

struct PermutationOutcome {
  double difference = 0;         ///< mean(b) − mean(a)
  double p = 1;                  ///< two-sided: the share of differences at least as large
  bool exact = false;            ///< all arrangements were tried
  std::size_t arrangements = 0;  ///< tried or drawn
};

/// Values between two samples exchanged. Exact up to 200,000 choices; otherwise each draw shuffles
/// the values of the smaller sample out of the pooled ones (Fisher and Yates, one Random::index a
/// value), and p = (hits + 1) / (draws + 1) (Phipson and Smyth 2010). Absent for an empty sample.
/// O(arrangements · min(na, nb)).
std::optional<PermutationOutcome> permutation_test(Values a, Values b,
                                                   const PermutationOptions& options = {});

/// Signs of the differences b − a exchanged: exact up to 17 pairs; otherwise each draw takes a sign
/// from the top bit of Random::next() a pair. REQUIRES: equal lengths. Absent for n = 0.
std::optional<PermutationOutcome> paired_permutation_test(Values a, Values b,
                                                          const PermutationOptions& options = {});

}  // namespace chimera::stats
