#include "data/table.h"

#include <gtest/gtest.h>

namespace chimera {
namespace {

Table two_rows() {
  Table table;
  table.file = "a.csv";
  table.place = {2, 3};
  table.state.resize(2);
  table.columns.push_back(Column{.name = "ttft_s", .text = {"1", "2"}, .number = {1, 2}});
  return table;
}

TEST(Table, FindsAColumnByItsExactName) {
  const Table table = two_rows();
  ASSERT_NE(find_column(table, "ttft_s"), nullptr);
  EXPECT_EQ(find_column(table, "TTFT_s"), nullptr);
}

TEST(Table, AStatedDirectionOverrulesTheDefinitions) {
  Column column;
  EXPECT_EQ(direction_of(column), Direction::kUnknown);
  column.definition = find_definition("ttft");
  EXPECT_EQ(direction_of(column), Direction::kLowerIsBetter);
  column.direction = Direction::kHigherIsBetter;
  EXPECT_EQ(direction_of(column), Direction::kHigherIsBetter);
}

TEST(Table, ConsistencyNeedsACellPerRowOrASharedOne) {
  Table table = two_rows();
  EXPECT_EQ(check_consistency(table), std::nullopt);
  table.columns.push_back(Column{.name = "model", .text = {"m"}, .number = {0}, .shared = true});
  EXPECT_EQ(check_consistency(table), std::nullopt);
  EXPECT_EQ(table.columns[1].text_at(1), "m");
  table.columns[1].shared = false;
  EXPECT_NE(check_consistency(table), std::nullopt);
  table = two_rows();
  table.place.pop_back();
  EXPECT_NE(check_consistency(table), std::nullopt);
}

}  // namespace
}  // namespace chimera
