#include "text/number_style.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace chimera::text {
namespace {

using Cells = std::vector<std::string_view>;

/// "." or "," by the decimal sign, then " " where blanks group; "?" where it is ambiguous.
std::string decided(const std::vector<Cells>& columns, char delimiter) {
  std::vector<StyleVotes> votes;
  for (const Cells& cells : columns) {
    StyleVotes& column = votes.emplace_back();
    for (const std::string_view cell : cells) {
      column.add(cell);
    }
  }
  std::string text;
  for (const ColumnStyle& column : decide_styles(votes, delimiter)) {
    text += column.ambiguous ? "?" : column.style.decimal_comma ? "," : ".";
    text += column.style.blank_groups ? " " : "";
  }
  return text;
}

TEST(NumberStyle, IsWhatTheCellsProve) {
  struct Decided {
    std::vector<Cells> columns;
    char delimiter;
    std::string_view styles;
  };

  const std::vector<Decided> table = {
      {{{"1", "23"}}, ';', "."},
      {{{"1,5", "2"}}, ';', ","},
      {{{"1.5", "2"}}, ';', "."},
      {{{"1.234,5"}}, ';', ","},
      {{{"1,234.5"}}, '\t', "."},
      {{{"1'234.5"}}, ';', "."},
      {{{"1 234,5"}, {"12 345"}}, ';', ", , "},
      {{{"1 234"}}, ';', "?"},
      {{{"1 234 567"}}, ';', ". "},
      // Another column decides what a column alone leaves open.
      {{{"1.234", "12.345"}}, ';', "?"},
      {{{"1.234"}, {"0,5"}}, ';', ",,"},
      {{{"1.234"}, {"0.5"}}, ';', ".."},
      {{{"1.234", "0.987"}}, ';', "."},
      {{{"1.234"}}, ',', "."},
      {{{"1,234"}}, ',', "."},
      {{{"1,5"}, {"1.234"}}, ',', ",,"},
      // A version in a table of decimal commas: each by its own proof, the third has none.
      {{{"3.1"}, {"1,5"}, {"1.234"}}, ';', ".,?"},
      {{{"1.5", "1,25"}}, ';', "?"},
      // A number among texts proves nothing for the others.
      {{{"3.1", "beta", "rc"}, {"1,5"}, {"1.234"}}, ';', ".,,"},
      {{{"1.234 ms"}, {"7,5 ms"}}, ';', ",,"},
      {{{"2025-01-15", "01.02.2025", "1.2.3", "10:32"}}, ';', "."},
  };
  for (const Decided& row : table) {
    EXPECT_EQ(decided(row.columns, row.delimiter), row.styles)
        << row.columns.front().front() << " …, " << row.delimiter;
  }
}

TEST(NumberStyle, KnowsNumbersOfEitherStyle) {
  for (const std::string_view text : {"1", "-2.5", "1,5", "1.234,5", "1 234", ".5", "\u22123"}) {
    EXPECT_TRUE(is_number_in_some_style(text, true)) << text;
  }
  EXPECT_TRUE(is_number_in_some_style("8 GB", false));
  for (const std::string_view text : {"", " ", "a", "8 GB", "1 ± 2", "1.2.3", "-", "2025-01-15"}) {
    EXPECT_FALSE(is_number_in_some_style(text, true)) << text;
  }
}

TEST(NumberStyle, VotesCountEachCellOnce) {
  StyleVotes votes;
  for (const std::string_view cell : {"", " ", "x", "7", "1.5", "1,5", "1.234", "1 234"}) {
    votes.add(cell);
  }
  EXPECT_EQ(votes.filled, 6U);
  EXPECT_EQ(votes.numbers, 5U);
  EXPECT_EQ(votes.point, 1U);
  EXPECT_EQ(votes.comma, 1U);
  EXPECT_EQ(votes.either, 1U);
  EXPECT_EQ(votes.maybe_blanks, 1U);
}

}  // namespace
}  // namespace chimera::text
