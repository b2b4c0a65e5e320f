#include "stats/rank_tests.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace chimera::stats {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr RankOutcome kNoTest{kNone, kNone, false};

TEST(MidRanks, TiedValuesShareTheirMean) {
  EXPECT_EQ(mid_ranks(std::vector<double>{3, 1, 3, 2, 3}), (std::vector<double>{4, 1, 4, 2, 4}));
  EXPECT_TRUE(mid_ranks({}).empty());
}

TEST(MannWhitney, IsExactByHandForThreeAgainstThree) {
  // All of b above all of a: 1 of 20 choices a side.
  const RankOutcome test =
      mann_whitney_test(std::vector<double>{1, 2, 3}, std::vector<double>{4, 5, 6})
          .value_or(kNoTest);
  EXPECT_TRUE(test.exact);
  EXPECT_DOUBLE_EQ(test.statistic, 9);
  EXPECT_DOUBLE_EQ(test.p, 0.1);
  const RankOutcome middle =
      mann_whitney_test(std::vector<double>{1, 4}, std::vector<double>{2, 3}).value_or(kNoTest);
  EXPECT_DOUBLE_EQ(middle.p, 1);
}

TEST(MannWhitney, TiesMakeItNormalAndAllTiedSayNothing) {
  // scipy 1.17.1: mannwhitneyu([2, 3, 3, 5], [1, 2, 2, 3], method='asymptotic')
  const RankOutcome test =
      mann_whitney_test(std::vector<double>{1, 2, 2, 3}, std::vector<double>{2, 3, 3, 5})
          .value_or(kNoTest);
  EXPECT_FALSE(test.exact);
  EXPECT_DOUBLE_EQ(test.statistic, 13);
  EXPECT_NEAR(test.p, 0.1720337089218229, 1e-12);
  const std::vector<double> same(3, 7);
  EXPECT_DOUBLE_EQ(mann_whitney_test(same, same).value_or(kNoTest).p, 1);
  EXPECT_FALSE(mann_whitney_test({}, same));
  EXPECT_FALSE(mann_whitney_test(same, {}));
}

TEST(SignedRank, IsExactByHandForFivePairs) {
  const std::vector<double> zeros(5, 0);
  // All five up: 1 of 32 choices of signs a side.
  const RankOutcome up =
      signed_rank_test(zeros, std::vector<double>{1, 2, 3, 4, 5}).value_or(kNoTest);
  EXPECT_TRUE(up.exact);
  EXPECT_DOUBLE_EQ(up.statistic, 15);
  EXPECT_DOUBLE_EQ(up.p, 2.0 / 32);
}

TEST(SignedRank, PairsWithoutDifferenceAreLeftOut) {
  const std::vector<double> a = {1, 2, 3, 4};
  EXPECT_FALSE(signed_rank_test(a, a));
  EXPECT_FALSE(signed_rank_test({}, {}));
  const RankOutcome one = signed_rank_test(a, std::vector<double>{1, 2, 3, 5}).value_or(kNoTest);
  EXPECT_FALSE(one.exact);
  EXPECT_DOUBLE_EQ(one.statistic, 1);
}

TEST(SignedRank, DifferencesThatOnlyRoundingPartsAreTied) {
  // 0.3 − 0.1 and 0.4 − 0.2 are 0.2 but for the last bit, and so is 0.7 − 0.9 in size.
  const std::vector<double> a = {0.1, 0.2, 0.9};
  const RankOutcome test =
      signed_rank_test(a, std::vector<double>{0.3, 0.4, 0.7}).value_or(kNoTest);
  EXPECT_FALSE(test.exact);
  EXPECT_DOUBLE_EQ(test.statistic, 4);  // two of three ranks of 2
}

}  // namespace
}  // namespace chimera::stats
