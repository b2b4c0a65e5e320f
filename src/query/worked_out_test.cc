#include "query/worked_out.h"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "query/compute.h"

namespace chimera::query {
namespace {

Column column_of(std::string name, std::string_view definition, std::string unit,
                 std::vector<double> numbers) {
  Column column{.name = std::move(name), .role = Role::kMetric, .unit = std::move(unit)};
  column.definition = find_definition(definition);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    column.text.push_back("");
  }
  column.number = std::move(numbers);
  return column;
}

Table table_of(std::string file, std::vector<Column> columns) {
  Table table;
  table.file = std::move(file);
  table.columns = std::move(columns);
  table.state.resize(table.columns.front().number.size());
  for (std::size_t i = 0; i < table.rows(); ++i) {
    table.place.push_back(i);
  }
  return table;
}

// By hand, 24 / 0.2 s; no time passed in the second.
Observations answers() {
  Observations observations;
  observations.tables = {
      table_of("a.ndjson", {column_of("eval_count", "tokens", "", {24, 24}),
                            column_of("eval_duration", "eval_time", "ns", {2e8, 0})}),
      table_of("b.csv", {column_of("power", "power", "W", {300})})};
  return observations;
}

TEST(WorkedOut, ARateThatNoFileHasIsAColumnBesideItsCountsAndTimes) {
  const auto worked_out = work_out_rates(answers());
  ASSERT_TRUE(worked_out.has_value());
  const std::vector<Table>& tables = worked_out->observations.tables;
  ASSERT_EQ(tables[0].columns.size(), 3U);
  EXPECT_EQ(tables[1].columns.size(), 1U);
  const Column& rate = tables[0].columns[2];
  EXPECT_EQ(rate.name, "throughput from eval_time");
  EXPECT_EQ(rate.unit, "tok/s");
  EXPECT_DOUBLE_EQ(rate.number_at(0), 120);
  EXPECT_TRUE(std::isnan(rate.number_at(1)));
}

TEST(WorkedOut, ItsCellsAreThoseOfTheFile) {
  const auto worked_out = work_out_rates(answers());
  ASSERT_TRUE(worked_out.has_value());
  std::vector<Evidence> evidence{{"a.ndjson", "throughput from eval_time", "", "0"},
                                 {"b.csv", "power", "", "0"}};
  name_columns(*worked_out, evidence);
  ASSERT_EQ(evidence.size(), 3U);
  EXPECT_EQ(evidence[0].column, "eval_duration");
  EXPECT_EQ(evidence[1].column, "eval_count");
  EXPECT_EQ(evidence[1].rows, "0");
  EXPECT_EQ(evidence[2].column, "power");
}

TEST(WorkedOut, AFileThatHasTheRateHasItAlone) {
  Observations observations = answers();
  observations.tables[1].columns.push_back(column_of("tok_s", "throughput", "tok/s", {60}));
  EXPECT_TRUE(work_out_rates(observations).has_value());
  observations.tables[0].columns.push_back(column_of("rate", "throughput", "tok/s", {110, 1}));
  EXPECT_FALSE(work_out_rates(observations).has_value());
}

TEST(WorkedOut, ItIsNeverPooledWithWhatWasMeasured) {
  Observations observations = answers();
  observations.tables[1].columns.push_back(column_of("tok_s", "throughput", "tok/s", {60}));
  const auto worked_out = work_out_rates(observations);
  ASSERT_TRUE(worked_out.has_value());
  const auto rows =
      rows_of({.metric = "throughput", .statistics = {Statistic::kMean}}, worked_out->observations);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_DOUBLE_EQ(rows[0].answers[0].value, 60);
  EXPECT_DOUBLE_EQ(rows[1].answers[0].value, 120);
}

TEST(WorkedOut, ATimeWithoutACountIsNoRate) {
  Observations observations = answers();
  observations.tables[0].columns.erase(observations.tables[0].columns.begin());
  EXPECT_FALSE(work_out_rates(observations).has_value());
}

}  // namespace
}  // namespace chimera::query
