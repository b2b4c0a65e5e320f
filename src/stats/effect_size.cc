#include "stats/effect_size.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "base/check.h"
#include "stats/distribution.h"
#include "stats/mean_difference.h"

namespace chimera::stats {

namespace {

constexpr double kLevel = 0.95;

/// value · e^±half; absent where that overflows.
std::optional<Limits> around_log(double value, double half) {
  const Limits limits{value * std::exp(-half), value * std::exp(half)};
  return std::isfinite(limits.low) && std::isfinite(limits.high) ? std::optional(limits)
                                                                 : std::nullopt;
}

struct Means {
  double below = 0;  ///< of a
  double above = 0;  ///< of b

  [[nodiscard]] Ratio ratio() const {
    return Ratio{.value = above / below, .limits = std::nullopt, .detectable = std::nullopt};
  }
};

/// Absent where one of them is not positive, or their ratio overflows.
std::optional<Means> means_of(Values a, Values b) {
  const Defined below = mean(a);
  const Defined above = mean(b);
  if (!below || !above || *below <= 0 || *above <= 0 || !std::isfinite(*above / *below)) {
    return std::nullopt;
  }
  return Means{*below, *above};
}

}  // namespace

Ratio with_log_error(Ratio ratio, double error, double df) {
  constexpr double kPower = 0.8;
  const double within = t_within(kLevel, df);
  const double seen = within + t_within(2 * kPower - 1, df);
  ratio.limits = around_log(ratio.value, within * error);
  const double detectable = std::exp(seen * error);
  ratio.detectable = std::isfinite(detectable) ? Defined(detectable) : std::nullopt;
  return ratio;
}

std::optional<Ratio> ratio_of_means(Values a, Values b) {
  const auto means = means_of(a, b);
  if (!means) {
    return std::nullopt;
  }
  const Ratio ratio = means->ratio();
  const Defined deviation_a = standard_deviation(a);
  const Defined deviation_b = standard_deviation(b);
  const double cv_a = deviation_a.value_or(0) / means->below;
  const double cv_b = deviation_b.value_or(0) / means->above;
  if (deviation_a && deviation_b && std::isfinite(cv_a) && std::isfinite(cv_b)) {
    const double part_a = cv_a * cv_a / static_cast<double>(a.size());
    const double part_b = cv_b * cv_b / static_cast<double>(b.size());
    const double error = std::sqrt(part_a + part_b);
    if (error > 0) {
      const double df = satterthwaite_df(part_a, a.size(), part_b, b.size());
      return with_log_error(ratio, error, df);
    }
  }
  return ratio;
}

std::optional<Ratio> ratio_of_summaries(const Summary& a, const Summary& b) {
  if (!(a.mean > 0) || !(b.mean > 0) || !std::isfinite(b.mean / a.mean)) {
    return std::nullopt;
  }
  Ratio ratio{.value = b.mean / a.mean, .limits = std::nullopt, .detectable = std::nullopt};
  const auto relative = summary_difference(Summary{1, a.deviation / a.mean, a.n},
                                           Summary{1, b.deviation / b.mean, b.n});
  return relative ? with_log_error(ratio, relative->error, relative->df) : ratio;
}

std::optional<Ratio> ratio_of_paired_means(Values a, Values b) {
  CHIMERA_CHECK(a.size() == b.size(), "pairs need two samples of one length");
  const auto means = means_of(a, b);
  if (!means) {
    return std::nullopt;
  }
  const auto [below, above] = *means;
  std::vector<double> off;
  off.reserve(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    off.push_back(b[i] / above - a[i] / below);
  }
  const Defined deviation = standard_deviation(off);
  const double largest = std::max(largest_magnitude(a) / below, largest_magnitude(b) / above);
  if (deviation && has_spread(*deviation, largest)) {
    const auto n = static_cast<double>(off.size());
    return with_log_error(means->ratio(), *deviation / std::sqrt(n), n - 1);
  }
  return means->ratio();
}

std::optional<Ratio> ratio_of_blocked_means(const Blocked& a, const Blocked& b) {
  const auto means = means_of(a.values, b.values);
  if (!means) {
    return std::nullopt;
  }
  const auto relative = [](Values values, double centre) {
    std::vector<double> made(values.begin(), values.end());
    std::transform(made.begin(), made.end(), made.begin(),
                   [&](double value) { return value / centre; });
    return made;
  };
  const std::vector<double> of_a = relative(a.values, means->below);
  const std::vector<double> of_b = relative(b.values, means->above);
  const auto difference = blocked_difference({of_a, a.block}, {of_b, b.block});
  return difference ? with_log_error(means->ratio(), difference->error, difference->df)
                    : means->ratio();
}

Defined hedges_g(Values a, Values b) {
  const Defined difference = mean_difference(a, b);
  if (!difference || a.size() + b.size() < 4) {
    return std::nullopt;
  }
  const auto squares = [](Values values) {
    return variance(values).value_or(0) * static_cast<double>(values.size() - 1);
  };
  const auto df = static_cast<double>(a.size() + b.size() - 2);
  const double pooled = std::sqrt((squares(a) + squares(b)) / df);
  if (!(pooled > 0) || !std::isfinite(pooled)) {
    return std::nullopt;
  }
  const double inverse =
      boost::math::tgamma_delta_ratio((df - 1) / 2, 0.5, QuietPolicy()) * std::sqrt(df / 2);
  return *difference / pooled / inverse;
}

Defined cliffs_delta(Values a, Values b) {
  if (a.empty() || b.empty()) {
    return std::nullopt;
  }
  std::vector<double> sorted(a.begin(), a.end());
  std::sort(sorted.begin(), sorted.end());
  double balance = 0;  // whole numbers: exact up to 2^53 pairs
  for (const double value : b) {
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
    balance += static_cast<double>((first - sorted.begin()) - (sorted.end() - last));
  }
  return balance / (static_cast<double>(a.size()) * static_cast<double>(b.size()));
}

}  // namespace chimera::stats
