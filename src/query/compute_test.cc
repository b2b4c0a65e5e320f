#include "query/compute.h"

#include <gtest/gtest.h>

#include <limits>

namespace chimera::query {
namespace {

using enum Statistic;

Column metric(std::vector<double> values) {
  Column column{.name = "ttft_s", .role = Role::kMetric, .unit = "s"};
  column.definition = find_definition("ttft");
  for (const double value : values) {
    column.text.push_back(std::to_string(value));
  }
  column.number = std::move(values);
  return column;
}

Column labels(std::string name, Role role, const std::vector<std::string>& cells) {
  Column column{.name = std::move(name), .role = role, .text = cells};
  column.number.assign(column.text.size(), std::numeric_limits<double>::quiet_NaN());
  return column;
}

Table table_of(std::string file, std::vector<double> values, const std::vector<std::string>& gpu,
               const std::vector<std::string>& prompts) {
  Table table;
  table.file = std::move(file);
  table.state.resize(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    table.place.push_back(i + 2);
  }
  table.columns.push_back(metric(std::move(values)));
  table.columns.push_back(labels("num_gpu", Role::kFactor, gpu));
  table.columns.push_back(labels("prompt", Role::kBlock, prompts));
  return table;
}

Observations one_table() {
  Observations observations;
  observations.tables.push_back(
      table_of("a.csv", {1, 2, 3, 6}, {"8", "8", "10", "10"}, {"p", "q", "p", "q"}));
  return observations;
}

double value_of(const Row& row, Statistic statistic) {
  for (const Answer& answer : row.answers) {
    if (answer.statistic == statistic) {
      return answer.value;
    }
  }
  return std::numeric_limits<double>::quiet_NaN();
}

TEST(Query, GroupsComeSortedAsNumbersWithTheirEvidence) {
  const Query query{.metric = "ttft_s", .statistics = {kMean}, .by = {"num_gpu"}};
  const auto rows = answer(query, one_table());
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[0].group[0].value, "8");
  EXPECT_DOUBLE_EQ(value_of((*rows)[0], kMean), 1.5);
  EXPECT_DOUBLE_EQ(value_of((*rows)[1], kMean), 4.5);
  EXPECT_EQ(evidence_of((*rows)[1])[0].rows, "4-5");
  EXPECT_EQ((*rows)[0].notes, (std::vector<std::string>{"mixes 2 values of prompt"}));
}

TEST(Query, FailedAndMissingTrialsAreLeftOutAndCounted) {
  Observations observations = one_table();
  observations.tables[0].state[3].failed = true;
  observations.tables[0].columns[0].number[2] = std::numeric_limits<double>::quiet_NaN();
  const auto rows = answer({.metric = "ttft", .statistics = {kMean, kCount}}, observations);
  ASSERT_TRUE(rows.has_value());
  EXPECT_DOUBLE_EQ(value_of(rows->front(), kMean), 1.5);
  EXPECT_EQ(rows->front().n, 2U);
  EXPECT_EQ(rows->front().excluded.at("failed"), 1U);
  EXPECT_EQ(rows->front().excluded.at("missing"), 1U);
}

TEST(Query, ColdTrialsStayUnlessExcluded) {
  Observations observations = one_table();
  observations.tables[0].state[0].cold = true;
  Query query{.metric = "ttft_s", .statistics = {kCount}};
  EXPECT_EQ(answer(query, observations)->front().n, 4U);
  query.exclude_cold = true;
  EXPECT_EQ(answer(query, observations)->front().n, 3U);
}

TEST(Query, CopiesCountOnceUnlessTheFileIsNamed) {
  Observations observations = one_table();
  observations.tables[0].content = "same";
  Table copy = observations.tables[0];
  copy.file = "b.csv";
  observations.tables.push_back(copy);
  const auto all = answer({.metric = "ttft_s", .statistics = {kCount}}, observations);
  EXPECT_EQ(all->front().n, 4U);
  EXPECT_EQ(all->front().excluded.at("copies"), 4U);
  const auto named = answer(
      {.metric = "ttft_s", .statistics = {kCount}, .where = {{"file", "b.csv"}}}, observations);
  EXPECT_EQ(named->front().n, 4U);
  EXPECT_TRUE(named->front().excluded.empty());
}

TEST(Query, UnitsOfOneDimensionArePooledAndOthersComeApart) {
  Observations observations = one_table();
  Table other = observations.tables[0];
  other.file = "b.csv";
  other.columns[0].unit = "ms";
  observations.tables.push_back(other);
  other.file = "c.csv";
  other.columns[0].unit = "tok/s";
  observations.tables.push_back(other);
  const auto rows = answer({.metric = "ttft_s", .statistics = {kSum}}, observations);
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[0].unit, "s");
  EXPECT_DOUBLE_EQ(value_of((*rows)[0], kSum), 12.012);
}

