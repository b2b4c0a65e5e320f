#include "stats/power.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/distribution.h"

namespace chimera::stats {

namespace {

constexpr std::size_t kLargestGroup = 10'000'000;
constexpr double kLargestEffect = 1000;

bool is_share(double value) {
  return value > 0 && value < 1;
}

}  // namespace

Defined two_sample_power(double d, const GroupSizes& n, double alpha) {
  CHIMERA_CHECK(is_share(alpha), "a level of significance lies in (0, 1)");
  if (n.a == 0 || n.b == 0 || n.a + n.b < 3) {
    return std::nullopt;
  }
  const auto a = static_cast<double>(n.a);
  const auto b = static_cast<double>(n.b);
  const double df = a + b - 2;
  const double shift = std::abs(d) * std::sqrt(a * b / (a + b));
  const double critical = t_within(1 - alpha, df);
  // A sample of this size sees such an effect for certain; the series would need very many terms.
  constexpr double kCertain = 40;
  if (shift > critical + kCertain && df > 30) {
    return 1.0;
  }
  const NoncentralT shifted(df, shift);
  const double power = boost::math::cdf(boost::math::complement(shifted, critical)) +
                       boost::math::cdf(shifted, -critical);
  return std::isfinite(power) ? Defined(std::clamp(power, 0.0, 1.0)) : std::nullopt;
}

std::optional<std::size_t> group_size_needed(double d, double power, double alpha) {
  CHIMERA_CHECK(is_share(power), "a power lies in (0, 1)");
  const auto reached = [&](std::size_t n) {
    return two_sample_power(d, {n, n}, alpha).value_or(0) >= power;
  };
  std::size_t low = 1;
  std::size_t high = 2;
  while (!reached(high)) {
    if (high >= kLargestGroup) {
      return std::nullopt;
    }
    low = high;
    high = std::min(2 * high, kLargestGroup);
  }
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (reached(middle) ? high : low) = middle;
  }
  return high;
}

Defined detectable_effect(const GroupSizes& n, double power, double alpha) {
  const bool in_range = power > alpha && power < 1;
  CHIMERA_CHECK(in_range, "a power lies between alpha and 1");
  const auto reached = [&](double d) { return two_sample_power(d, n, alpha).value_or(0) >= power; };
  double low = 0;
  double high = 0.01;
  while (!reached(high)) {
    if (high > kLargestEffect) {
      return std::nullopt;
    }
    low = high;
    high *= 2;
  }
  constexpr double kPrecision = 1e-13;
  while (high - low > kPrecision * high) {
    const double middle = low + (high - low) / 2;
    (reached(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace chimera::stats
