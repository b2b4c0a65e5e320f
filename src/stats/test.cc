#include "stats/test.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/check.h"
#include "stats/student.h"

namespace chimera::stats {

namespace {

constexpr double kLevel = 0.95;

double t_quantile(double df) {
  return t_within(kLevel, df);
}

/// Whether differences of numbers as large as `largest` are more than the rounding of subtracting:
/// 0.3 − 0.1 and 0.4 − 0.2 differ in the last bit, and that is no spread.
bool has_spread(double deviation, double largest) {
  constexpr double kRounding = 4 * std::numeric_limits<double>::epsilon();
  return deviation > kRounding * largest;
}

double largest_magnitude(Values a, Values b) {
  double largest = 0;
  for (const Values values : {a, b}) {
    for (const double value : values) {
      largest = std::max(largest, std::abs(value));
    }
  }
  return largest;
}

/// A difference with its standard error and degrees of freedom as a finished test; absent where a
/// number of it overflows.
std::optional<TestOutcome> outcome_of(double difference, double error, double df) {
  TestOutcome outcome;
  outcome.statistic = difference / error;
  outcome.df = df;
  outcome.difference = difference;
  outcome.p = two_sided_p(outcome.statistic, df);
  const double half = t_quantile(df) * error;
  outcome.difference_limits = {difference - half, difference + half};
  if (!std::isfinite(outcome.statistic) || !std::isfinite(outcome.p) || !std::isfinite(half)) {
    return std::nullopt;
  }
  return outcome;
}

/// Satterthwaite's degrees of freedom of a sum of two squared standard errors.
double satterthwaite(double a, std::size_t n_a, double b, std::size_t n_b) {
  const double total = a + b;
  return total * total /
         (a * a / static_cast<double>(n_a - 1) + b * b / static_cast<double>(n_b - 1));
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

/// value · e^±half; absent where that overflows.
std::optional<Limits> around_log(double value, double half) {
  const Limits limits{value * std::exp(-half), value * std::exp(half)};
  return std::isfinite(limits.low) && std::isfinite(limits.high) ? std::optional(limits)
                                                                 : std::nullopt;
}

}  // namespace

std::optional<TestOutcome> welch_test(Values a, Values b) {
  const Defined variance_a = variance(a);
  const Defined variance_b = variance(b);
  const Defined mean_a = mean(a);
  const Defined mean_b = mean(b);
  if (!variance_a || !variance_b || !mean_a || !mean_b) {
    return std::nullopt;
  }
  const double part_a = *variance_a / static_cast<double>(a.size());
  const double part_b = *variance_b / static_cast<double>(b.size());
  const double error = std::sqrt(part_a + part_b);
  if (!(error > 0)) {
    return std::nullopt;
  }
  return outcome_of(*mean_b - *mean_a, error, satterthwaite(part_a, a.size(), part_b, b.size()));
}

std::optional<TestOutcome> paired_test(Values a, Values b) {
  const std::vector<double> off = differences(a, b);
  const Defined deviation = standard_deviation(off);
  const Defined centre = mean(off);
  if (!deviation || !centre || !has_spread(*deviation, largest_magnitude(a, b))) {
    return std::nullopt;
  }
  const auto n = static_cast<double>(off.size());
  return outcome_of(*centre, *deviation / std::sqrt(n), n - 1);
}

std::optional<Ratio> ratio_of_means(Values a, Values b) {
  const Defined below = mean(a);
  const Defined above = mean(b);
  if (!below || !above || *below <= 0 || *above <= 0) {
    return std::nullopt;
  }
  Ratio ratio;
  ratio.value = *above / *below;
  if (!std::isfinite(ratio.value)) {
    return std::nullopt;
  }
  const Defined cv_a = coefficient_of_variation(a);
  const Defined cv_b = coefficient_of_variation(b);
  if (cv_a && cv_b) {
    const double part_a = *cv_a * *cv_a / static_cast<double>(a.size());
    const double part_b = *cv_b * *cv_b / static_cast<double>(b.size());
    const double error = std::sqrt(part_a + part_b);
    if (error > 0) {
      const double df = satterthwaite(part_a, a.size(), part_b, b.size());
      ratio.limits = around_log(ratio.value, t_quantile(df) * error);
    }
  }
  return ratio;
}

std::optional<Ratio> ratio_of_paired_means(Values a, Values b) {
  CHIMERA_CHECK(a.size() == b.size(), "pairs need two samples of one length");
  const Defined below = mean(a);
  const Defined above = mean(b);
  if (!below || !above || *below <= 0 || *above <= 0) {
    return std::nullopt;
  }
  Ratio ratio;
  ratio.value = *above / *below;
  if (!std::isfinite(ratio.value)) {
    return std::nullopt;
  }
  std::vector<double> off;
  off.reserve(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    off.push_back(b[i] / *above - a[i] / *below);
  }
  const Defined deviation = standard_deviation(off);
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    largest = std::max({largest, std::abs(b[i] / *above), std::abs(a[i] / *below)});
  }
  if (deviation && has_spread(*deviation, largest)) {
    const auto n = static_cast<double>(off.size());
    ratio.limits = around_log(ratio.value, t_quantile(n - 1) * *deviation / std::sqrt(n));
  }
  return ratio;
}

std::vector<double> holm_adjusted(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> adjusted(p.size());
  double highest = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const double scaled = p[order[rank]] * static_cast<double>(p.size() - rank);
    highest = std::max(highest, std::min(1.0, scaled));
    adjusted[order[rank]] = highest;
  }
  return adjusted;
}

}  // namespace chimera::stats
