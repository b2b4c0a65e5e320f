#include "findings/table_designs.h"

#include <gtest/gtest.h>

namespace chimera::findings {
namespace {

Column cells_of(std::string name, Role role, const std::vector<std::string>& cells) {
  Column column{.name = std::move(name), .role = role, .text = cells};
  column.number.resize(cells.size());
  return column;
}

Table table_of(std::vector<Column> columns) {
  Table table;
  table.file = "a.csv";
  table.columns = std::move(columns);
  table.state.resize(table.columns.front().text.size());
  table.place.resize(table.state.size());
  return table;
}

TableDesign design(const Table& table) {
  return design_of(table).value_or(TableDesign{});
}

TEST(TableDesign, AGridIsCrossedAndBalanced) {
  const TableDesign found = design(table_of({cells_of("g", Role::kFactor, {"1", "2", "1", "2"}),
                                             cells_of("p", Role::kBlock, {"x", "x", "y", "y"})}));
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
  Table table = table_of({cells_of("g", Role::kFactor, {"1", "2", "1", "1"}),
                          cells_of("p", Role::kBlock, {"x", "x", "y", "y"})});
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
      design(table_of({cells_of("tag", Role::kFactor, {"a", "a", "b", "b"}),
                       cells_of("model", Role::kSubject, {"x", "x", "y", "y"})}));
  ASSERT_EQ(found.varied.size(), 1U);
  EXPECT_EQ(found.varied[0].name, "model");
  EXPECT_EQ(found.varied[0].aliases, std::vector<std::string>{"tag"});
}

TEST(TableDesign, AFinerColumnIsNestedInTheCoarser) {
  const TableDesign found =
      design(table_of({cells_of("model", Role::kSubject, {"a", "a", "b", "b", "c", "c"}),
                       cells_of("family", Role::kFactor, {"x", "x", "x", "x", "y", "y"})}));
  ASSERT_EQ(found.nested.size(), 1U);
  EXPECT_EQ(found.nested[0], (std::pair<std::string, std::string>("model", "family")));
  EXPECT_FALSE(found.crossed());
}

TEST(TableDesign, NothingVariedIsNoDesign) {
  EXPECT_FALSE(design_of(table_of({cells_of("g", Role::kFactor, {"1", "1"})})).has_value());
}

}  // namespace
}  // namespace chimera::findings
