#include "stats/effect_size.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace chimera::stats {
namespace {

// Expected numbers: numpy 2.4.6 and scipy 1.17.1.
const std::vector<double> kA = {41.2, 39.8, 40.5, 42.1, 38.9, 40.0};
const std::vector<double> kB = {44.0, 45.1, 43.2, 46.3, 42.8};
const std::vector<double> kC = {43.1, 40.9, 42.8, 44.9, 39.5, 41.7};

// What an absent result becomes here, so that every comparison rejects it; a ratio that is absent
// looks as if it had limits, because the tests ask for ratios without.
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr Limits kNoLimits{kNone, kNone};
constexpr Ratio kNoRatio{kNone, kNoLimits};

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

TEST(HedgesG, AgreesWithTheFormulaInNumpy) {
  // d = (b.mean() - a.mean()) / sqrt((5 * a.var(ddof=1) + 4 * b.var(ddof=1)) / 9)
  // d * gamma(4.5) / (sqrt(4.5) * gamma(4))
  EXPECT_NEAR(hedges_g(kA, kB).value_or(kNone), 2.7818973325571577, 1e-12);
  EXPECT_NEAR(hedges_g(kB, kA).value_or(kNone), -2.7818973325571577, 1e-12);
}

TEST(HedgesG, NeedsSpreadAndTwoDegreesOfFreedom) {
  EXPECT_FALSE(hedges_g({}, kB));
  EXPECT_FALSE(hedges_g(std::vector<double>{1}, std::vector<double>{1, 2}));
  EXPECT_TRUE(hedges_g(std::vector<double>{1}, std::vector<double>{1, 2, 3}));
  EXPECT_FALSE(hedges_g(std::vector<double>(3, 0.1), std::vector<double>(3, 0.7)));
}

TEST(CliffsDelta, CountsPairs) {
  // By hand: b = 2 is above 1 and ties with two; b = 3 is above all three. (1 + 3) / 6.
  EXPECT_DOUBLE_EQ(
      cliffs_delta(std::vector<double>{2, 1, 2}, std::vector<double>{3, 2}).value_or(kNone),
      4.0 / 6);
  EXPECT_DOUBLE_EQ(cliffs_delta(kA, kB).value_or(kNone), 1);
  EXPECT_DOUBLE_EQ(cliffs_delta(kB, kA).value_or(kNone), -1);
  EXPECT_FALSE(cliffs_delta(kA, {}));
  EXPECT_FALSE(cliffs_delta({}, kA));
}

}  // namespace
}  // namespace chimera::stats
