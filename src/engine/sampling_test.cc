#include "engine/sampling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace chimera::engine {
namespace {

const std::vector<Candidate> kThree = {{10, 1.0}, {11, 2.0}, {12, 0.0}};

// How often each of kThree is picked in `n` draws that don't influence each other.
std::vector<int> draw(Options options, int n) {
  options.repeat_penalty = 1;
  Sampler sampler(options);
  std::vector<int> counts(kThree.size());
  for (int i = 0; i < n; ++i) {
    ++counts[sampler.pick(0, kThree)];
  }
  return counts;
}

TEST(Sampler, WithoutTemperatureTakesTheLikeliest) {
  Sampler sampler({});
  EXPECT_EQ(sampler.pick(0, kThree), 1U);
}

TEST(Sampler, ReuseAfterTheSameTokenCostsOneAndAHalfLogits) {
  Sampler sampler({});
  EXPECT_EQ(sampler.pick(0, kThree), 1U);
  EXPECT_EQ(sampler.pick(0, kThree), 0U) << "2.0 - 1.5 is below 1.0";
  EXPECT_EQ(sampler.pick(1, kThree), 1U) << "after another token it is new";
  EXPECT_EQ(sampler.pick(0, kThree), 1U) << "0.5 against 1.0 - 1.5 and 0.0";
}

TEST(Sampler, RepeatPenaltyDividesTheOdds) {
  Options options;
  options.repeat_penalty = std::exp(0.9);
  Sampler mild(options);
  EXPECT_EQ(mild.pick(0, kThree), 1U);
  EXPECT_EQ(mild.pick(0, kThree), 1U) << "2.0 - 0.9 is still above 1.0";
  EXPECT_EQ(mild.pick(0, kThree), 0U) << "2.0 - 1.8 is not";
}

TEST(Sampler, ResetForgetsUsesAndSeedsAnew) {
  Options options;
  options.temp = 1;
  Sampler sampler(options);
  std::vector<std::size_t> first(20);
  std::vector<std::size_t> second(20);
  for (std::size_t& pick : first) {
    pick = sampler.pick(0, kThree);
  }
  sampler.reset();
  for (std::size_t& pick : second) {
    pick = sampler.pick(0, kThree);
  }
  EXPECT_EQ(first, second);
}

TEST(Sampler, TemperatureOneDrawsBySoftmax) {
  Options options;
  options.temp = 1;
  const std::vector<int> counts = draw(options, 20000);
  // softmax(1, 2, 0) = 0.2447, 0.6652, 0.0900; six standard deviations are below 0.02.
  EXPECT_NEAR(counts[0] / 20000.0, 0.2447, 0.02);
  EXPECT_NEAR(counts[1] / 20000.0, 0.6652, 0.02);
  EXPECT_NEAR(counts[2] / 20000.0, 0.0900, 0.02);
}

TEST(Sampler, TopKLeavesTheLikeliestOnly) {
  Options options;
  options.temp = 1;
  options.top_k = 2;
  const std::vector<int> counts = draw(options, 2000);
  EXPECT_EQ(counts[2], 0);
  EXPECT_GT(counts[0], 0);
  options.top_k = 1;
  EXPECT_EQ(draw(options, 100)[1], 100);
}

TEST(Sampler, TopPKeepsTheFewestThatReachIt) {
  Options options;
  options.temp = 1;
  options.top_p = 0.66;  // the first alone has 0.6652
  EXPECT_EQ(draw(options, 500)[1], 500);
  options.top_p = 0.67;
  const std::vector<int> counts = draw(options, 2000);
  EXPECT_GT(counts[0], 0);
  EXPECT_EQ(counts[2], 0);
}

}  // namespace
}  // namespace chimera::engine
