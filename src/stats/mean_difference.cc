#include "stats/mean_difference.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.h"

namespace chimera::stats {

namespace {

struct Spread {
  double variance = 0;
  std::size_t n = 0;
};

std::optional<MeanDifference> welch(double difference, const Spread& a, const Spread& b) {
  const double part_a = a.variance / static_cast<double>(a.n);
  const double part_b = b.variance / static_cast<double>(b.n);
  const double error = std::sqrt(part_a + part_b);
  if (!(error > 0)) {
    return std::nullopt;
  }
  return MeanDifference{difference, error, satterthwaite_df(part_a, a.n, part_b, b.n)};
}

}  // namespace

std::optional<MeanDifference> welch_difference(Values a, Values b) {
  const Defined variance_a = variance(a);
  const Defined variance_b = variance(b);
  const Defined difference = mean_difference(a, b);
  if (!variance_a || !variance_b || !difference) {
    return std::nullopt;
  }
  return welch(*difference, {*variance_a, a.size()}, {*variance_b, b.size()});
}

std::optional<MeanDifference> summary_difference(const Summary& a, const Summary& b) {
  if (a.n < 2 || b.n < 2) {
    return std::nullopt;
  }
  return welch(b.mean - a.mean, {a.deviation * a.deviation, a.n}, {b.deviation * b.deviation, b.n});
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

namespace {

/// Σ (value − its side's mean − its block's mean of these)² over both sides.
double squares_within_blocks(const Blocked& a, const Blocked& b, std::size_t blocks) {
  std::vector<double> off;
  std::vector<std::vector<double>> of_block(blocks);
  for (const Blocked* side : {&a, &b}) {
    const double centre = mean(side->values).value_or(0);
    for (std::size_t i = 0; i < side->values.size(); ++i) {
      off.push_back(side->values[i] - centre);
      of_block[side->block[i]].push_back(off.back());
    }
  }
  std::vector<double> centres;
  centres.reserve(blocks);
  for (const std::vector<double>& values : of_block) {
    centres.push_back(mean(values).value_or(0));
  }
  std::vector<double> squares;
  squares.reserve(off.size());
  for (std::size_t i = 0; i < off.size(); ++i) {
    const bool in_a = i < a.values.size();
    const std::uint32_t block = in_a ? a.block[i] : b.block[i - a.values.size()];
    const double residual = off[i] - centres[block];
    squares.push_back(residual * residual);
  }
  return sum(squares);
}

}  // namespace

std::optional<MeanDifference> blocked_difference(const Blocked& a, const Blocked& b) {
  CHIMERA_CHECK(a.values.size() == a.block.size() && b.values.size() == b.block.size(),
                "each value needs its block");
  const Defined difference = mean_difference(a.values, b.values);
  if (!difference) {
    return std::nullopt;
  }
  const std::size_t blocks = std::size_t{*std::max_element(a.block.begin(), a.block.end())} + 1;
  const std::size_t n = a.values.size() + b.values.size();
  if (n < blocks + 2) {
    return std::nullopt;
  }
  const auto df = static_cast<double>(n - blocks - 1);
  const double deviation = std::sqrt(squares_within_blocks(a, b, blocks) / df);
  if (!has_spread(deviation, std::max(largest_magnitude(a.values), largest_magnitude(b.values)))) {
    return std::nullopt;
  }
  const double parts =
      1 / static_cast<double>(a.values.size()) + 1 / static_cast<double>(b.values.size());
  return MeanDifference{*difference, deviation * std::sqrt(parts), df};
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
