#include "data/cell_texts.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace chimera {
namespace {

TEST(CellTexts, CellsStandAsTheyWereAdded) {
  CellTexts cells;
  cells.push_back("a");
  cells.push_back("");
  cells.push_back("bcd");
  ASSERT_EQ(cells.size(), 3U);
  EXPECT_EQ(cells[0], "a");
  EXPECT_EQ(cells[1], "");
  EXPECT_EQ(cells[2], "bcd");
}

TEST(CellTexts, CodesAreSpelledOnce) {
  const std::array<std::string_view, 2> spellings{"q4_0", "f16"};
  CellTexts cells(spellings, {1, 0, 1});
  EXPECT_EQ(cells, (CellTexts{"f16", "q4_0", "f16"}));
  cells.push_back("q8_0");
  EXPECT_EQ(cells, (CellTexts{"f16", "q4_0", "f16", "q8_0"}));
  EXPECT_TRUE(cells.codes().empty());
}

TEST(CellTexts, SpellingsAreNumberedWhereTheyRepeat) {
  CellTexts repeated{"b", "a", "b", "a"};
  repeated.number_spellings();
  EXPECT_EQ(repeated.spellings(), 2U);
  EXPECT_EQ(repeated, (CellTexts{"b", "a", "b", "a"}));
  CellTexts distinct{"a", "b", "b"};
  distinct.number_spellings();
  EXPECT_TRUE(distinct.codes().empty());
  EXPECT_EQ(distinct, (CellTexts{"a", "b", "b"}));
}

TEST(CellTexts, GrowsByEmptyCells) {
  CellTexts cells{"x"};
  cells.resize(3);
  cells.push_back("y");
  EXPECT_EQ(cells, (CellTexts{"x", "", "", "y"}));
  cells.assign(2, "z");
  EXPECT_EQ(cells, (CellTexts{"z", "z"}));
  cells.resize(3);
  EXPECT_EQ(cells, (CellTexts{"z", "z", ""}));
}

TEST(CellTexts, FeedsOtherContainers) {
  const CellTexts cells{"b", "a", "b"};
  EXPECT_EQ(std::set<std::string_view>(cells.begin(), cells.end()).size(), 2U);
}

}  // namespace
}  // namespace chimera
