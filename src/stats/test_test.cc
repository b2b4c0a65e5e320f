#include "stats/test.h"

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

// What an absent result becomes here, so that every comparison rejects it; a ratio that is absent
// looks as if it had limits, because the tests ask for ratios without.
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr Limits kNoLimits{kNone, kNone};
constexpr TestOutcome kNoTest{kNone, kNone, kNone, kNone, kNoLimits};
constexpr Ratio kNoRatio{kNone, kNoLimits};

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
  EXPECT_NEAR(test.difference_limits.low, 2.02982381304556, 1e-11);
  EXPECT_NEAR(test.difference_limits.high, 5.696842853621128, 1e-11);
}

TEST(Welch, SwappingTheSamplesTurnsTheSign) {
  const TestOutcome forth = welch_test(kA, kB).value_or(kNoTest);
  const TestOutcome back = welch_test(kB, kA).value_or(kNoTest);
  EXPECT_DOUBLE_EQ(forth.statistic, -back.statistic);
  EXPECT_DOUBLE_EQ(forth.p, back.p);
  EXPECT_DOUBLE_EQ(forth.difference_limits.low, -back.difference_limits.high);
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

TEST(Paired, AgreesWithScipy) {
  const TestOutcome test = paired_test(kA, kC).value_or(kNoTest);
  EXPECT_NEAR(test.statistic, 5.329480400990132, 1e-11);
  EXPECT_DOUBLE_EQ(test.df, 5);
  EXPECT_NEAR(test.p, 0.0031159196292877226, 1e-13);
  EXPECT_NEAR(test.difference_limits.low, 0.8972902584883974, 1e-11);
  EXPECT_NEAR(test.difference_limits.high, 2.569376408178269, 1e-11);
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

TEST(RatioOfMeans, AgreesWithTheDeltaMethodInNumpy) {
  // va = np.var(a, ddof=1) / len(a) / np.mean(a)**2, vb likewise, df by Satterthwaite from both;
  // h = stats.t.ppf(0.975, df) * np.sqrt(va + vb); ratio * np.exp([-h, h])
  const Ratio ratio = ratio_of_means(kA, kB).value_or(kNoRatio);
  const Limits limits = ratio.limits.value_or(kNoLimits);
  EXPECT_NEAR(ratio.value, 1.0955876288659796, 1e-13);
  EXPECT_NEAR(limits.low, 1.0501563667146572, 1e-12);
  EXPECT_NEAR(limits.high, 1.142984312211785, 1e-12);
}

TEST(RatioOfMeans, WithoutSpreadThereIsARatioButNoInterval) {
  const Ratio single =
      ratio_of_means(std::vector<double>{2}, std::vector<double>{3}).value_or(kNoRatio);
  EXPECT_DOUBLE_EQ(single.value, 1.5);
  EXPECT_FALSE(single.limits);
  EXPECT_FALSE(ratio_of_means(std::vector<double>(3, 0.1), std::vector<double>(3, 0.7))
                   .value_or(kNoRatio)
                   .limits);
  EXPECT_FALSE(ratio_of_means({}, kB));
  EXPECT_FALSE(ratio_of_means(std::vector<double>{0, 0}, kB));
  EXPECT_FALSE(ratio_of_means(kA, std::vector<double>{-1, -2}));
}

TEST(RatioOfPairedMeans, AgreesWithNumpy) {
  // d = c / np.mean(c) - a / np.mean(a); h = stats.t.ppf(0.975, 5) * stats.sem(d);
  // ratio * np.exp([-h, h])
  const Ratio ratio = ratio_of_paired_means(kA, kC).value_or(kNoRatio);
  const Limits limits = ratio.limits.value_or(kNoLimits);
  EXPECT_NEAR(ratio.value, 1.0428865979381443, 1e-13);
  EXPECT_NEAR(limits.low, 1.023521831543749, 1e-12);
  EXPECT_NEAR(limits.high, 1.0626177406676138, 1e-12);
}

TEST(RatioOfPairedMeans, ProportionalPairsHaveNoInterval) {
  std::vector<double> scaled = kA;
  for (double& value : scaled) {
    value *= 1.1;
  }
  const Ratio ratio = ratio_of_paired_means(kA, scaled).value_or(kNoRatio);
  EXPECT_NEAR(ratio.value, 1.1, 1e-14);
  EXPECT_FALSE(ratio.limits);
  EXPECT_FALSE(ratio_of_paired_means(std::vector<double>{1}, std::vector<double>{2})
                   .value_or(kNoRatio)
                   .limits);
  EXPECT_FALSE(ratio_of_paired_means({}, {}));
}

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

}  // namespace
}  // namespace chimera::stats
