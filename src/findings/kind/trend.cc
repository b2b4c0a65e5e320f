// An ordered factor whose level means rise or fall all the way: context length, concurrency, batch.
// Kendall's rank correlation over the trials, p adjusted for the factors and metrics of the table.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "findings/kind/family.h"
#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/kind/like_settings.h"
#include "findings/kind/sweep.h"
#include "findings/phrases.h"
#include "stats/rank_correlation.h"

namespace chimera::findings {

namespace {

using enum Section;

constexpr std::size_t kLevelsMin = 4;

struct Trend {
  const Column* metric = nullptr;
  const Column* column = nullptr;
  Scope scope;
  std::vector<Level> levels;  ///< by the factor, ascending
  const Fact* ratio = nullptr;
  stats::RankCorrelation correlation;
  double adjusted = 1;

  [[nodiscard]] bool rises() const {
    return levels.back().mean->value > levels.front().mean->value;
  }
};

std::optional<stats::RankCorrelation> correlation_of(const Table& table, const Column& metric,
                                                     const Column& column, bool warm) {
  std::vector<double> setting;
  std::vector<double> value;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const TrialState& state = table.state[row];
    if (!state.failed && !(warm && state.cold) && !std::isnan(metric.number_at(row))) {
      setting.push_back(column.number_at(row));
      value.push_back(metric.number_at(row));
    }
  }
  return stats::kendall(setting, value);
}

std::optional<Trend> trend_of(FactBook& book, const Table& table, const Column& metric,
                              const Column& column) {
  Trend trend{.metric = &metric,
              .column = &column,
              .scope = table_scope(book, table, metric, column),
              .levels = ordered_levels(table, column)};
  give_means(book, table, metric, column, trend.scope, trend.levels);
  std::erase_if(trend.levels, [](const Level& level) { return level.mean == nullptr; });
  if (trend.levels.size() < kLevelsMin) {
    return std::nullopt;
  }
  const Level& last = trend.levels.back();
  const Level& first = trend.levels.front();
  trend.ratio = trend.rises() ? ratio_of(book, trend.scope, last, first)
                              : ratio_of(book, trend.scope, first, last);
  const auto correlation = correlation_of(table, metric, column, trend.scope.warm);
  if (trend.ratio == nullptr || !correlation) {
    return std::nullopt;
  }
  trend.correlation = *correlation;
  return trend;
}

bool is_single(const Trend& trend) {
  return std::all_of(trend.levels.begin(), trend.levels.end(),
                     [](const Level& level) { return level.mean->n == 1; });
}

TestResult test_of(const Trend& trend) {
  TestResult test{.name = "Kendall's rank correlation", .df = {}, .effect_name = "tau-b"};
  test.statistic = trend.correlation.statistic;
  test.p = trend.correlation.p;
  test.p_adjusted = trend.adjusted;
  test.effect = trend.correlation.tau_b;
  return test;
}

Finding finding_of(const FactBook& book, const Table& table, const Trend& trend) {
  const Scope& scope = trend.scope;
  const Phrase metric = metric_phrase(scope.metric, scope.definition);
  const std::string_view moves = trend.rises() ? " rises with " : " falls with ";
  Finding finding{.kind = FindingKind::kTrend};
  finding.about = {scope.metric, {scope.column}, scope.where};
  finding.strength = strength_of(book, {trend.ratio, nullptr}, trend.levels, 0.05);
  finding.test = test_of(trend);
  finding.lattice.chains = one_chain(
      {fixed(
           join({say("The "), mean_phrase(scope.metric, scope.definition), say(std::string(moves)),
                 called(scope.column), say(" from level to level"), scope.place, say(": ")})),
       fixed(
           join({measured(*trend.levels.front().mean), say(" at "), trend.levels.front().called})),
       one_of({" and ", ", "}),
       fixed(join({measured(*trend.levels.back().mean), say(" at "), trend.levels.back().called,
                   say(", a ratio of "), say(value(*trend.ratio)), interval(*trend.ratio),
                   say(is_single(trend) ? ", each level run once" : ""),
                   say(scope.warm ? ", cold starts left out" : ""),
                   order_phrase(table, *trend.column), say(".")}))});
  if (!book.tells_all()) {
    return finished(std::move(finding));
  }
  if (scope.direction != Direction::kUnknown) {
    const bool better_high = trend.rises() == !lower_is_better(scope);
    finding.consequences.push_back(
        {kSummary, join({say("The higher "), called(scope.column),
                         say(better_high ? ", the better the " : ", the worse the "), metric,
                         scope.place, say(", as far as it was tried.")})});
  }
  finding.consequences.push_back(
      {kConclusion, join({say("How "), metric, say(" goes on beyond "), trend.levels.back().called,
                          scope.place, say(" was not tried.")})});
  return finished(std::move(finding));
}

std::vector<Trend> family_of(FactBook& book, const Table& table) {
  const std::vector<const Column*> columns = swept_columns(book, table);
  std::vector<Trend> family;
  for (const Column* metric : main_metrics(table)) {
    for (const Column* column : columns) {
      if (auto trend = trend_of(book, table, *metric, *column)) {
        family.push_back(*std::move(trend));
      }
    }
  }
  return family;
}

}  // namespace

void find_trends(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  std::vector<Trend> family = family_of(book, table);
  adjust(family, [](const Trend& trend) { return trend.correlation.p; });
  for (const Trend& trend : family) {
    const Level& high = trend.rises() ? trend.levels.back() : trend.levels.front();
    const Level& low = trend.rises() ? trend.levels.front() : trend.levels.back();
    const bool clear = trend.adjusted < kSignificance && is_monotone(trend.levels);
    if (clear &&
        !means_mislead(book, {table, *trend.metric, *trend.column}, trend.scope, high, low)) {
      findings.push_back(finding_of(book, table, trend));
    }
  }
}

}  // namespace chimera::findings
