#include "stats/rank_correlation.h"

#include <gtest/gtest.h>

#include <vector>

namespace chimera::stats {
namespace {

RankCorrelation of(const std::vector<double>& x, const std::vector<double>& y) {
  return kendall(x, y).value_or(RankCorrelation{.tau_b = -2, .statistic = 0, .p = -1});
}

// scipy 1.x, kendalltau: asymptotic where there are ties.
TEST(Kendall, AgreesWithScipyWithTies) {
  const auto found = of({1, 1, 2, 2, 3, 3, 4, 4}, {5, 6, 6, 9, 8, 11, 12, 13});
  EXPECT_NEAR(found.tau_b, 0.8249579113843055, 1e-12);
  EXPECT_NEAR(found.p, 0.006925747102951713, 1e-12);
  const auto other = of({1, 2, 3, 4, 5}, {3, 1, 4, 1, 5});
  EXPECT_NEAR(other.tau_b, 0.31622776601683794, 1e-12);
  EXPECT_NEAR(other.p, 0.44848886103153174, 1e-12);
}

TEST(Kendall, IsExactForFewPairsWithoutTies) {
  EXPECT_NEAR(of({1, 2, 3, 4, 5}, {1, 2, 3, 4, 5}).p, 0.016666666666666666, 1e-14);
  EXPECT_NEAR(of({1, 2, 3, 4, 5, 6, 7}, {7, 6, 5, 3, 4, 1, 2}).p, 0.010714285714285714, 1e-14);
  EXPECT_NEAR(of({1, 2, 3, 4, 5, 6, 7, 8}, {3, 1, 4, 8, 5, 2, 6, 7}).p, 0.17886904761904762, 1e-14);
  std::vector<double> x;
  std::vector<double> y;
  for (int i = 0; i < 34; ++i) {
    x.push_back(i);
    y.push_back(i * 15 % 34);
  }
  EXPECT_NEAR(of(x, y).p, 0.8240284714799639, 1e-12);
  x.pop_back();
  y.pop_back();
  EXPECT_NEAR(of(x, y).p, 0.7702447556690514, 1e-12);
}

TEST(Kendall, TheOrderOfThePairsDoesNotMatter) {
  const auto found = of({3, 1, 2}, {1, 2, 3});
  EXPECT_NEAR(found.tau_b, -1.0 / 3, 1e-12);
  EXPECT_NEAR(found.p, 1, 1e-12);
  EXPECT_EQ(of({1, 2, 3}, {2, 3, 1}).p, found.p);
}

TEST(Kendall, AbsentForFewPairsOrAConstant) {
  EXPECT_FALSE(kendall(std::vector<double>{1, 2}, std::vector<double>{1, 2}).has_value());
  EXPECT_FALSE(kendall(std::vector<double>{1, 1, 1}, std::vector<double>{1, 2, 3}).has_value());
  EXPECT_FALSE(kendall(std::vector<double>{1, 2, 3}, std::vector<double>{1, 1, 1}).has_value());
}

}  // namespace
}  // namespace chimera::stats
