#include "text/nearest.h"

#include <gtest/gtest.h>

namespace chimera::text {
namespace {

TEST(Nearest, OffersATypoAndNothingForAStranger) {
  const std::set<std::string> known{"tokens_s", "ttft_s", "load_s"};
  EXPECT_EQ(nearest_name("token_s", known), "tokens_s");
  EXPECT_EQ(nearest_name("TTFT_S", known), "ttft_s");
  EXPECT_EQ(nearest_name("bananas_per_hour", known), std::nullopt);
  EXPECT_EQ(nearest_name("medain", {"mean", "median"}), "median");
  EXPECT_EQ(nearest_name("x", {}), std::nullopt);
}

TEST(Nearest, ANameThatAlmostMeetsAGlob) {
  const std::set<std::string> known{"reports/gemma3/1b_param_tuning.csv", "reports/notes.md"};
  EXPECT_EQ(nearest_match("reports/gemma3/*_param_tunning.csv", known),
            "reports/gemma3/1b_param_tuning.csv");
  EXPECT_EQ(nearest_match("report/n?tes.md", known), "reports/notes.md");
  EXPECT_EQ(nearest_match("*.parquet", known), std::nullopt);
  EXPECT_EQ(nearest_match(std::string(1000, 'x'), known), std::nullopt);
}

}  // namespace
}  // namespace chimera::text
