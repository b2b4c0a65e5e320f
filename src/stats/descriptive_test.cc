#include "stats/descriptive.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace chimera::stats {
namespace {

// Expected numbers: numpy 2.4.6 and scipy 1.17.1.
//   np.mean(a), np.var(a, ddof=1), np.std(a, ddof=1), stats.variation(a, ddof=1),
//   np.percentile(a, s), stats.iqr(a), stats.gmean(a)
const std::vector<double> kSample = {41.2, 39.8, 40.5, 42.1, 38.9, 40.0};

/// An absent statistic is NaN here, which every comparison rejects.
double number(const Defined& statistic) {
  return statistic.value_or(std::numeric_limits<double>::quiet_NaN());
}

TEST(Descriptive, AgreesWithNumpyAndScipy) {
  EXPECT_DOUBLE_EQ(number(mean(kSample)), 40.416666666666664);
  EXPECT_NEAR(number(variance(kSample)), 1.26166666666667, 1e-13);
  EXPECT_NEAR(number(standard_deviation(kSample)), 1.1232393630329514, 1e-13);
  EXPECT_NEAR(number(coefficient_of_variation(kSample)), 0.02779148939462972, 1e-15);
  EXPECT_NEAR(number(geometric_mean(kSample)), 40.40370268410781, 1e-12);
  EXPECT_DOUBLE_EQ(number(minimum(kSample)), 38.9);
  EXPECT_DOUBLE_EQ(number(maximum(kSample)), 42.1);
  EXPECT_NEAR(number(interquartile_range(kSample)), 1.1750000000000114, 1e-12);
}

TEST(Descriptive, PercentilesInterpolateLikeNumpy) {
  struct Row {
    double share;
    double expected;
  };

  const std::vector<Row> rows = {{0, 38.9},      {0.05, 39.125}, {0.25, 39.85},
                                 {0.5, 40.25},   {0.75, 41.025}, {0.9, 41.65},
                                 {0.95, 41.875}, {0.99, 42.055}, {1, 42.1}};
  for (const Row& row : rows) {
    EXPECT_NEAR(number(percentile(kSample, row.share)), row.expected, 1e-12) << row.share;
  }
  const std::vector<double> ties = {2, 9, 2, 1, 2};
  EXPECT_NEAR(number(percentile(ties, 0.1)), 1.4, 1e-15);
  EXPECT_DOUBLE_EQ(number(percentile(ties, 0.25)), 2);
  EXPECT_DOUBLE_EQ(number(percentile(ties, 0.75)), 2);
  EXPECT_NEAR(number(percentile(ties, 0.9)), 6.2, 1e-14);
  EXPECT_DOUBLE_EQ(number(median(ties)), 2);
}

TEST(Descriptive, NoValuesHaveNoStatisticButASum) {
  const Values none;
  EXPECT_DOUBLE_EQ(sum(none), 0);
  EXPECT_FALSE(mean(none));
  EXPECT_FALSE(variance(none));
  EXPECT_FALSE(minimum(none));
  EXPECT_FALSE(maximum(none));
  EXPECT_FALSE(median(none));
  EXPECT_FALSE(interquartile_range(none));
  EXPECT_FALSE(geometric_mean(none));
  EXPECT_FALSE(coefficient_of_variation(none));
}

TEST(Descriptive, OneValueHasNoSpread) {
  const std::vector<double> one = {3.5};
  EXPECT_DOUBLE_EQ(number(mean(one)), 3.5);
  EXPECT_DOUBLE_EQ(number(percentile(one, 0.99)), 3.5);
  EXPECT_FALSE(variance(one));
  EXPECT_FALSE(standard_deviation(one));
  EXPECT_FALSE(coefficient_of_variation(one));
}

TEST(Descriptive, EqualValuesAreTheirOwnMeanExactly) {
  for (const double value : {0.1, 1.0 / 3, 0.7, 1e9 + 0.1, 123456.789}) {
    for (std::size_t n = 2; n < 40; ++n) {
      const std::vector<double> same(n, value);
      EXPECT_EQ(mean(same), Defined(value)) << value << " " << n;
      EXPECT_EQ(variance(same), Defined(0)) << value << " " << n;
    }
  }
}

TEST(Descriptive, ALargeOffsetCostsNoDigits) {
  // np.var([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], ddof=1) is 30 exactly.
  EXPECT_DOUBLE_EQ(number(variance(std::vector<double>{1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16})), 30);
  // Plain summation gives 0: Neumaier's own example.
  EXPECT_DOUBLE_EQ(sum(std::vector<double>{1, 1e100, 1, -1e100}), 2);
}

TEST(Descriptive, SpreadAndDifferencesKeepTheirDigitsAtALargeOffset) {
  // Multiples of 1/64 are exact at 1e9; p75 − p25 of {0, 1, 3, 8} / 64 is 3.5 / 64 by hand, the
  // median 2 / 64 and the distances from it 2, 1, 1 and 6.
  const double at = 1e9;
  const std::vector<double> far = {at, at + 1.0 / 64, at + 3.0 / 64, at + 8.0 / 64};
  EXPECT_DOUBLE_EQ(number(interquartile_range(far)), 3.5 / 64);
  EXPECT_DOUBLE_EQ(number(median_absolute_deviation(far)), 1.5 / 64);
  EXPECT_DOUBLE_EQ(number(mean_difference(far, std::vector<double>{at + 4.0 / 64})), 1.0 / 64);
  EXPECT_FALSE(mean_difference(far, {}));
  EXPECT_FALSE(median_absolute_deviation({}));
}

TEST(Descriptive, SeveralPercentilesKeepTheirOrder) {
  const std::vector<double> shares = {1, 0.5, 0, 0.5};
  EXPECT_EQ(percentiles(std::vector<double>{4, 1, 3}, shares), (std::vector<double>{4, 3, 1, 3}));
  EXPECT_TRUE(percentiles({}, shares).empty());
}

TEST(Descriptive, UndefinedIsAbsent) {
  EXPECT_FALSE(coefficient_of_variation(std::vector<double>{-1, 1}));
  EXPECT_FALSE(geometric_mean(std::vector<double>{1, 0}));
  EXPECT_FALSE(geometric_mean(std::vector<double>{1, -2}));
}

TEST(Descriptive, OverflowIsAbsent) {
  const double huge = std::numeric_limits<double>::max();
  EXPECT_FALSE(mean(std::vector<double>{huge, huge}));
  EXPECT_FALSE(variance(std::vector<double>{huge, -huge}));
  EXPECT_FALSE(variance(std::vector<double>{huge, huge}));
  const std::vector<double> wide = {-huge, -huge, huge, huge, huge};
  EXPECT_FALSE(interquartile_range(wide));
  EXPECT_FALSE(median_absolute_deviation(wide));
}

TEST(DescriptiveDeathTest, AShareOutsideItsRangeIsABug) {
  EXPECT_DEATH(static_cast<void>(percentile(kSample, 95)), "share");
}

}  // namespace
}  // namespace chimera::stats
