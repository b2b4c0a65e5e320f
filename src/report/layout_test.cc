#include "report/layout.h"

#include <gtest/gtest.h>

namespace chimera::report {
namespace {

Piece value(std::string text) {
  return {PieceKind::kValue, std::move(text), "f1", "value", "s"};
}

TEST(Layout, RecordsLineAndCodePointColumn) {
  Layout layout;
  layout.line("first");
  layout.line({words("é… "), value("12.5"), words(" s, "), name("n 3"), words(", "), value("-4")});
  const Markdown markdown = layout.take();
  EXPECT_EQ(markdown.text, "first\né… 12.5 s, `n 3`, -4\n");
  ASSERT_EQ(markdown.numerals.size(), 2U);
  EXPECT_EQ(markdown.numerals[0].line, 2U);
  EXPECT_EQ(markdown.numerals[0].column, 4U);
  EXPECT_EQ(markdown.numerals[0].text, "12.5");
  EXPECT_EQ(markdown.numerals[0].source.fact, "f1");
  EXPECT_EQ(markdown.numerals[1].column, 19U);
  EXPECT_EQ(markdown.numerals[1].text, "-4");
}

TEST(Layout, NumeralInWordsStopsTheProgram) {
  Layout layout;
  EXPECT_DEATH(layout.line("about 12 files"), "plain words");
}

TEST(Layout, NumeralOverTwoPiecesStopsTheProgram) {
  Layout layout;
  EXPECT_DEATH(layout.line({value("12"), value("5")}), "two pieces");
}

TEST(Layout, ValueWithoutNumberStopsTheProgram) {
  Layout layout;
  EXPECT_DEATH(layout.line({value("n/a")}), "no number");
}

TEST(Layout, GluedValueIsStillRecorded) {
  Layout layout;
  layout.line({words("é "), value("1.5"), words("x")});
  ASSERT_EQ(layout.numerals().size(), 1U);
  EXPECT_EQ(layout.numerals()[0].text, "1.5");
  EXPECT_EQ(layout.numerals()[0].column, 3U);
}

TEST(Layout, NamesAndCellsAreHarmless) {
  Layout layout;
  layout.table({{words("a")}, {words("b")}},
               {{{name("x|`y`\nz")}}, {{words("p|q")}, {value("1")}}});
  EXPECT_EQ(layout.take().text, "| a | b |\n|---|---|\n| `x\\|'y' z` |  |\n| p\\|q | 1 |\n\n");
}

TEST(Layout, LoneBackquoteHidesNothing) {
  Layout layout;
  layout.line({words("a ` b "), value("7"), words(" c")});
  EXPECT_EQ(layout.take().text, "a ' b 7 c\n");
}

TEST(Layout, FenceCannotBeClosedFromInside) {
  Layout layout;
  layout.fence({"one 1", "  ```", "~~~"});
  const Markdown markdown = layout.take();
  EXPECT_EQ(markdown.text, "```\none 1\n'  ```\n'~~~\n```\n");
  EXPECT_TRUE(markdown.numerals.empty());
}

TEST(Layout, BlankLinesDoNotPileUp) {
  Layout layout;
  layout.blank();
  layout.heading(2, {words("A")});
  layout.blank();
  layout.heading(3, {words("B")});
  EXPECT_EQ(layout.take().text, "## A\n\n### B\n\n");
}

}  // namespace
}  // namespace chimera::report
