#include "query/failure_rate.h"

#include <algorithm>
#include <functional>
#include <string>

#include "query/measure.h"
#include "query/statistics.h"
#include "stats/fisher.h"
#include "stats/interval.h"

namespace chimera::query {

namespace {

using Outcomes = std::span<const double>;

std::size_t failed_among(Outcomes outcomes) {
  return static_cast<std::size_t>(
      std::count_if(outcomes.begin(), outcomes.end(), [](double outcome) { return outcome > 0; }));
}

std::optional<Interval> share_interval(Outcomes outcomes) {
  constexpr double kLevel = 0.95;
  const auto limits = stats::wilson_interval(failed_among(outcomes), outcomes.size(), kLevel);
  if (!limits) {
    return std::nullopt;
  }
  return Interval{kLevel, limits->low, limits->high,
                  "Wilson interval over " + std::to_string(outcomes.size()) + " trials"};
}

double fisher_p(Outcomes outcomes, Outcomes against) {
  const std::size_t a = failed_among(outcomes);
  const std::size_t b = failed_among(against);
  return stats::fisher_exact_test({a, outcomes.size() - a, b, against.size() - b}).p;
}

Answer contrast_of(Statistic statistic, double value, std::string_view how) {
  return {
      .statistic = statistic, .value = value, .interval = std::nullopt, .test = std::string(how)};
}

std::optional<Answer> contrast_answer(Statistic statistic, Outcomes outcomes, Outcomes against) {
  const auto share = stats::mean(outcomes);
  const auto other = stats::mean(against);
  if (!share || !other) {
    return std::nullopt;
  }
  if (statistic == Statistic::kP) {
    return contrast_of(statistic, fisher_p(outcomes, against), "Fisher's exact test");
  }
  if (statistic == Statistic::kDifference) {
    return contrast_of(statistic, *share - *other, "difference of shares");
  }
  if (statistic == Statistic::kRatio && *other > 0) {
    return contrast_of(statistic, *share / *other, "ratio of shares");
  }
  return std::nullopt;
}

}  // namespace

bool are_outcomes(std::string_view definition, std::span<const double> values) {
  const auto is_outcome = [](double value) { return std::equal_to<>()(value * value, value); };
  return definition == kFailureRate && std::all_of(values.begin(), values.end(), is_outcome);
}

std::optional<Answer> failure_answer(Statistic statistic, Outcomes outcomes, Outcomes against) {
  if (is_contrast(statistic)) {
    return contrast_answer(statistic, outcomes, against);
  }
  auto answer = statistic_of(statistic, outcomes);
  if (statistic == Statistic::kCi95 && !answer && !outcomes.empty()) {
    answer = Answer{.statistic = statistic};
  }
  if (answer && (statistic == Statistic::kMean || statistic == Statistic::kCi95)) {
    answer->interval = share_interval(outcomes);
  }
  return answer;
}

}  // namespace chimera::query
