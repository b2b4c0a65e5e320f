#include "query/intervals.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/bootstrap.h"
#include "stats/interval.h"
#include "stats/order_interval.h"

namespace chimera::query {

namespace {

constexpr double kLevel = 0.95;
constexpr std::size_t kSkewedMin = 10;    ///< fewer skewed values: the interval covers 92 %
constexpr std::size_t kOutlyingMin = 30;  ///< fewer values with outliers: no interval covers 93 %
constexpr std::size_t kOutliersFrom = 5;  ///< values by which an outlier can be told

FoundInterval named(const std::optional<stats::Limits>& limits, const std::string& method,
                    std::size_t n) {
  if (!limits) {
    return {std::nullopt, "the values have no spread to judge by"};
  }
  return {Interval{kLevel, limits->low, limits->high,
                   method + " over " + std::to_string(n) + " replicates"},
          ""};
}

/// Whether a few values lie far from the others: modified z above 3.5 (Iglewicz and Hoaglin 1993).
bool has_outliers(stats::Values values) {
  constexpr double kModifiedZ = 3.5;
  constexpr double kNormal = 0.6745;
  const auto centre = stats::median(values);
  const auto spread = stats::median_absolute_deviation(values);
  if (values.size() < kOutliersFrom || !centre || !spread || !(*spread > 0)) {
    return false;
  }
  return std::any_of(values.begin(), values.end(), [&](double value) {
    return kNormal * std::abs(value - *centre) > kModifiedZ * *spread;
  });
}

/// 0 where a value is not positive.
double deviation_of_logarithms(stats::Values values) {
  std::vector<double> logarithms;
  for (const double value : values) {
    if (!(value > 0)) {
      return 0;
    }
    logarithms.push_back(std::log(value));
  }
  return stats::standard_deviation(logarithms).value_or(0);
}

}  // namespace

FoundInterval mean_interval(stats::Values values) {
  constexpr double kStronglySkewed = 0.5;
  const std::size_t n = values.size();
  if (n < 2) {
    return {std::nullopt, "a single trial"};
  }
  if (deviation_of_logarithms(values) > kStronglySkewed) {
    const std::string method =
        n < kSkewedMin ? "lognormal interval (so few values: nearer 92 %)" : "lognormal interval";
    return named(stats::lognormal_mean_interval(values, kLevel), method, n);
  }
  if (!has_outliers(values)) {
    return named(stats::t_interval(values, kLevel), "t interval", n);
  }
  if (n < kOutlyingMin) {
    return {std::nullopt,
            "a few values lie far from the others: no interval of a mean over so few covers 95 %"};
  }
  // Sorted, since a resample is drawn by place and the order of the trials says nothing.
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const auto mean = [](stats::Values sample) { return stats::mean(sample); };
  return named(stats::bootstrap_interval(sorted, mean), "BCa bootstrap interval", n);
}

FoundInterval quantile_interval(stats::Values values, double share) {
  const stats::OrderInterval found = stats::order_interval(values, share, kLevel);
  if (!found.limits) {
    return {std::nullopt, "order statistics reach 95 % from " + std::to_string(found.n_needed) +
                              " replicates on"};
  }
  return named(found.limits, "order statistics", values.size());
}

}  // namespace chimera::query
