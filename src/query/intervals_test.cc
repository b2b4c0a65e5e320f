#include "query/intervals.h"

#include <gtest/gtest.h>

#include <vector>

namespace chimera::query {
namespace {

// scipy: t.interval(0.95, 3, 11.5, sem) with s = √(5/3).
TEST(MeanInterval, StudentsIsTheUsualOne) {
  const std::vector<double> values{10, 11, 12, 13};
  const auto found = mean_interval(values).interval.value_or(Interval{});
  EXPECT_NEAR(found.low, 9.445739743239479, 1e-9);
  EXPECT_NEAR(found.high, 13.554260256760521, 1e-9);
  EXPECT_EQ(found.method, "t interval over 4 replicates");
}

// numpy and scipy by Olsson's formula; the standard deviation of the logarithms is 1.16.
TEST(MeanInterval, StronglySkewedValuesGetTheLognormalOne) {
  const std::vector<double> values{1, 1.5, 2, 3, 5, 8, 9, 14, 20, 33};
  const auto found = mean_interval(values).interval.value_or(Interval{});
  EXPECT_EQ(found.method, "lognormal interval over 10 replicates");
  EXPECT_NEAR(found.low, 3.6589009420120835, 1e-9);
  EXPECT_NEAR(found.high, 32.88114625931556, 1e-9);
}

TEST(MeanInterval, FewValuesWithOutliersHaveNoneAndSayWhy) {
  const std::vector<double> values{1.0, 1.1, 0.9, 1.05, 0.95, 1.02, 1.6};
  const FoundInterval found = mean_interval(values);
  EXPECT_FALSE(found.interval.has_value());
  EXPECT_NE(found.no_interval.find("far from the others"), std::string::npos);
}

TEST(MeanInterval, ManyValuesWithOutliersAreResampled) {
  std::vector<double> values;
  values.reserve(30);
  for (int i = 0; i < 30; ++i) {
    values.push_back(1 + 0.01 * (i % 7));
  }
  values.back() = 1.5;
  const auto found = mean_interval(values).interval.value_or(Interval{});
  EXPECT_EQ(found.method, "BCa bootstrap interval over 30 replicates");
  EXPECT_LT(found.low, 1.0447);  // the mean
  EXPECT_GT(found.high, 1.0447);
}

TEST(MeanInterval, ASingleTrialHasNone) {
  const std::vector<double> one{3};
  EXPECT_EQ(mean_interval(one).no_interval, "a single trial");
}

TEST(QuantileInterval, IsOfOrderStatisticsWhereThereAreEnough) {
  // By scipy's binom: of ten values the second and the ninth hold the median at 97.9 %.
  const std::vector<double> ten{5, 1, 4, 2, 3, 10, 9, 6, 8, 7};
  const auto found = quantile_interval(ten, 0.5).interval.value_or(Interval{});
  EXPECT_DOUBLE_EQ(found.low, 2);
  EXPECT_DOUBLE_EQ(found.high, 9);
  EXPECT_EQ(found.method, "order statistics over 10 replicates");
  EXPECT_EQ(quantile_interval(ten, 0.95).no_interval,
            "order statistics reach 95 % from 72 replicates on");
}

}  // namespace
}  // namespace chimera::query
