#include "stats/rank_correlation.h"

#include <gtest/gtest.h>

#include <vector>

namespace chimera::stats {
namespace {

RankCorrelation of(const std::vector<double>& x, const std::vector<double>& y) {
  return kendall(x, y).value_or(RankCorrelation{.tau_b = -2, .statistic = 0, .p = -1});
}

// scipy 1.x, kendalltau(method="asymptotic").
TEST(Kendall, AgreesWithScipyWithTies) {
  const auto found = of({1, 1, 2, 2, 3, 3, 4, 4}, {5, 6, 6, 9, 8, 11, 12, 13});
  EXPECT_NEAR(found.tau_b, 0.8249579113843055, 1e-12);
  EXPECT_NEAR(found.p, 0.006925747102951713, 1e-12);
  const auto other = of({1, 2, 3, 4, 5}, {3, 1, 4, 1, 5});
  EXPECT_NEAR(other.tau_b, 0.31622776601683794, 1e-12);
  EXPECT_NEAR(other.p, 0.44848886103153174, 1e-12);
}

TEST(Kendall, TheOrderOfThePairsDoesNotMatter) {
  const auto found = of({3, 1, 2}, {1, 2, 3});
  EXPECT_NEAR(found.tau_b, -1.0 / 3, 1e-12);
  EXPECT_NEAR(found.p, 0.6015081344405899, 1e-12);
  EXPECT_EQ(of({1, 2, 3}, {2, 3, 1}).p, found.p);
}

TEST(Kendall, AbsentForFewPairsOrAConstant) {
  EXPECT_FALSE(kendall(std::vector<double>{1, 2}, std::vector<double>{1, 2}).has_value());
  EXPECT_FALSE(kendall(std::vector<double>{1, 1, 1}, std::vector<double>{1, 2, 3}).has_value());
  EXPECT_FALSE(kendall(std::vector<double>{1, 2, 3}, std::vector<double>{1, 1, 1}).has_value());
}

}  // namespace
}  // namespace chimera::stats