TEST(Query, NothingLeftIsOneRowWithoutStatistics) {
  const auto rows = answer(
      {.metric = "ttft_s", .statistics = {kMean}, .where = {{"num_gpu", "77"}}}, one_table());
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ(rows->front().n, 0U);
  EXPECT_TRUE(rows->front().answers.empty());
}

TEST(Query, WhatIsOnlyStatedIsNamedAndNeverTakenForTrials) {
  Observations observations = one_table();
  Column stated = metric({2.5, 2.5, 2.5, 2.5});
  stated.name = "mean_tpot_ms";
  stated.role = Role::kSummary;
  stated.definition = find_definition("tpot");
  observations.tables.front().columns.push_back(stated);
  const auto rows = answer({.metric = "tpot", .statistics = {kMean}}, observations);
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ(rows->front().n, 0U);
  ASSERT_EQ(rows->front().notes.size(), 1U);
  EXPECT_NE(rows->front().notes.front().find("mean_tpot_ms"), std::string::npos);
}

TEST(Query, UnknownNamesOfferTheNearest) {
  const auto metric_error = answer({.metric = "tftt_s", .statistics = {kMean}}, one_table());
  ASSERT_FALSE(metric_error.has_value());
  EXPECT_EQ(metric_error.error().code, ErrorCode::kUsage);
  EXPECT_NE(metric_error.error().message.find("'ttft_s'"), std::string::npos);
  const auto column_error =
      answer({.metric = "ttft_s", .statistics = {kMean}, .by = {"numgpu"}}, one_table());
  ASSERT_FALSE(column_error.has_value());
  EXPECT_NE(column_error.error().message.find("'num_gpu'"), std::string::npos);
}

// By hand: pairs (p: 3 against 1, q: 6 against 2): ratio 4.5/1.5 = 3, differences 2 and 4, mean 3,
// sd sqrt(2), t = 3/(sqrt(2)/sqrt(2)) = 3 with 1 degree of freedom: p = 1 − 2·atan(3)/π.
TEST(Query, ASecondSelectionIsPairedByWhatTheTwoShare) {
  const Query query{.metric = "ttft_s",
                    .statistics = {kRatio, kDifference, kP},
                    .where = {{"num_gpu", "10"}},
                    .against = {{"num_gpu", "8"}}};
  const auto rows = answer(query, one_table());
  ASSERT_TRUE(rows.has_value());
  EXPECT_DOUBLE_EQ(value_of(rows->front(), kRatio), 3);
  EXPECT_DOUBLE_EQ(value_of(rows->front(), kDifference), 3);
  EXPECT_NEAR(value_of(rows->front(), kP), 0.20483276469913345, 1e-9);
  EXPECT_EQ(rows->front().answers[2].test, "paired t-test, paired by prompt");
}

TEST(Fact, OnlyReplicatesCarryAnInterval) {
  Observations observations = one_table();
  const Query query{.metric = "ttft_s", .statistics = {kMean}, .where = {{"num_gpu", "8"}}};
  // An undefined fact would have no id.
  const Fact mixed = fact_of(query, observations).value_or(Fact{});
  ASSERT_FALSE(mixed.id.empty());
  EXPECT_FALSE(mixed.interval.has_value());
  EXPECT_NE(mixed.no_interval.find("prompt"), std::string::npos);
  observations.tables[0].columns[2].text = {"p", "p", "p", "p"};
  const Fact replicates = fact_of(query, observations).value_or(Fact{});
  ASSERT_TRUE(replicates.interval.has_value());
  // t(0.975, 1) = 12.7062047361747 (any table); s = sqrt(1/2), n = 2.
  EXPECT_NEAR(replicates.interval.value_or(Interval{}).low, 1.5 - 12.7062047361747 * 0.5, 1e-9);
  EXPECT_EQ(replicates.id, mixed.id);
}

TEST(Query, RangesAreShort) {
  EXPECT_EQ(ranges_text({2, 3, 4, 9, 11, 12}), "2-4,9,11-12");
  EXPECT_EQ(ranges_text({}), "");
}

}  // namespace
}  // namespace chimera::query
