#include "stats/permutation.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace chimera::stats {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr PermutationOutcome kNoTest{kNone, kNone, false, 0};

TEST(Permutation, CountsAllChoicesByHand) {
  // Of the 20 ways to take three of six, two are as far apart.
  const PermutationOutcome test =
      permutation_test(std::vector<double>{1, 2, 3}, std::vector<double>{4, 5, 6})
          .value_or(kNoTest);
  EXPECT_TRUE(test.exact);
  EXPECT_EQ(test.arrangements, 20U);
  EXPECT_DOUBLE_EQ(test.p, 0.1);
  EXPECT_DOUBLE_EQ(test.difference, 3);
}

TEST(Permutation, UnequalSizesGiveTheSameEitherWay) {
  const std::vector<double> a = {0.1, 0.2, 0.3, 0.7};
  const std::vector<double> b = {0.4, 0.9};
  const PermutationOutcome forth = permutation_test(a, b).value_or(kNoTest);
  const PermutationOutcome back = permutation_test(b, a).value_or(kNoTest);
  EXPECT_EQ(forth.arrangements, 15U);
  EXPECT_DOUBLE_EQ(forth.p, back.p);
  // By hand, in tenths: pairs that sum to 13, to 14 or more, or to 4 or less are as far from 2 ·
  // 13/3 as 4 + 9: {4,9} {7,9} {1,2} {1,3}.
  EXPECT_DOUBLE_EQ(forth.p, 4.0 / 15);
  EXPECT_DOUBLE_EQ(forth.difference, -back.difference);
}

TEST(Permutation, ManyChoicesAreDrawnAndTheObservedOneCounts) {
  std::vector<double> a;
  std::vector<double> b;
  for (int i = 0; i < 30; ++i) {
    a.push_back(i);
    b.push_back(i + 100);
  }
  const PermutationOutcome test = permutation_test(a, b).value_or(kNoTest);
  EXPECT_FALSE(test.exact);
  EXPECT_EQ(test.arrangements, 9999U);
  EXPECT_DOUBLE_EQ(test.p, 1e-4);
  EXPECT_DOUBLE_EQ(permutation_test(a, a).value_or(kNoTest).p, 1);
}

TEST(Permutation, NeedsValuesOnBothSides) {
  EXPECT_FALSE(permutation_test({}, std::vector<double>{1}));
  EXPECT_FALSE(permutation_test(std::vector<double>{1}, {}));
  EXPECT_FALSE(paired_permutation_test({}, {}));
}

TEST(PairedPermutation, FlipsAllSignsByHand) {
  const std::vector<double> zeros(4, 0);
  const PermutationOutcome test =
      paired_permutation_test(zeros, std::vector<double>{1, 2, 3, 4}).value_or(kNoTest);
  EXPECT_TRUE(test.exact);
  EXPECT_EQ(test.arrangements, 16U);
  EXPECT_DOUBLE_EQ(test.p, 2.0 / 16);
  EXPECT_DOUBLE_EQ(paired_permutation_test(zeros, zeros).value_or(kNoTest).p, 1);
}

}  // namespace
}  // namespace chimera::stats
