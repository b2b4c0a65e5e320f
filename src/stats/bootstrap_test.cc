#include "stats/bootstrap.h"

#include <gtest/gtest.h>

#include <vector>

namespace chimera::stats {
namespace {

// That the limits are scipy's for the same draws is in tests/reference.
const std::vector<double> kSample = {41.2, 39.8, 40.5, 42.1, 38.9, 40.0};

BootstrapOptions options(BootstrapKind kind) {
  BootstrapOptions result;
  result.kind = kind;
  return result;
}

TEST(Bootstrap, RepeatsAndFollowsItsSeed) {
  const auto first = bootstrap_interval(kSample, mean);
  const auto again = bootstrap_interval(kSample, mean);
  BootstrapOptions other;
  other.seed = 5;
  const auto differs = bootstrap_interval(kSample, mean, other);
  if (!first || !again || !differs) {
    FAIL();
  }
  EXPECT_EQ(first->low, again->low);
  EXPECT_EQ(first->high, again->high);
  EXPECT_NE(first->low, differs->low);
  EXPECT_LT(first->low, 40.4);
  EXPECT_GT(first->high, 40.5);
}

TEST(Bootstrap, AStatisticThatAResampleLacksHasNoInterval) {
  // Some resample takes only one value, and then there is no mean to divide by.
  const std::vector<double> values = {-1, 1, 0};
  EXPECT_FALSE(bootstrap_interval(values, coefficient_of_variation));
  EXPECT_FALSE(bootstrap_interval(std::vector<double>{1}, mean));
  EXPECT_FALSE(bootstrap_interval({}, mean));
}

TEST(Bootstrap, EqualValuesHaveNoAcceleration) {
  const std::vector<double> same(4, 0.1);
  EXPECT_FALSE(bootstrap_interval(same, mean, options(BootstrapKind::kBca)));
  const auto plain = bootstrap_interval(same, mean, options(BootstrapKind::kPercentile));
  if (!plain) {
    FAIL();
  }
  EXPECT_DOUBLE_EQ(plain->low, 0.1);
  EXPECT_DOUBLE_EQ(plain->high, 0.1);
}

TEST(Bootstrap, AnEstimateAtTheEdgeOfItsResamplesHasNoBca) {
  // No resample has a larger maximum, and most have the same: but none has a smaller minimum.
  const auto plain = bootstrap_interval(kSample, maximum, options(BootstrapKind::kPercentile));
  if (!plain) {
    FAIL();
  }
  EXPECT_DOUBLE_EQ(plain->high, 42.1);
  const auto never = [](Values values) { return Defined(values.size() == 6 ? values[0] : 0.0); };
  const auto ours = [&](Values values) {
    return values.data() == kSample.data() ? Defined(100) : never(values);
  };
  EXPECT_FALSE(bootstrap_interval(kSample, ours, options(BootstrapKind::kBca)));
}

}  // namespace
}  // namespace chimera::stats
