#include "stats/interval.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace chimera::stats {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr Limits kNoLimits{kNone, kNone};  // every comparison rejects them

const std::vector<double> kSample = {41.2, 39.8, 40.5, 42.1, 38.9, 40.0};

TEST(Interval, StudentsAgreesWithScipy) {
  // scipy 1.17.1: stats.t.interval(level, len(a) - 1, loc=np.mean(a), scale=stats.sem(a))
  struct Row {
    double level;
    double low;
    double high;
  };

  for (const Row& row : std::vector<Row>{{0.9, 39.49264497683854, 41.34068835649479},
                                         {0.95, 39.237899246965824, 41.595434086367504},
                                         {0.99, 38.56768496349761, 42.265648369835716}}) {
    const Limits limits = t_interval(kSample, row.level).value_or(kNoLimits);
    EXPECT_NEAR(limits.low, row.low, 1e-10) << row.level;
    EXPECT_NEAR(limits.high, row.high, 1e-10) << row.level;
  }
  const Limits two = t_interval(std::vector<double>{1, 2}, 0.95).value_or(kNoLimits);
  EXPECT_NEAR(two.low, -4.853102368087347, 1e-10);
  EXPECT_NEAR(two.high, 7.853102368087347, 1e-10);
}

TEST(Interval, StudentsNeedsTwoValues) {
  EXPECT_FALSE(t_interval({}, 0.95));
  EXPECT_FALSE(t_interval(std::vector<double>{1}, 0.95));
  const Limits same = t_interval(std::vector<double>{0.1, 0.1, 0.1}, 0.95).value_or(kNoLimits);
  EXPECT_DOUBLE_EQ(same.low, 0.1);
  EXPECT_DOUBLE_EQ(same.high, 0.1);
  EXPECT_FALSE(t_interval(std::vector<double>{1e308, 1e308}, 0.95));
}

TEST(Interval, OnTheLogScaleAgreesWithScipy) {
  // x = np.log([1, 2, 4, 8]); np.exp(stats.t.interval(0.95, 3, loc=x.mean(), scale=stats.sem(x)))
  // v = x.var(ddof=1); h = stats.t.ppf(0.975, 3) * np.sqrt(v / 4 + v * v / 6)
  // np.exp(x.mean() + v / 2 + np.array([-h, h]))
  const std::vector<double> doubled = {1, 2, 4, 8};
  const Limits geometric = log_t_interval(doubled, 0.95).value_or(kNoLimits);
  EXPECT_NEAR(geometric.low, 0.6810061552889742, 1e-12);
  EXPECT_NEAR(geometric.high, 11.747324070228595, 1e-12);
  const Limits arithmetic = lognormal_mean_interval(doubled, 0.95).value_or(kNoLimits);
  EXPECT_NEAR(arithmetic.low, 0.7236977110684679, 1e-12);
  EXPECT_NEAR(arithmetic.high, 24.620466407022075, 1e-10);
  EXPECT_FALSE(log_t_interval(std::vector<double>{0, 1}, 0.95));
  EXPECT_FALSE(lognormal_mean_interval(std::vector<double>{1}, 0.95));
  EXPECT_FALSE(lognormal_mean_interval(std::vector<double>{1e-300, 1e300}, 0.95));
}

TEST(Interval, WilsonsAgreesWithScipy) {
  // scipy 1.17.1: stats.binomtest(hits, n).proportion_ci(level, method='wilson')
  struct Row {
    std::size_t hits;
    std::size_t n;
    double level;
    double low;
    double high;
  };

  for (const Row& row : std::vector<Row>{{0, 10, 0.95, 0, 0.27753279986288926},
                                         {3, 10, 0.95, 0.10779126740630102, 0.6032218525388546},
                                         {10, 10, 0.95, 0.7224672001371109, 1},
                                         {77, 101, 0.99, 0.6392976718338335, 0.8531076880789399},
                                         {1, 1, 0.95, 0.20654931437723745, 1}}) {
    const Limits limits = wilson_interval(row.hits, row.n, row.level).value_or(kNoLimits);
    EXPECT_NEAR(limits.low, row.low, 1e-12) << row.hits << "/" << row.n;
    EXPECT_NEAR(limits.high, row.high, 1e-12) << row.hits << "/" << row.n;
    EXPECT_GE(limits.low, 0);
    EXPECT_LE(limits.high, 1);
  }
  EXPECT_FALSE(wilson_interval(0, 0, 0.95));
}

TEST(IntervalDeathTest, ALevelOutsideItsRangeIsABug) {
  EXPECT_DEATH(static_cast<void>(t_interval(kSample, 95)), "level");
  EXPECT_DEATH(static_cast<void>(wilson_interval(2, 1, 0.95)), "hits");
}

}  // namespace
}  // namespace chimera::stats
