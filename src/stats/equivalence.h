// Two one-sided tests: whether two means are as good as equal, which a large p of a t-test never
// says. The margin is the caller's: the smallest difference that would matter.
#pragma once

#include <optional>

#include "stats/descriptive.h"
#include "stats/interval.h"

namespace chimera::stats {

struct Equivalence {
  double p = 1;      ///< the larger of the two one-sided p: small where the means are equivalent
  double value = 0;  ///< mean(b) − mean(a), or the ratio of geometric means b / a
  Limits limits;     ///< of the value at 90 %: within the margin just where p < 0.05
};

/// Whether mean(b) − mean(a) lies within `margin`, with Welch's standard error (Schuirmann 1987).
/// Absent for n < 2 on a side or without spread. REQUIRES: margin.low < margin.high.
std::optional<Equivalence> equivalence_test(Values a, Values b, const Limits& margin);

/// The same for pairs. REQUIRES: equal lengths.
std::optional<Equivalence> paired_equivalence_test(Values a, Values b, const Limits& margin);

/// Whether the ratio of geometric means b / a lies within `margin` (such as 0.95 to 1.05): the test
/// above on logarithms. Absent where a value is ≤ 0 too. REQUIRES: 0 < margin.low < margin.high.
std::optional<Equivalence> ratio_equivalence_test(Values a, Values b, const Limits& margin);

/// The same for pairs. REQUIRES: equal lengths.
std::optional<Equivalence> paired_ratio_equivalence_test(Values a, Values b, const Limits& margin);

}  // namespace chimera::stats
