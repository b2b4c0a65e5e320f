#include "verify/row_tests.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "stats/descriptive.h"
#include "stats/interval.h"
#include "stats/mean_tests.h"
#include "stats/rank_tests.h"
#include "verify/bind.h"
#include "verify/sample.h"

namespace chimera::verify {

void add_tests_of_rows(const Dataset& dataset, const Metric& metric,
                       const std::pair<Scope, Scope>& sides, std::vector<double>& p) {
  for (const bool warm : {true, false}) {
    const auto a = take_sample(dataset, metric, sides.first, {warm}).values();
    const auto b = take_sample(dataset, metric, sides.second, {warm}).values();
    if (const auto welch = stats::welch_test(a, b)) {
      p.push_back(welch->p);
    }
    const bool enough = a.size() > 1 && b.size() > 1;
    if (const auto ranks = enough ? stats::mann_whitney_test(a, b) : std::nullopt) {
      p.push_back(ranks->p);
    }
  }
}

std::optional<Judgement> judge_mean_interval(const Dataset& dataset, const Numeral& stated,
                                             bool upper, std::string_view words,
                                             const Scope& scope) {
  constexpr double kLevel = 0.95;
  constexpr double kNormal = 1.959964;  // the normal distribution's 97.5th percentile
  std::vector<double> ends;
  std::string of;
  for (const Metric* const metric : bind_metrics(dataset, words).metrics) {
    for (const bool warm : {false, true}) {
      const auto values = take_sample(dataset, *metric, scope, {warm}).values();
      const auto limits = stats::t_interval(values, kLevel);
      if (!limits) {
        continue;
      }
      const double mean = (limits->low + limits->high) / 2;
      const double error =
          *stats::standard_deviation(values) / std::sqrt(static_cast<double>(values.size()));
      ends.push_back(upper ? limits->high : limits->low);
      ends.push_back(mean + (upper ? kNormal : -kNormal) * error);
      of = of.empty() ? metric->name : of;
    }
  }
  if (ends.empty()) {
    return std::nullopt;
  }
  const auto holds = std::find_if(ends.begin(), ends.end(), [&](double end) {
    return agreement(stated, end) >= Agreement::kRounded;
  });
  const std::string why = "the 95 % interval of the mean of " + of +
                          (upper ? " ends at " : " starts at ") + value_text(ends.front());
  Judgement judgement = holds != ends.end()
                            ? supported(ClaimType::kAggregate, why)
                            : contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, why);
  judgement.stated = StatedValue{stated.value, ""};
  judgement.found = FoundValue{holds != ends.end() ? *holds : ends.front(), "", ""};
  return judgement;
}

}  // namespace chimera::verify
