#include "stats/equivalence.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace chimera::stats {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr Equivalence kNoTest{kNone, kNone, {kNone, kNone}};
const std::vector<double> kA = {41.2, 39.8, 40.5, 42.1, 38.9, 40.0};
const std::vector<double> kB = {41.0, 40.1, 40.2, 42.3, 39.1, 39.9};

TEST(Equivalence, ItsPAndItsLimitsSayTheSame) {
  // p is 0.05 just where the margin is a limit at 90 %.
  const Equivalence wide = equivalence_test(kA, kB, {-10, 10}).value_or(kNoTest);
  const Equivalence edge = equivalence_test(kA, kB, {-10, wide.limits.high}).value_or(kNoTest);
  EXPECT_LT(wide.p, 0.001);
  EXPECT_NEAR(edge.p, 0.05, 1e-12);
  const Equivalence ratio = ratio_equivalence_test(kA, kB, {0.5, 2}).value_or(kNoTest);
  const Equivalence low = ratio_equivalence_test(kA, kB, {ratio.limits.low, 2}).value_or(kNoTest);
  EXPECT_NEAR(low.p, 0.05, 1e-10);
}

TEST(Equivalence, PairsAreSurerThanSamples) {
  const Limits margin{-0.5, 0.5};
  EXPECT_LT(paired_equivalence_test(kA, kB, margin).value_or(kNoTest).p, 0.01);
  EXPECT_GT(equivalence_test(kA, kB, margin).value_or(kNoTest).p, 0.1);
  EXPECT_LT(paired_ratio_equivalence_test(kA, kB, {0.98, 1.02}).value_or(kNoTest).p, 0.01);
}

TEST(Equivalence, AbsentWithoutSpreadOrLogarithms) {
  EXPECT_FALSE(equivalence_test({}, kB, {-1, 1}));
  EXPECT_FALSE(paired_equivalence_test(kA, kA, {-1, 1}));
  EXPECT_FALSE(ratio_equivalence_test(std::vector<double>{0, 1, 2}, kB, {0.9, 1.1}));
}

TEST(EquivalenceDeathTest, AMarginHasAWidth) {
  EXPECT_DEATH(static_cast<void>(equivalence_test(kA, kB, {1, -1})), "margin");
  EXPECT_DEATH(static_cast<void>(ratio_equivalence_test(kA, kB, {0, 1.1})), "margin");
}

}  // namespace
}  // namespace chimera::stats
