#include "query/nearest.h"

#include <gtest/gtest.h>

namespace chimera::query {
namespace {

TEST(Nearest, OffersATypoAndNothingForAStranger) {
  const std::set<std::string> known{"tokens_s", "ttft_s", "load_s"};
  EXPECT_EQ(nearest_name("token_s", known), "tokens_s");
  EXPECT_EQ(nearest_name("TTFT_S", known), "ttft_s");
  EXPECT_EQ(nearest_name("bananas_per_hour", known), std::nullopt);
  EXPECT_EQ(nearest_name("medain", {"mean", "median"}), "median");
  EXPECT_EQ(nearest_name("x", {}), std::nullopt);
}

}  // namespace
}  // namespace chimera::query
