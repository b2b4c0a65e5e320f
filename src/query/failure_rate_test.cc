#include "query/failure_rate.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "query/compute.h"
#include "query/inventory.h"
#include "query/select.h"

namespace chimera::query {
namespace {

/// A trial a letter: "x" failed, "." did not; the first half of them with gpu 0, the others with 1.
Table trials(const std::string& file, const std::string& outcomes) {
  Table table;
  table.file = file;
  Column gpu{.name = "gpu", .role = Role::kFactor};
  Column speed{.name = "tokens_s", .role = Role::kMetric};
  Column error{.name = "error", .role = Role::kError};
  table.state.resize(outcomes.size());
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const bool failed = outcomes[i] == 'x';
    const double level = i < outcomes.size() / 2 ? 0 : 1;
    gpu.text.push_back(level > 0 ? "1" : "0");
    gpu.number.push_back(level);
    speed.text.push_back(failed ? "0" : "10");
    speed.number.push_back(failed ? 0 : 10);
    error.text.push_back(failed ? "out of memory" : "");
    error.number.push_back(0);
    table.place.push_back(i + 2);
    table.judge(i, failed, false, failed ? "out of memory" : "");
  }
  table.columns = {gpu, speed, error};
  table.content = outcomes;
  return table;
}

Observations tree(std::vector<Table> tables) {
  Observations observations;
  for (const Table& table : tables) {
    observations.artifacts.push_back({table.file, ArtifactType::kCsv, 1, 0});
  }
  observations.tables = std::move(tables);
  return observations;
}

Query rate_query(Statistic statistic) {
  return {.metric = "failure_rate", .statistics = {statistic}};
}

TEST(FailureRate, IsTheShareOfTrialsThatFailedWithWilsonsInterval) {
  const Observations observations = tree({trials("a.csv", "xx.xxxxxxx...x......")});
  // An undefined fact would have no value, interval or evidence.
  const Fact fact = fact_of(rate_query(Statistic::kMean), observations).value_or(Fact{});
  EXPECT_DOUBLE_EQ(fact.value, 0.5);
  EXPECT_EQ(fact.n, 20U);
  EXPECT_FALSE(fact.excluded.contains("failed"));
  // statsmodels: proportion_confint(10, 20, method="wilson").
  const Interval wilson = fact.interval.value_or(Interval{});
  EXPECT_NEAR(wilson.low, 0.299298, 1e-6);
  EXPECT_NEAR(wilson.high, 0.700702, 1e-6);
  ASSERT_EQ(fact.evidence.size(), 1U);
  EXPECT_EQ(fact.evidence[0].column, "error");
  EXPECT_EQ(fact.evidence[0].rows, "2-21");
  EXPECT_DOUBLE_EQ(fact_of(rate_query(Statistic::kSum), observations).value_or(Fact{}).value, 10);
}

TEST(FailureRate, OfTwoLevelsHasFishersP) {
  const Observations observations = tree({trials("a.csv", "xx.xxxxxxx...x......")});
  Query query = rate_query(Statistic::kP);
  query.where = {{"gpu", "0"}};
  query.against = {{"gpu", "1"}};
  // scipy: fisher_exact([[9, 1], [1, 9]]).
  EXPECT_NEAR(fact_of(query, observations).value_or(Fact{}).value, 0.001093, 1e-6);
  query.statistics = {Statistic::kRatio};
  EXPECT_DOUBLE_EQ(fact_of(query, observations).value_or(Fact{}).value, 9);
  query.statistics = {Statistic::kDifference};
  EXPECT_DOUBLE_EQ(fact_of(query, observations).value_or(Fact{}).value, 0.8);
  query.statistics = {Statistic::kDetectable};
  EXPECT_FALSE(fact_of(query, observations).has_value());
}

TEST(FailureRate, HasNoRatioToNoFailures) {
  const Observations observations = tree({trials("a.csv", "xx..")});
  Query query = rate_query(Statistic::kRatio);
  query.where = {{"gpu", "0"}};
  query.against = {{"gpu", "1"}};
  EXPECT_FALSE(fact_of(query, observations).has_value());
}

TEST(FailureRate, AgreesWithTheInventoryAndCountsCopiesOnce) {
  Table copy = trials("b.csv", "x...");
  copy.content = "x.x.";
  const Observations observations = tree({trials("a.csv", "x.x."), copy, trials("c.csv", "..xx")});
  const Inventory inventory = take_inventory(observations);
  const Fact fact = fact_of(rate_query(Statistic::kSum), observations).value_or(Fact{});
  EXPECT_EQ(fact.n, inventory.trials);
  EXPECT_DOUBLE_EQ(fact.value, static_cast<double>(inventory.failed));
  EXPECT_EQ(fact.excluded.at("copies"), 4U);
}

TEST(FailureRate, AnswersNotWhereNothingIsMeasured) {
  Table summary = trials("a.csv", "x.x.");
  summary.kind = TableKind::kSummary;
  Table claim = trials("b.md", "x.x.");
  claim.kind = TableKind::kClaim;
  const Observations stated = tree({summary, claim});
  EXPECT_FALSE(answer(rate_query(Statistic::kMean), stated).has_value());
  EXPECT_FALSE(metric_names(stated).contains("failure_rate"));
  const Observations mixed = tree({summary, claim, trials("c.csv", "x...")});
  EXPECT_EQ(fact_of(rate_query(Statistic::kMean), mixed).value_or(Fact{}).n, 4U);
  EXPECT_TRUE(metric_names(mixed).contains("failure_rate"));
}

TEST(FailureRate, AColumnOfThatNameIsNotPooledWithIt) {
  Table own = trials("a.csv", "....");
  own.columns[1].name = "failure_rate";
  const auto rows = answer(rate_query(Statistic::kMean), tree({own, trials("b.csv", "x...")}));
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_DOUBLE_EQ(rows->at(0).answers.at(0).value, 10);
  EXPECT_DOUBLE_EQ(rows->at(1).answers.at(0).value, 0.25);
}

TEST(FailureRate, OfOneTrialHasAnIntervalToo) {
  // statsmodels: proportion_confint(1, 1, method="wilson").
  const auto answer = failure_answer(Statistic::kCi95, std::vector<double>{1}, {});
  const Interval wilson = answer.value_or(Answer{}).interval.value_or(Interval{});
  EXPECT_NEAR(wilson.low, 0.206549, 1e-6);
  EXPECT_DOUBLE_EQ(wilson.high, 1);
}

}  // namespace
}  // namespace chimera::query
