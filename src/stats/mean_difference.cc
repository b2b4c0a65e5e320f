#include "stats/mean_difference.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.h"

namespace chimera::stats {

std::optional<MeanDifference> welch_difference(Values a, Values b) {
  const Defined variance_a = variance(a);
  const Defined variance_b = variance(b);
  const Defined difference = mean_difference(a, b);
  if (!variance_a || !variance_b || !difference) {
    return std::nullopt;
  }
  const double part_a = *variance_a / static_cast<double>(a.size());
  const double part_b = *variance_b / static_cast<double>(b.size());
  const double error = std::sqrt(part_a + part_b);
  if (!(error > 0)) {
    return std::nullopt;
  }
  return MeanDifference{*difference, error, satterthwaite_df(part_a, a.size(), part_b, b.size())};
}

std::optional<MeanDifference> paired_difference(Values a, Values b) {
  const std::vector<double> off = differences(a, b);
  const Defined deviation = standard_deviation(off);
  const Defined centre = mean(off);
  if (!deviation || !centre ||
      !has_spread(*deviation, std::max(largest_magnitude(a), largest_magnitude(b)))) {
    return std::nullopt;
  }
  const auto n = static_cast<double>(off.size());
  return MeanDifference{*centre, *deviation / std::sqrt(n), n - 1};
}

double satterthwaite_df(double a, std::size_t n_a, double b, std::size_t n_b) {
  const double total = a + b;
  return total * total /
         (a * a / static_cast<double>(n_a - 1) + b * b / static_cast<double>(n_b - 1));
}

bool has_spread(double deviation, double largest) {
  constexpr double kRounding = 4 * std::numeric_limits<double>::epsilon();
  return deviation > kRounding * largest;
}

double largest_magnitude(Values values) {
  double largest = 0;
  for (const double value : values) {
    largest = std::max(largest, std::abs(value));
  }
  return largest;
}

std::vector<double> differences(Values a, Values b) {
  CHIMERA_CHECK(a.size() == b.size(), "pairs need two samples of one length");
  std::vector<double> result;
  result.reserve(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    result.push_back(b[i] - a[i]);
  }
  return result;
}

}  // namespace chimera::stats
