#include "cli/cells.h"

#include <gtest/gtest.h>

namespace chimera::cli {
namespace {

Observations two_tables() {
  Table table;
  table.file = "a.csv";
  table.format = "csv";
  table.place = {2, 3, 5};
  table.state.resize(3);
  Column column;
  column.name = "ttft_s";
  column.text = {"0.10", "0.2", "0.300"};
  column.number = {0.1, 0.2, 0.3};
  table.columns = {column};
  Table other = table;
  other.file = "b.json";
  other.pointer = "/runs";
  other.columns[0].text = {"1", "2", "3"};
  Observations observations;
  observations.tables = {table, other};
  return observations;
}

TEST(InRanges, TakesSinglePlacesAndRanges) {
  EXPECT_TRUE(in_ranges("2-61,70", 2));
  EXPECT_TRUE(in_ranges("2-61,70", 61));
  EXPECT_TRUE(in_ranges("2-61,70", 70));
  EXPECT_FALSE(in_ranges("2-61,70", 1));
  EXPECT_FALSE(in_ranges("2-61,70", 65));
  EXPECT_FALSE(in_ranges("", 0));
  EXPECT_FALSE(in_ranges("x-y", 0));
}

TEST(CellsOf, GivesTheSpellingOfTheNamedRowsOnly) {
  const auto cells = cells_of({"a.csv", "ttft_s", "", "2,5"}, two_tables(), 10);
  ASSERT_EQ(cells.first.size(), 2U);
  EXPECT_EQ(cells.first[0].text, "0.10");
  EXPECT_EQ(cells.first[1].text, "0.300");
  EXPECT_EQ(cells.first[1].place, 5U);
}

TEST(CellsOf, CountsPastTheLimit) {
  const auto cells = cells_of({"b.json", "ttft_s", "/runs", "2-5"}, two_tables(), 1);
  EXPECT_EQ(cells.first.size(), 1U);
  EXPECT_EQ(cells.first[0].text, "1");
  EXPECT_EQ(cells.total, 3U);
}

TEST(CellsOf, NothingForWhatIsNotThere) {
  EXPECT_EQ(cells_of({"a.csv", "tpot_s", "", "2"}, two_tables(), 10).total, 0U);
  EXPECT_EQ(cells_of({"b.json", "ttft_s", "/other", "2"}, two_tables(), 10).total, 0U);
}

}  // namespace
}  // namespace chimera::cli
