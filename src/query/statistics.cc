#include "query/statistics.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "stats/interval.h"

namespace chimera::query {

namespace {

constexpr std::array kQuantiles{
    std::pair{Statistic::kMedian, 0.5}, std::pair{Statistic::kP5, 0.05},
    std::pair{Statistic::kP25, 0.25},   std::pair{Statistic::kP75, 0.75},
    std::pair{Statistic::kP90, 0.9},    std::pair{Statistic::kP95, 0.95},
    std::pair{Statistic::kP99, 0.99}};

std::optional<double> value_of(Statistic statistic, stats::Values values) {
  using enum Statistic;
  switch (statistic) {
    case kCount:
      return static_cast<double>(values.size());
    case kSum:
      return values.empty() ? std::nullopt : std::optional(stats::sum(values));
    case kMean:
      return stats::mean(values);
    case kMedian:
      return stats::median(values);
    case kStd:
      return stats::standard_deviation(values);
    case kVar:
      return stats::variance(values);
    case kMin:
      return stats::minimum(values);
    case kMax:
      return stats::maximum(values);
    case kP5:
    case kP25:
    case kP75:
    case kP90:
    case kP95:
    case kP99:
      return stats::percentile(values, share_of(statistic).value_or(0));
    case kIqr:
      return stats::interquartile_range(values);
    case kMad:
      return stats::median_absolute_deviation(values);
    case kCv:
      return stats::coefficient_of_variation(values);
    case kGeomean:
      return stats::geometric_mean(values);
    case kCi95:
    case kRatio:
    case kDifference:
    case kDetectable:
    case kPInteraction:
    case kP:
      break;
  }
  CHIMERA_CHECK(false, "a statistic that is no single value of one group");
}

}  // namespace

std::optional<double> share_of(Statistic statistic) {
  const auto* found =
      std::ranges::find(kQuantiles, statistic, &std::pair<Statistic, double>::first);
  return found == kQuantiles.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Answer> statistic_of(Statistic statistic, stats::Values values) {
  Answer answer{.statistic = statistic};
  if (statistic == Statistic::kCi95) {
    constexpr double kLevel = 0.95;
    const auto limits = stats::t_interval(values, kLevel);
    if (!limits) {
      return std::nullopt;
    }
    answer.interval = Interval{kLevel, limits->low, limits->high, "t interval"};
    return answer;
  }
  const auto value = value_of(statistic, values);
  if (!value) {
    return std::nullopt;
  }
  answer.value = *value;
  return answer;
}

}  // namespace chimera::query
