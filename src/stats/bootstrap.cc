#include "stats/bootstrap.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/check.h"
#include "stats/distribution.h"

namespace chimera::stats {

namespace {

constexpr std::size_t kLargestJackknife = 20'000;

/// The statistic of each resample; absent where one is undefined.
std::optional<std::vector<double>> resampled(Values values, const SampleStatistic& statistic,
                                             const BootstrapOptions& options) {
  Random random(options.seed);
  std::vector<double> drawn(values.size());
  std::vector<double> result;
  result.reserve(options.resamples);
  for (std::size_t i = 0; i < options.resamples; ++i) {
    std::generate(drawn.begin(), drawn.end(), [&] { return values[random.index(values.size())]; });
    const Defined one = statistic(drawn);
    if (!one) {
      return std::nullopt;
    }
    result.push_back(*one);
  }
  return result;
}

/// The acceleration: a sixth of the skewness of the values' influences, by leaving each out.
Defined acceleration(Values values, const SampleStatistic& statistic) {
  if (values.size() > kLargestJackknife) {
    return std::nullopt;
  }
  std::vector<double> rest(values.begin() + 1, values.end());
  std::vector<double> left_out;
  left_out.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Defined one = statistic(rest);
    if (!one) {
      return std::nullopt;
    }
    left_out.push_back(*one);
    if (i + 1 < values.size()) {
      rest[i] = values[i];
    }
  }
  const double centre = mean(left_out).value_or(0);
  double squares = 0;
  double cubes = 0;
  for (const double one : left_out) {
    const double off = centre - one;
    squares += off * off;
    cubes += off * off * off;
  }
  const double result = cubes / (6 * std::pow(squares, 1.5));
  return std::isfinite(result) ? Defined(result) : std::nullopt;
}

/// The two shares of the resampled statistics at which the limits lie.
std::optional<std::array<double, 2>> bca_shares(Values values, const SampleStatistic& statistic,
                                                const std::vector<double>& draws, double level) {
  const Defined estimate = statistic(values);
  const Defined bend = acceleration(values, statistic);
  if (!estimate || !bend) {
    return std::nullopt;
  }
  std::size_t twice_below = 0;  // ties count half
  for (const double draw : draws) {
    twice_below += (draw < *estimate ? 1U : 0U) + (draw <= *estimate ? 1U : 0U);
  }
  if (twice_below == 0 || twice_below == 2 * draws.size()) {
    return std::nullopt;
  }
  const double below = static_cast<double>(twice_below) / (2 * static_cast<double>(draws.size()));
  const double bias = boost::math::quantile(Normal(), below);
  const double z = z_within(level);
  const auto share = [&](double at) {
    return boost::math::cdf(Normal(), bias + (bias + at) / (1 - *bend * (bias + at)));
  };
  const std::array<double, 2> shares{share(-z), share(z)};
  return shares[0] < shares[1] ? std::optional(shares) : std::nullopt;
}

}  // namespace

std::optional<Limits> bootstrap_interval(Values values, const SampleStatistic& statistic,
                                         const BootstrapOptions& options) {
  const bool in_range = options.level > 0 && options.level < 1 && options.resamples > 0;
  CHIMERA_CHECK(in_range, "a bootstrap needs a level in (0, 1) and resamples");
  if (values.size() < 2) {
    return std::nullopt;
  }
  const auto draws = resampled(values, statistic, options);
  if (!draws) {
    return std::nullopt;
  }
  std::array<double, 2> shares{(1 - options.level) / 2, (1 + options.level) / 2};
  if (options.kind == BootstrapKind::kBca) {
    const auto corrected = bca_shares(values, statistic, *draws, options.level);
    if (!corrected) {
      return std::nullopt;
    }
    shares = *corrected;
  }
  const std::vector<double> limits = percentiles(*draws, shares);
  return Limits{limits[0], limits[1]};
}

}  // namespace chimera::stats
