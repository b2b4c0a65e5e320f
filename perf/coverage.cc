// How often each interval really covers what it is of: 2,000 draws for each distribution and n.
// Prints the tables of docs/statistics.md.
#include <fmt/core.h>

#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

#include "stats/bootstrap.h"
#include "stats/descriptive.h"
#include "stats/interval.h"
#include "stats/order_interval.h"
#include "stats/random.h"

namespace {

using chimera::stats::BootstrapKind;
using chimera::stats::BootstrapOptions;
using chimera::stats::Defined;
using chimera::stats::Limits;
using chimera::stats::Random;
using chimera::stats::Values;

constexpr std::size_t kDraws = 2000;
constexpr double kLevel = 0.95;
constexpr std::array<std::size_t, 3> kSizes{5, 10, 30};

double standard_normal(Random& random) {  // Box and Muller 1958
  const double radius = std::sqrt(-2 * std::log(1 - random.uniform()));
  return radius * std::cos(2 * std::numbers::pi * random.uniform());
}

/// A distribution, and what is true of it.
struct Source {
  std::string name;
  std::function<double(Random&)> draw;
  double mean;
  double median;
  double geometric_mean;
};

double log_mean_of_normal(double centre, double deviation) {
  // E log X by the midpoint rule over ±8 deviations.
  constexpr int kSteps = 100'000;
  double total = 0;
  double weights = 0;
  for (int i = 0; i < kSteps; ++i) {
    const double z = -8 + 16 * (i + 0.5) / kSteps;
    const double weight = std::exp(-z * z / 2);
    total += weight * std::log(centre + deviation * z);
    weights += weight;
  }
  return total / weights;
}

Source lognormal(double sigma) {
  return {fmt::format("lognormal, σ = {}", sigma),
          [sigma](Random& random) { return std::exp(sigma * standard_normal(random)); },
          std::exp(sigma * sigma / 2), 1, 1};
}

/// One value in ten is three times as large.
Source contaminated() {
  const auto share_below = [](double x) {
    const auto below = [](double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; };
    return 0.9 * below((x - 100) / 5) + 0.1 * below((x - 300) / 15);
  };
  double low = 50;
  double high = 150;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (share_below(middle) < 0.5 ? low : high) = middle;
  }
  return {"one in ten three times as large",
          [](Random& random) {
            const double factor = random.uniform() < 0.1 ? 3 : 1;
            return factor * (100 + 5 * standard_normal(random));
          },
          120, low, std::exp(log_mean_of_normal(100, 5) + 0.1 * std::log(3))};
}

std::vector<Source> sources() {
  const Source normal{"normal, 5 % CV",
                      [](Random& random) { return 100 + 5 * standard_normal(random); }, 100, 100,
                      std::exp(log_mean_of_normal(100, 5))};
  return {normal, lognormal(0.3), lognormal(1), contaminated()};
}

struct Interval {
  std::string name;
  std::function<std::optional<Limits>(Values)> of;
  double Source::*target;
};

std::function<std::optional<Limits>(Values)> bootstrap(BootstrapKind kind, Defined (*of)(Values)) {
  BootstrapOptions options;
  options.resamples = 1000;
  options.kind = kind;
  return [options, of](Values values) { return bootstrap_interval(values, of, options); };
}

std::vector<Interval> intervals() {
  namespace stats = chimera::stats;
  const auto order = [](Values values) {
    return stats::order_interval(values, 0.5, kLevel).limits;
  };
  const auto log_t = [](Values values) { return stats::log_t_interval(values, kLevel); };
  return {
      {"mean: t", [](Values values) { return stats::t_interval(values, kLevel); }, &Source::mean},
      {"mean: lognormal (Cox, Olsson)",
       [](Values values) { return stats::lognormal_mean_interval(values, kLevel); }, &Source::mean},
      {"mean: bootstrap, percentile", bootstrap(BootstrapKind::kPercentile, stats::mean),
       &Source::mean},
      {"mean: bootstrap, BCa", bootstrap(BootstrapKind::kBca, stats::mean), &Source::mean},
      {"geometric mean: t of logarithms", log_t, &Source::geometric_mean},
      {"median: t of logarithms", log_t, &Source::median},
      {"median: order statistics", order, &Source::median},
      {"median: bootstrap, percentile", bootstrap(BootstrapKind::kPercentile, stats::median),
       &Source::median},
  };
}

/// The share covered, in percent; absent where there is no interval.
std::optional<double> covered(const Interval& interval, const Source& source, std::size_t n) {
  Random random(chimera::stats::kSeed + n);
  std::size_t found = 0;
  std::size_t hits = 0;
  std::vector<double> values(n);
  for (std::size_t i = 0; i < kDraws; ++i) {
    for (double& value : values) {
      value = source.draw(random);
    }
    if (const auto limits = interval.of(values)) {
      ++found;
      const double truth = source.*interval.target;
      hits += limits->low <= truth && truth <= limits->high ? 1U : 0U;
    }
  }
  return found * 2 > kDraws
             ? std::optional(100 * static_cast<double>(hits) / static_cast<double>(found))
             : std::nullopt;
}

void print_cell(const std::optional<double>& percent) {
  fmt::print(" {} |", percent ? fmt::format("{:.1f}", *percent) : "none");
}

void print_intervals() {
  fmt::print(
      "| interval at 95 % | distribution | n = 5 | n = 10 | n = 30 |\n|---|---|--:|--:|--:|\n");
  for (const Interval& interval : intervals()) {
    for (const Source& source : sources()) {
      fmt::print("| {} | {} |", interval.name, source.name);
      for (const std::size_t n : kSizes) {
        print_cell(covered(interval, source, n));
      }
      fmt::print("\n");
    }
  }
}

double wilson_covered(double share, std::size_t n) {
  Random random(chimera::stats::kSeed + n);
  std::size_t hits = 0;
  for (std::size_t i = 0; i < kDraws; ++i) {
    std::size_t successes = 0;
    for (std::size_t k = 0; k < n; ++k) {
      successes += random.uniform() < share ? 1U : 0U;
    }
    const Limits limits = chimera::stats::wilson_interval(successes, n, kLevel).value_or(Limits{});
    hits += limits.low <= share && share <= limits.high ? 1U : 0U;
  }
  return 100 * static_cast<double>(hits) / kDraws;
}

void print_wilson() {
  fmt::print("\n| Wilson at 95 %, true share | n = 5 | n = 10 | n = 30 |\n|---|--:|--:|--:|\n");
  for (const double share : {0.02, 0.1, 0.3, 0.5}) {
    fmt::print("| {} |", share);
    for (const std::size_t n : kSizes) {
      print_cell(wilson_covered(share, n));
    }
    fmt::print("\n");
  }
}

}  // namespace

int main() {
  print_intervals();
  print_wilson();
  return 0;
}
