#include "stats/order_interval.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/check.h"
#include "stats/distribution.h"

namespace chimera::stats {

namespace {

bool is_share(double value) {
  return value > 0 && value < 1;
}

/// P(B ≤ k) for k from −1 to n.
double at_most(const Binomial& trials, std::ptrdiff_t k) {
  return k < 0 ? 0.0 : boost::math::cdf(trials, static_cast<double>(k));
}

double more_than(const Binomial& trials, std::ptrdiff_t k) {
  return k < 0 ? 1.0 : boost::math::cdf(boost::math::complement(trials, static_cast<double>(k)));
}

/// The smallest k in [0, n] that `holds`, which stays true above it; n holds.
template <typename Predicate>
std::ptrdiff_t first_that(std::ptrdiff_t n, Predicate holds) {
  std::ptrdiff_t low = -1;
  std::ptrdiff_t high = n;
  while (high - low > 1) {
    const std::ptrdiff_t middle = low + (high - low) / 2;
    (holds(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace

OrderInterval order_interval(Values values, double share, double level) {
  CHIMERA_CHECK(is_share(share), "a quantile's share lies in (0, 1)");
  CHIMERA_CHECK(is_share(level), "a level of confidence lies in (0, 1)");
  OrderInterval result;
  const double tail = (1 - level) / 2;
  // The rarer side has to be seen once: max(share, 1 − share)^n ≤ tail.
  result.n_needed =
      static_cast<std::size_t>(std::ceil(std::log(tail) / std::log(std::max(share, 1 - share))));
  const auto n = static_cast<std::ptrdiff_t>(values.size());
  if (n == 0) {
    return result;
  }
  const Binomial trials(static_cast<double>(n), share);
  // Counted from 0: the values below `low` are as many as may be.
  const std::ptrdiff_t low =
      first_that(n, [&](std::ptrdiff_t k) { return at_most(trials, k) > tail; }) - 1;
  const std::ptrdiff_t high =
      first_that(n, [&](std::ptrdiff_t k) { return more_than(trials, k) <= tail; });
  if (low < 0 || high >= n) {
    return result;
  }
  std::vector<double> parted(values.begin(), values.end());
  std::nth_element(parted.begin(), parted.begin() + low, parted.end());
  const double lower = parted[static_cast<std::size_t>(low)];
  std::nth_element(parted.begin() + low, parted.begin() + high, parted.end());
  result.limits = Limits{lower, parted[static_cast<std::size_t>(high)]};
  result.achieved = 1 - at_most(trials, low) - more_than(trials, high);
  return result;
}

}  // namespace chimera::stats
