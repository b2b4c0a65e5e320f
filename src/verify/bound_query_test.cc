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
  EXPECT_EQ(parse_query("--metric a --by b,c")->by, (std::vector<std::string>{"b", "c"}));
  EXPECT_FALSE(parse_query("--stat mean"));
  EXPECT_FALSE(parse_query("--metric a --stat nonsense"));
  EXPECT_FALSE(parse_query("--metric a --colour red"));
  EXPECT_FALSE(parse_query("--metric"));
}

}  // namespace
}  // namespace chimera::verify
