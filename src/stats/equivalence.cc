#include "stats/equivalence.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/distribution.h"
#include "stats/mean_difference.h"

namespace chimera::stats {

namespace {

std::optional<Equivalence> within(const std::optional<MeanDifference>& difference,
                                  const Limits& margin) {
  CHIMERA_CHECK(margin.low < margin.high, "a margin of equivalence has a width");
  if (!difference) {
    return std::nullopt;
  }
  const auto [value, error, df] = *difference;
  const double above_low = upper_p((value - margin.low) / error, df);
  const double below_high = upper_p((margin.high - value) / error, df);
  const double half = t_within(0.90, df) * error;
  const Equivalence result{std::max(above_low, below_high), value, {value - half, value + half}};
  return std::isfinite(result.p) && std::isfinite(half) ? std::optional(result) : std::nullopt;
}

using Difference = std::optional<MeanDifference> (*)(Values, Values);

std::optional<Equivalence> ratio_within(Values a, Values b, const Limits& margin,
                                        Difference difference) {
  CHIMERA_CHECK(margin.low > 0, "a margin of a ratio is positive");
  const auto log_a = logarithms(a);
  const auto log_b = logarithms(b);
  if (!log_a || !log_b) {
    return std::nullopt;
  }
  auto result = within(difference(*log_a, *log_b), {std::log(margin.low), std::log(margin.high)});
  if (result) {
    result->value = std::exp(result->value);
    result->limits = {std::exp(result->limits.low), std::exp(result->limits.high)};
  }
  return result && std::isfinite(result->limits.high) ? result : std::nullopt;
}

}  // namespace

std::optional<Equivalence> equivalence_test(Values a, Values b, const Limits& margin) {
  return within(welch_difference(a, b), margin);
}

std::optional<Equivalence> paired_equivalence_test(Values a, Values b, const Limits& margin) {
  return within(paired_difference(a, b), margin);
}

std::optional<Equivalence> ratio_equivalence_test(Values a, Values b, const Limits& margin) {
  return ratio_within(a, b, margin, welch_difference);
}

std::optional<Equivalence> paired_ratio_equivalence_test(Values a, Values b, const Limits& margin) {
  return ratio_within(a, b, margin, paired_difference);
}

}  // namespace chimera::stats
