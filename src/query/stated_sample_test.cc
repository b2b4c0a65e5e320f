#include "query/stated_sample.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace chimera::query {
namespace {

Column numbers(std::string name, const std::vector<double>& values, bool shared = false) {
  Column column{.name = std::move(name), .role = Role::kSummary, .number = values};
  column.shared = shared;
  return column;
}

TEST(StatedSample, TheDeviationIsNamedLikeTheMean) {
  Table table;
  table.columns = {numbers("benchmark.mean_time_ms", {1}),
                   numbers("benchmark.std_time_ms", {2}),
                   numbers("std_time_ms", {3}),
                   numbers("latency_avg", {4}),
                   numbers("latency_sd", {5}),
                   numbers("meaning", {6}),
                   numbers("stding", {7})};
  EXPECT_EQ(deviation_of(table, table.columns[0]), &table.columns[1]);
  EXPECT_EQ(deviation_of(table, table.columns[3]), &table.columns[4]);
  EXPECT_EQ(deviation_of(table, table.columns[5]), nullptr);
}

TEST(StatedSample, TheNumberOfValuesBesideTheMeanGoesBeforeTheSharedOne) {
  Table table;
  table.columns = {numbers("a.mean_ms", {1, 2}), numbers("settings.runs", {10}, true),
                   numbers("b.mean_ms", {1, 2}), numbers("b.n", {5, 1})};
  EXPECT_EQ(sample_size(table, table.columns[0], 1), 10U);
  EXPECT_EQ(sample_size(table, table.columns[2], 0), 5U);
  // One value has no deviation; the shared number is not its.
  EXPECT_FALSE(sample_size(table, table.columns[2], 1).has_value());
}

TEST(StatedSample, AFractionIsNoNumberOfValues) {
  Table table;
  table.columns = {numbers("mean_ms", {1}), numbers("n", {2.5})};
  EXPECT_FALSE(sample_size(table, table.columns[0], 0).has_value());
}

// numpy: std([1, 2, 4]) is 1.247219128924647, std([1, 2, 4], ddof=1) 1.5275252316519468.
TEST(StatedSample, ADeviationIsTakenAsOneDividedByN) {
  EXPECT_NEAR(sample_deviation(1.247219128924647, 3), 1.5275252316519468, 1e-12);
}

}  // namespace
}  // namespace chimera::query
