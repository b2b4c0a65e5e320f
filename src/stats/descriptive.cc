#include "stats/descriptive.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "base/check.h"

namespace chimera::stats {

namespace {

bool is_zero(double value) {
  return std::fpclassify(value) == FP_ZERO;
}

/// The lost low parts are summed apart, as Neumaier 1974 does; what an addition loses is found
/// without asking which summand is larger (Knuth 1997, 4.2.2, theorem B).
class Sum {
 public:
  void add(double value) {
    const double next = total_ + value;
    const double added = next - total_;
    lost_ += (total_ - (next - added)) + (value - added);
    total_ = next;
  }

  [[nodiscard]] double value() const { return total_ + lost_; }

 private:
  double total_ = 0;
  double lost_ = 0;
};

/// What overflows has no value in a double: absent rather than infinite.
Defined finite(double value) {
  return std::isfinite(value) ? Defined(value) : std::nullopt;
}

/// The values less their median, so that interpolating at a large offset costs a spread no digits;
/// none where that overflows.
std::vector<double> around_median(Values values) {
  std::vector<double> off(values.begin(), values.end());
  const double centre = median(values).value_or(0);
  for (double& value : off) {
    value -= centre;
    if (!std::isfinite(value)) {
      return {};
    }
  }
  return off;
}

}  // namespace

double sum(Values values) {
  Sum all;
  for (const double value : values) {
    all.add(value);
  }
  return all.value();
}

Defined mean(Values values) {
  if (values.empty()) {
    return std::nullopt;
  }
  // The rounded quotient may lie an ulp outside; between the extremes, equal values have exactly
  // themselves as their mean, and no variance.
  double low = values.front();
  double high = values.front();
  for (const double value : values) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  const Defined quotient = finite(sum(values) / static_cast<double>(values.size()));
  return quotient ? Defined(std::clamp(*quotient, low, high)) : std::nullopt;
}

Defined mean_difference(Values a, Values b) {
  if (a.empty() || b.empty()) {
    return std::nullopt;
  }
  // Subtracting near numbers is exact (Sterbenz), so what a large offset would cost isn't lost.
  const double pivot = a.front();
  std::vector<double> off(std::max(a.size(), b.size()));
  const auto centre = [&](Values values) {
    std::transform(values.begin(), values.end(), off.begin(),
                   [&](double value) { return value - pivot; });
    return mean(Values(off).first(values.size()));
  };
  const Defined mean_a = centre(a);
  const Defined mean_b = centre(b);
  return mean_a && mean_b ? finite(*mean_b - *mean_a) : std::nullopt;
}

Defined variance(Values values) {
  if (values.size() < 2) {
    return std::nullopt;
  }
  const Defined centre = mean(values);
  if (!centre) {
    return std::nullopt;
  }
  Sum squares;
  Sum rest;
  for (const double value : values) {
    const double off = value - *centre;
    squares.add(off * off);
    rest.add(off);
  }
  // The rounding of the mean leaves a rest whose square is taken off (Chan et al. 1983).
  const auto n = static_cast<double>(values.size());
  const double off_sum = rest.value();
  const Defined result = finite((squares.value() - off_sum * off_sum / n) / (n - 1));
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

std::vector<double> percentiles(Values values, std::span<const double> shares) {
  if (values.empty()) {
    return {};
  }
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return shares[a] < shares[b]; });
  std::vector<double> parted(values.begin(), values.end());
  std::vector<double> result(shares.size());
  auto start = parted.begin();
  for (const std::size_t at : order) {
    const bool in_range = shares[at] >= 0 && shares[at] <= 1;
    CHIMERA_CHECK(in_range, "a percentile's share lies in [0, 1]");
    const double position = shares[at] * static_cast<double>(parted.size() - 1);
    const auto below = parted.begin() + static_cast<std::ptrdiff_t>(position);
    // What lies before the last percentile is at most as large: only the rest needs parting.
    std::nth_element(start, below, parted.end());
    start = below;
    const double low = *below;
    const double high =
        below + 1 == parted.end() ? low : *std::min_element(below + 1, parted.end());
    const double part = position - std::floor(position);
    // From the nearer end, as numpy does it: monotone in `share`, exact at both ends.
    result[at] = part < 0.5 ? low + part * (high - low) : high - (1 - part) * (high - low);
  }
  return result;
}

Defined percentile(Values values, double share) {
  const std::vector<double> one = percentiles(values, std::span(&share, 1));
  return one.empty() ? std::nullopt : finite(one.front());
}

Defined median(Values values) {
  return percentile(values, 0.5);
}

Defined median_absolute_deviation(Values values) {
  const std::vector<double> off = around_median(values);
  const Defined rest = median(off);
  if (!rest) {
    return std::nullopt;
  }
  std::vector<double> sizes;
  sizes.reserve(off.size());
  for (const double value : off) {
    sizes.push_back(std::abs(value - *rest));
  }
  return median(sizes);
}

Defined interquartile_range(Values values) {
  const std::vector<double> quarters = percentiles(around_median(values), std::array{0.25, 0.75});
  return quarters.empty() ? std::nullopt : finite(quarters[1] - quarters[0]);
}

std::optional<std::vector<double>> logarithms(Values values) {
  std::vector<double> logs;
  logs.reserve(values.size());
  for (const double value : values) {
    if (value <= 0) {
      return std::nullopt;
    }
    logs.push_back(std::log(value));
  }
  return logs;
}

Defined geometric_mean(Values values) {
  const auto logs = logarithms(values);
  const Defined centre = logs ? mean(*logs) : std::nullopt;
  return centre ? finite(std::exp(*centre)) : std::nullopt;
}

}  // namespace chimera::stats
