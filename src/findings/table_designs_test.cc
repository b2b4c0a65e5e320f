#include "findings/table_designs.h"

#include <gtest/gtest.h>

#include "findings/sample_tables.h"

namespace chimera::findings {
namespace {

using sample::column;

Table table_of(std::vector<Column> columns) {
  return sample::table("a.csv", std::move(columns));
}

TableDesign design(const Table& table) {
  return design_of(table).value_or(TableDesign{});
}

TEST(TableDesign, AGridIsCrossedAndBalanced) {
  const TableDesign found = design(table_of({column("g", Role::kFactor, {"1", "2", "1", "2"}),
                                             column("p", Role::kBlock, {"x", "x", "y", "y"})}));
  ASSERT_EQ(found.varied.size(), 2U);
  EXPECT_EQ(found.varied[0].levels, (std::vector<std::string>{"1", "2"}));
  EXPECT_FALSE(found.varied[0].in_order);
  EXPECT_TRUE(found.varied[1].in_order);
  EXPECT_TRUE(found.balanced());
  EXPECT_EQ(found.cells, 4U);
  EXPECT_EQ(found.replicates_max, 1U);
  EXPECT_TRUE(found.nested.empty());
}

TEST(TableDesign, AMissingCellIsNotCrossedAndARepeatIsNotBalanced) {
  Table table = table_of({column("g", Role::kFactor, {"1", "2", "1", "1"}),
                          column("p", Role::kBlock, {"x", "x", "y", "y"})});
  TableDesign found = design(table);
  EXPECT_FALSE(found.crossed());
  EXPECT_EQ(found.cells, 3U);
  EXPECT_EQ(found.replicates_min, 1U);
  EXPECT_EQ(found.replicates_max, 2U);
  // A failed trial was not tried.
  table.judge(3, true, false, "timeout");
  found = design(table);
  EXPECT_EQ(found.trials, 3U);
  EXPECT_EQ(found.replicates_max, 1U);
}

TEST(TableDesign, ColumnsThatSplitAlikeAreAliases) {
  const TableDesign found =
      design(table_of({column("tag", Role::kFactor, {"a", "a", "b", "b"}),
                       column("model", Role::kSubject, {"x", "x", "y", "y"})}));
  ASSERT_EQ(found.varied.size(), 1U);
  EXPECT_EQ(found.varied[0].name, "model");
  EXPECT_EQ(found.varied[0].aliases, std::vector<std::string>{"tag"});
}

TEST(TableDesign, AFinerColumnIsNestedInTheCoarser) {
  const TableDesign found =
      design(table_of({column("model", Role::kSubject, {"a", "a", "b", "b", "c", "c"}),
                       column("family", Role::kFactor, {"x", "x", "x", "x", "y", "y"})}));
  ASSERT_EQ(found.nested.size(), 1U);
  EXPECT_EQ(found.nested[0], (std::pair<std::string, std::string>("model", "family")));
  EXPECT_FALSE(found.crossed());
}

TEST(TableDesign, NothingVariedIsNoDesign) {
  EXPECT_FALSE(design_of(table_of({column("g", Role::kFactor, {"1", "1"})})).has_value());
}

}  // namespace
}  // namespace chimera::findings
