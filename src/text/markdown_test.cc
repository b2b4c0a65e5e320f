#include "text/markdown.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace chimera::text {
namespace {

using Cells = std::vector<std::string>;

TEST(Markdown, FindsTablesWithTheirLines) {
  const auto tables = markdown_tables(
      "# Title\n\n| model | t/s |\n| --- | ---: |\n| a | 1.5 |\n|  |  |\n| b | 2 ± 0.1 |\n\n"
      "text | without table\n\nx | y\n--|--\n1 | 2\n");
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[0].line, 3U);
  EXPECT_EQ(tables[0].head, (Cells{"model", "t/s"}));
  ASSERT_EQ(tables[0].rows.size(), 3U);
  EXPECT_EQ(tables[0].rows[0].line, 5U);
  EXPECT_EQ(tables[0].rows[1].cells, (Cells{"", ""}));
  EXPECT_EQ(tables[0].rows[1].line, 6U);
  EXPECT_EQ(tables[0].rows[2].cells, (Cells{"b", "2 ± 0.1"}));
  EXPECT_EQ(tables[0].rows[2].line, 7U);
  EXPECT_EQ(tables[1].line, 11U);
  EXPECT_EQ(tables[1].rows[0].line, 13U);
}

TEST(Markdown, StripsMarkupFromCells) {
  const auto tables = markdown_tables(
      "| a |\n|---|\n| **bold** *it* |\n| `code \\| x` |\n| [text](http://x.test/) |\n| ~x~ |\n"
      "| 3 &lt; 4 &amp; &#65; &unknown; |\n| one<br>two |\n| <b>t</b> |\n| a\\*b |\n");
  ASSERT_EQ(tables.size(), 1U);
  Cells cells;
  for (const MarkdownRow& row : tables[0].rows) {
    cells.push_back(row.cells.at(0));
  }
  EXPECT_EQ(cells, (Cells{"bold it", "code | x", "text", "~x~", "3 < 4 & A &unknown;", "one two",
                          "t", "a*b"}));
}

TEST(Markdown, CountsLinesWithCrlfAndWithEmptyHeads) {
  const auto tables = markdown_tables("x\r\n\r\n| | |\r\n|-|-|\r\n| | |\r\n| 1 | 2 |\r\n");
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0].line, 3U);
  EXPECT_EQ(tables[0].rows.at(1).line, 6U);
}

TEST(Markdown, ReadsRulesOfOneDashAndKeepsRowsOfDashes) {
  const auto tables = markdown_tables("text\n\n| a | b |\n|:-|-|\n| - | - |\n| 1 | -- |\n");
  ASSERT_EQ(tables.size(), 1U);
  ASSERT_EQ(tables[0].rows.size(), 2U);
  EXPECT_EQ(tables[0].rows[0].cells, (Cells{"-", "-"}));
  EXPECT_EQ(tables[0].rows[1].cells, (Cells{"1", "--"}));
}

TEST(Markdown, CountsALoneCarriageReturnAsALine) {
  const auto tables = markdown_tables("x\r\r| |\r|---|\r| 1 |\r");
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0].line, 3U);
  EXPECT_EQ(tables[0].rows.at(0).line, 5U);
}

TEST(Markdown, FindsTablesInsideQuotesAndLists) {
  const auto tables =
      markdown_tables("> | a | b |\n> |---|---|\n> | 1 | 2 |\n\n- | c |\n  |---|\n  | 3 |\n");
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[0].rows.at(0).cells, (Cells{"1", "2"}));
  EXPECT_EQ(tables[0].rows.at(0).line, 3U);
  EXPECT_EQ(tables[1].line, 5U);
}

TEST(Markdown, LeavesOutWhatIsNoTable) {
  for (const std::string_view text :
       {"", "prose", "| a | b |", "| a |\n| b |\n", "```\n| a |\n|---|\n| 1 |\n```\n",
        "    | a |\n    |---|\n"}) {
    EXPECT_TRUE(markdown_tables(text).empty()) << text;
  }
}

TEST(Markdown, FillsShortRowsAndCutsLongOnes) {
  const auto tables = markdown_tables("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n");
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0].rows.at(0).cells, (Cells{"1", ""}));
  EXPECT_EQ(tables[0].rows.at(1).cells, (Cells{"1", "2"}));
}

TEST(Markdown, EndsWhereASmallFileAsksForTooManyCells) {
  std::string text = "|a|\n|-|\n|1|\n\n";
  std::string head;
  std::string rule;
  for (int i = 0; i < 3000; ++i) {
    head += "|h";
    rule += "|-";
  }
  text += head + "|\n" + rule + "|\n";
  for (int i = 0; i < 3000; ++i) {
    text += "|x|\n";
  }
  EXPECT_EQ(markdown_tables(text).size(), 1U);
}

}  // namespace
}  // namespace chimera::text
