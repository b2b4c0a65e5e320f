#include "verify/bound_number.h"

#include <gtest/gtest.h>

#include <string>

namespace chimera::verify {
namespace {

TEST(BoundNumber, FindsTheNumberBeforeTheComment) {
  const std::string text =
      "| a | 1.5 ms <!-- chimera: --metric x --> | **2 %** <!-- chimera: --metric y --> |\n"
      "<!-- chimera: --metric z -->\n";
  const auto document = read_document(text);
  ASSERT_TRUE(document);
  const auto bound = find_bound_numbers(*document);
  ASSERT_EQ(bound.size(), 2U);
  EXPECT_EQ(text.substr(bound[0].number.begin, bound[0].number.end - bound[0].number.begin), "1.5");
  EXPECT_EQ(bound[0].numeral.unit, "ms");
  EXPECT_EQ(text.substr(bound[1].number.begin, bound[1].number.end - bound[1].number.begin), "2");
  EXPECT_EQ(bound[1].query->metric, "y");
}

constexpr std::string_view kTable =
    "| model | mean (ms) | max |\n"
    "|---|---|---|\n"
    "| `a` | 1.5 | 2 s |\n"
    "| b | n/a | 4 |\n"
    "<!-- chimera: --metric x --by model --stat mean,max -->\n";

TEST(BoundNumber, ATableIsItsRowsAndStatistics) {
  const auto document = read_document(kTable);
  ASSERT_TRUE(document);
  const auto tables = find_bound_tables(*document);
  ASSERT_EQ(tables.size(), 1U);
  const auto numbers = numbers_of(tables[0]);
  ASSERT_EQ(numbers.size(), 3U);
  EXPECT_EQ(numbers[0].line, 2U);
  EXPECT_EQ(numbers[0].unit, "ms");
  EXPECT_EQ(numbers[1].unit, "s");
  EXPECT_EQ(numbers[2].line, 3U);
  EXPECT_EQ(canonical_text(*numbers[1].query), "--metric x --stat max --where model=a");
}

TEST(BoundNumber, ATableThatCannotBeBoundSaysWhy) {
  const std::string text =
      "| a | b |\n|---|---|\n| x | 1 |\n<!-- chimera: --metric x -->\n\n"
      "| a | b |\n|---|---|\n| x | 1 |\n"
      "<!-- chimera: --metric x --by a --stat mean,max -->\n"
      "3 <!-- chimera: --metric x --by a -->\n";
  const auto document = read_document(text);
  ASSERT_TRUE(document);
  const auto tables = find_bound_tables(*document);
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_NE(tables[0].query.error().message.find("--by"), std::string::npos);
  EXPECT_NE(tables[1].query.error().message.find("fewer columns"), std::string::npos);
  EXPECT_FALSE(find_bound_numbers(*document)[0].query);
}

}  // namespace
}  // namespace chimera::verify
