#include "verify/factor_tests.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "query/compute.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::string_view kSpelled = "f test (type ii)";

struct Tested {
  double p = 0;
  std::string test;  ///< in lower case
  std::string query;
};

std::vector<std::string> tested_columns(const TestContext& context) {
  if (context.sides.size() < 2) {
    return context.factor;
  }
  const auto& of_a = context.sides[context.sides.size() - 2].columns;
  const auto& of_b = context.sides.back().columns;
  std::vector<std::string> shared;
  std::copy_if(of_a.begin(), of_a.end(), std::back_inserter(shared), [&](const auto& column) {
    return std::find(of_b.begin(), of_b.end(), column) != of_b.end();
  });
  return shared;
}

// The test as it is spelled right behind the number, up to where its thought ends; "" where it is
// not spelled there.
std::string_view spelled_behind(const TestContext& context) {
  const std::string_view behind = context.behind;
  const std::size_t at = behind.find(kSpelled);
  if (at == std::string_view::npos || at > 5) {
    return {};
  }
  const std::string_view rest = behind.substr(at);
  return rest.substr(0, rest.find(';'));
}

// The text may go on behind the test's name, but not with more of it.
bool spells(std::string_view spelled, const Tested& reading) {
  return spelled.starts_with(reading.test) &&
         (reading.test.ends_with("interactions") ||
          spelled.find("two-way interactions") == std::string_view::npos) &&
         !spelled.substr(reading.test.size()).starts_with(" and ") &&
         !spelled.substr(reading.test.size()).starts_with(" beside ");
}

void add_readings(const Dataset& dataset, const Metric& metric, const std::string& column,
                  const TestContext& context, std::vector<Tested>& readings) {
  const bool only_warm = has_phrase(context.behind, "cold starts left out") ||
                         has_phrase(context.before, "cold starts left out");
  for (const bool warm : {true, false}) {
    if (only_warm && !warm) {
      continue;
    }
    Query query;
    query.metric = metric.name;
    query.statistics = {Statistic::kP, Statistic::kPInteraction};
    query.where = conditions_of(context.scope, dataset);
    query.effect = spelled_column(column, context.scope, dataset);
    query.exclude_cold = warm;
    for (const query::Row& row : query::rows_of(query, dataset.observations())) {
      for (const query::Answer& answer : row.answers) {
        readings.push_back({answer.value, lowered(answer.test), canonical_text(query)});
      }
    }
  }
}

}  // namespace

bool names_factor_test(std::string_view text) {
  return has_phrase(text, "f test*") || has_phrase(text, "f-test*") || has_phrase(text, "anova");
}

std::vector<double> detectable_ratios(const Dataset& dataset, const TestContext& context) {
  std::vector<double> ratios;
  for (const Metric* const metric : tested_metrics(dataset, context)) {
    for (const std::string& column : tested_columns(context)) {
      for (const bool warm : {true, false}) {
        Query query{.metric = metric->name, .statistics = {Statistic::kDetectable}};
        query.where = conditions_of(context.scope, dataset);
        query.effect = spelled_column(column, context.scope, dataset);
        query.exclude_cold = warm;
        for (const query::Row& row : query::rows_of(query, dataset.observations())) {
          std::ranges::transform(row.answers, std::back_inserter(ratios), &query::Answer::value);
        }
      }
    }
  }
  return ratios;
}

std::optional<Judgement> judge_factor_test(const Dataset& dataset, const Numeral& stated,
                                           const TestContext& context) {
  std::vector<Tested> readings;
  for (const Metric* const metric : tested_metrics(dataset, context)) {
    for (const std::string& column : tested_columns(context)) {
      add_readings(dataset, *metric, column, context, readings);
    }
  }
  const std::string_view spelled = spelled_behind(context);
  if (!spelled.empty()) {
    std::erase_if(readings, [&](const Tested& each) { return !spells(spelled, each); });
  }
  if (readings.empty()) {
    return std::nullopt;
  }
  const auto holds = std::find_if(readings.begin(), readings.end(), [&](const Tested& each) {
    return agreement(stated, each.p) >= Agreement::kRounded;
  });
  const Tested& found = holds != readings.end() ? *holds : readings.front();
  const bool very_test = !spelled.empty() || context.before.find(kSpelled) != std::string::npos;
  Judgement judgement = unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                                    "no test of the factor gives this number");
  if (holds != readings.end()) {
    judgement = supported(ClaimType::kSignificance, "the " + found.test + " gives it",
                          VerdictReason::kRounding);
  } else if (very_test && is_expressible(context.scope, dataset)) {
    judgement = contradicted(ClaimType::kSignificance, VerdictReason::kWrongValue,
                             "p of the " + found.test + " is " + value_text(found.p));
  }
  judgement.stated = StatedValue{stated.value, ""};
  judgement.found = FoundValue{found.p, "", found.query};
  return judgement;
}

}  // namespace chimera::verify
