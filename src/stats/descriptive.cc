#include "stats/descriptive.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/check.h"

namespace chimera::stats {

namespace {

bool is_zero(double value) {
  return std::fpclassify(value) == FP_ZERO;
}

/// What overflows has no value in a double: absent rather than infinite.
Defined finite(double value) {
  return std::isfinite(value) ? Defined(value) : std::nullopt;
}

}  // namespace

double sum(Values values) {
  // Neumaier 1974: the lost low parts are summed apart.
  double total = 0;
  double lost = 0;
  for (const double value : values) {
    const double next = total + value;
    lost += std::abs(total) >= std::abs(value) ? (total - next) + value : (value - next) + total;
    total = next;
  }
  return total + lost;
}

Defined mean(Values values) {
  if (values.empty()) {
    return std::nullopt;
  }
  // The rounded quotient may lie an ulp outside; between the extremes, equal values have exactly
  // themselves as their mean, and no variance.
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const Defined quotient = finite(sum(values) / static_cast<double>(values.size()));
  return quotient ? Defined(std::clamp(*quotient, *low, *high)) : std::nullopt;
}

Defined variance(Values values) {
  if (values.size() < 2) {
    return std::nullopt;
  }
  const Defined centre = mean(values);
  if (!centre) {
    return std::nullopt;
  }
  std::vector<double> squares;
  std::vector<double> rest;
  squares.reserve(values.size());
  rest.reserve(values.size());
  for (const double value : values) {
    const double off = value - *centre;
    squares.push_back(off * off);
    rest.push_back(off);
  }
  // The rounding of the mean leaves a rest whose square is taken off (Chan et al. 1983).
  const auto n = static_cast<double>(values.size());
  const double off_sum = sum(rest);
  const Defined result = finite((sum(squares) - off_sum * off_sum / n) / (n - 1));
  return result ? Defined(std::max(0.0, *result)) : std::nullopt;
}

Defined standard_deviation(Values values) {
  const Defined squared = variance(values);
  return squared ? Defined(std::sqrt(*squared)) : std::nullopt;
}

Defined coefficient_of_variation(Values values) {
  const Defined deviation = standard_deviation(values);
  const Defined centre = mean(values);
  if (!deviation || !centre || is_zero(*centre)) {
    return std::nullopt;
  }
  return finite(*deviation / *centre);
}

Defined minimum(Values values) {
  return values.empty() ? std::nullopt : Defined(*std::min_element(values.begin(), values.end()));
}

Defined maximum(Values values) {
  return values.empty() ? std::nullopt : Defined(*std::max_element(values.begin(), values.end()));
}

Defined percentile(Values values, double share) {
  const bool in_range = share >= 0 && share <= 1;
  CHIMERA_CHECK(in_range, "a percentile's share lies in [0, 1]");
  if (values.empty()) {
    return std::nullopt;
  }
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const double position = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = position - static_cast<double>(below);
  const double step = sorted[above] - sorted[below];
  // From the nearer end, as numpy does it: monotone in `share`, exact at both ends.
  return finite(part < 0.5 ? sorted[below] + part * step : sorted[above] - (1 - part) * step);
}

Defined median(Values values) {
  return percentile(values, 0.5);
}

Defined interquartile_range(Values values) {
  const Defined low = percentile(values, 0.25);
  const Defined high = percentile(values, 0.75);
  return low && high ? finite(*high - *low) : std::nullopt;
}

Defined geometric_mean(Values values) {
  std::vector<double> logs;
  logs.reserve(values.size());
  for (const double value : values) {
    if (value <= 0) {
      return std::nullopt;
    }
    logs.push_back(std::log(value));
  }
  const Defined centre = mean(logs);
  return centre ? Defined(std::exp(*centre)) : std::nullopt;
}

}  // namespace chimera::stats
