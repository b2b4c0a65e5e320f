#include "stats/multiplicity.h"

#include <gtest/gtest.h>

#include <vector>

namespace chimera::stats {
namespace {

TEST(Holm, AgreesWithStatsmodelsInTheOrderGiven) {
  // statsmodels 0.15.0: multipletests([.01, .04, .03, .005, .9, .04], method='holm')[1]
  const std::vector<double> expected = {0.05, 0.12, 0.12, 0.03, 0.9, 0.12};
  const auto adjusted = holm_adjusted(std::vector<double>{0.01, 0.04, 0.03, 0.005, 0.9, 0.04});
  ASSERT_EQ(adjusted.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(adjusted[i], expected[i], 1e-15) << i;
  }
  EXPECT_TRUE(holm_adjusted({}).empty());
  EXPECT_DOUBLE_EQ(holm_adjusted(std::vector<double>{0.6, 0.7})[0], 1);
}

TEST(BenjaminiHochberg, AgreesWithStatsmodelsInTheOrderGiven) {
  // statsmodels 0.15.0: multipletests([.01, .04, .03, .005, .9, .04], method='fdr_bh')[1]
  const std::vector<double> expected = {0.03, 0.048, 0.048, 0.03, 0.9, 0.048};
  const auto adjusted =
      benjamini_hochberg_adjusted(std::vector<double>{0.01, 0.04, 0.03, 0.005, 0.9, 0.04});
  ASSERT_EQ(adjusted.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(adjusted[i], expected[i], 1e-15) << i;
  }
  EXPECT_TRUE(benjamini_hochberg_adjusted({}).empty());
}

}  // namespace
}  // namespace chimera::stats
