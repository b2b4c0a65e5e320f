#include "verify/bound_query.h"

#include <gtest/gtest.h>

namespace chimera::verify {
namespace {

TEST(BoundQuery, ReadsWhatAShellWould) {
  const auto query = parse_query(
      "DIR --metric 'Tokens per Second' --stat mean --where file=a.csv "
      "--where \"model=x y\" --exclude-cold");
  ASSERT_TRUE(query);
  EXPECT_EQ(query->metric, "Tokens per Second");
  ASSERT_EQ(query->where.size(), 2U);
  EXPECT_EQ(query->where[1].value, "x y");
  EXPECT_TRUE(query->exclude_cold);
  EXPECT_FALSE(parse_query("--stat mean"));
  EXPECT_FALSE(parse_query("--metric a --stat nonsense"));
  EXPECT_FALSE(parse_query("--metric a --colour red"));
  EXPECT_FALSE(parse_query("--metric"));
}

TEST(BoundQuery, FindsTheNumberBeforeTheComment) {
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
  EXPECT_EQ(bound[1].arguments, " --metric y ");
}

}  // namespace
}  // namespace chimera::verify
