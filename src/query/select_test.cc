#include "query/select.h"

#include <gtest/gtest.h>

namespace chimera::query {
namespace {

TEST(Select, ValuesCompareAsNumbersWhereBothAre) {
  EXPECT_TRUE(value_matches("0.20", "0.2"));
  EXPECT_TRUE(value_matches("1e3", "1000"));
  EXPECT_FALSE(value_matches("1", "1a"));
  EXPECT_TRUE(value_matches("q*", "q4_0"));
}

TEST(Select, AMetricIsFoundByItsLastKeysOnlyWhereThatIsUnambiguous) {
  Table table;
  table.columns.push_back(Column{.name = "a.mean_ms", .role = Role::kMetric});
  table.columns.push_back(Column{.name = "b.mean_ms", .role = Role::kMetric});
  table.columns.push_back(Column{.name = "b.load_ms", .role = Role::kMetric});
  EXPECT_EQ(metric_column(table, "mean_ms"), nullptr);
  EXPECT_EQ(metric_column(table, "b.mean_ms"), &table.columns[1]);
  EXPECT_EQ(metric_column(table, "load_ms"), &table.columns[2]);
  EXPECT_EQ(metric_column(table, "oad_ms"), nullptr);
}

}  // namespace
}  // namespace chimera::query
