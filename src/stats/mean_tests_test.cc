#include "stats/mean_tests.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace chimera::stats {
namespace {

// Expected numbers: scipy 1.17.1 with numpy 2.4.6.
//   r = stats.ttest_ind(b, a, equal_var=False), stats.ttest_rel(c, a); r.confidence_interval(0.95)
const std::vector<double> kA = {41.2, 39.8, 40.5, 42.1, 38.9, 40.0};
const std::vector<double> kB = {44.0, 45.1, 43.2, 46.3, 42.8};
const std::vector<double> kC = {43.1, 40.9, 42.8, 44.9, 39.5, 41.7};

// What an absent result becomes here, so that every comparison rejects it.
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr TestOutcome kNoTest{kNone, kNone, kNone, kNone, kNone};

std::vector<double> plus(std::vector<double> values, double offset) {
  for (double& value : values) {
    value += offset;
  }
  return values;
}

TEST(Welch, AgreesWithScipy) {
  const TestOutcome test = welch_test(kA, kB).value_or(kNoTest);
  EXPECT_NEAR(test.statistic, 4.907713707464017, 1e-11);
  EXPECT_NEAR(test.df, 7.5671933796183355, 1e-10);
  EXPECT_NEAR(test.p, 0.0013888254574367595, 1e-13);
  EXPECT_NEAR(test.difference, 3.863333333333344, 1e-12);
  EXPECT_NEAR(difference_limits(test).low, 2.02982381304556, 1e-11);
  EXPECT_NEAR(difference_limits(test).high, 5.696842853621128, 1e-11);
}

TEST(Welch, SwappingTheSamplesTurnsTheSign) {
  const TestOutcome forth = welch_test(kA, kB).value_or(kNoTest);
  const TestOutcome back = welch_test(kB, kA).value_or(kNoTest);
  EXPECT_DOUBLE_EQ(forth.statistic, -back.statistic);
  EXPECT_DOUBLE_EQ(forth.p, back.p);
  EXPECT_DOUBLE_EQ(difference_limits(forth).low, -difference_limits(back).high);
}

TEST(Welch, ATinyPKeepsItsDigits) {
  // stats.ttest_ind([5000 + x for x in b], a, equal_var=False).pvalue; 1 - cdf would give 0.
  const double p = welch_test(kA, plus(kB, 5000)).value_or(kNoTest).p;
  EXPECT_NEAR(p / 9.862347979834735e-27, 1, 1e-9);
}

TEST(Welch, ALargeOffsetChangesNothing) {
  // Whole numbers with whole means stay exact at the offset, so every digit has to agree.
  const std::vector<double> a = {4, 7, 13, 16};
  const std::vector<double> b = {20, 22, 27, 31};
  const TestOutcome near = welch_test(a, b).value_or(kNoTest);
  const TestOutcome far = welch_test(plus(a, 1e9), plus(b, 1e9)).value_or(kNoTest);
  EXPECT_DOUBLE_EQ(far.statistic, near.statistic);
  EXPECT_DOUBLE_EQ(far.p, near.p);
  EXPECT_DOUBLE_EQ(far.difference, 15);
}

TEST(Welch, OneConstantSampleIsEnoughSpread) {
  const TestOutcome test =
      welch_test(std::vector<double>{1, 1, 1}, std::vector<double>{2, 3, 4, 9}).value_or(kNoTest);
  EXPECT_NEAR(test.statistic, 2.2514363231593695, 1e-12);
  EXPECT_NEAR(test.df, 3, 1e-12);
  EXPECT_NEAR(test.p, 0.1097920278817165, 1e-12);
}

TEST(Welch, AbsentWithoutSpreadOrValues) {
  const std::vector<double> one = {1};
  EXPECT_FALSE(welch_test({}, {}));
  EXPECT_FALSE(welch_test(one, kB));
  EXPECT_FALSE(welch_test(kA, one));
  EXPECT_FALSE(welch_test(std::vector<double>(3, 0.1), std::vector<double>(3, 0.1)));
  EXPECT_FALSE(welch_test(std::vector<double>(3, 0.1), std::vector<double>(7, 0.7)));
}

TEST(WelchAnova, AgreesWithStatsmodels) {
  // statsmodels 0.15.0: anova_generic(…, use_var="unequal", welch_correction=True).
  const std::vector<Summary> samples = {
      {10, 1.2, 5}, {10.5, 0.7, 8}, {9.8, 2, 12}, {10.1, 0.4, 30}};
  const auto outcome = welch_anova_of_summaries(samples);
  ASSERT_TRUE(outcome);
  EXPECT_NEAR(outcome->f, 0.828228352749846, 1e-12);
  EXPECT_DOUBLE_EQ(outcome->df_between, 3);
  EXPECT_NEAR(outcome->df_within, 11.059778653507959, 1e-11);
  EXPECT_NEAR(outcome->p, 0.5053967818090341, 1e-12);
}

TEST(WelchAnova, OfTwoIsWelchsTest) {
  // scipy 1.17: ttest_ind_from_stats(10, 1, 4, 12, 2, 6, equal_var=False).
  const std::vector<Summary> two = {{10, 1, 4}, {12, 2, 6}};
  EXPECT_NEAR(welch_anova_of_summaries(two)->p, 0.07167976757132034, 1e-13);
}

TEST(WelchAnova, AbsentWhereASampleCarriesNone) {
  EXPECT_FALSE(welch_anova_of_summaries(std::vector<Summary>{{1, 1, 5}}));
  EXPECT_FALSE(welch_anova_of_summaries(std::vector<Summary>{{1, 1, 5}, {2, 0, 5}}));
  EXPECT_FALSE(welch_anova_of_summaries(std::vector<Summary>{{1, 1, 5}, {2, 1, 1}}));
}

TEST(Paired, AgreesWithScipy) {
  const TestOutcome test = paired_test(kA, kC).value_or(kNoTest);
  EXPECT_NEAR(test.statistic, 5.329480400990132, 1e-11);
  EXPECT_DOUBLE_EQ(test.df, 5);
  EXPECT_NEAR(test.p, 0.0031159196292877226, 1e-13);
  EXPECT_NEAR(difference_limits(test).low, 0.8972902584883974, 1e-11);
  EXPECT_NEAR(difference_limits(test).high, 2.569376408178269, 1e-11);
}

TEST(Paired, AConstantDifferenceIsNoSpreadEvenAfterRounding) {
  EXPECT_FALSE(paired_test(kA, kA));
  // 0.3 - 0.1 and 0.4 - 0.2 differ in the last bit only.
  const std::vector<double> before = {0.1, 0.2, 0.7};
  EXPECT_FALSE(paired_test(before, plus(before, 0.2)));
  EXPECT_FALSE(paired_test({}, {}));
  EXPECT_FALSE(paired_test(std::vector<double>{1}, std::vector<double>{2}));
}

TEST(PairedDeathTest, UnequalLengthsAreABug) {
  EXPECT_DEATH(static_cast<void>(paired_test(kA, kB)), "one length");
}

}  // namespace
}  // namespace chimera::stats
