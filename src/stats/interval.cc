#include "stats/interval.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/distribution.h"

namespace chimera::stats {

namespace {

void check_level(double level) {
  const bool in_range = level > 0 && level < 1;
  CHIMERA_CHECK(in_range, "a level of confidence lies in (0, 1)");
}

std::optional<Limits> around(double centre, double half) {
  const Limits limits{centre - half, centre + half};
  return std::isfinite(limits.low) && std::isfinite(limits.high) ? std::optional(limits)
                                                                 : std::nullopt;
}

std::optional<Limits> exponentials(const std::optional<Limits>& logs) {
  if (!logs || !std::isfinite(std::exp(logs->high))) {
    return std::nullopt;
  }
  return Limits{std::exp(logs->low), std::exp(logs->high)};
}

}  // namespace

std::optional<Limits> t_interval(Values values, double level) {
  check_level(level);
  const Defined deviation = standard_deviation(values);
  const Defined centre = mean(values);
  if (!deviation || !centre) {
    return std::nullopt;
  }
  const auto n = static_cast<double>(values.size());
  const double half = t_within(level, n - 1) * *deviation / std::sqrt(n);
  return around(*centre, half);
}

std::optional<Limits> log_t_interval(Values values, double level) {
  const auto logs = logarithms(values);
  return logs ? exponentials(t_interval(*logs, level)) : std::nullopt;
}

std::optional<Limits> lognormal_mean_interval(Values values, double level) {
  check_level(level);
  const auto logs = logarithms(values);
  const Defined squared = logs ? variance(*logs) : std::nullopt;
  const Defined centre = logs ? mean(*logs) : std::nullopt;
  if (!squared || !centre) {
    return std::nullopt;
  }
  const auto n = static_cast<double>(values.size());
  const double error = std::sqrt(*squared / n + *squared * *squared / (2 * (n - 1)));
  return exponentials(around(*centre + *squared / 2, t_within(level, n - 1) * error));
}

std::optional<Limits> wilson_interval(std::size_t hits, std::size_t n, double level) {
  check_level(level);
  CHIMERA_CHECK(hits <= n, "more hits than trials");
  if (n == 0) {
    return std::nullopt;
  }
  const double z = z_within(level);
  const auto size = static_cast<double>(n);
  const double share = static_cast<double>(hits) / size;
  const double scale = 1 + z * z / size;
  const double centre = (share + z * z / (2 * size)) / scale;
  const double half = z * std::sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / scale;
  // At the ends the formula gives 0 and 1 but for rounding.
  return Limits{hits == 0 ? 0.0 : std::max(0.0, centre - half),
                hits == n ? 1.0 : std::min(1.0, centre + half)};
}

}  // namespace chimera::stats
