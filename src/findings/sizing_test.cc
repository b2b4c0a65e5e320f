#include "findings/sizing.h"

#include <gtest/gtest.h>

namespace chimera::findings {
namespace {

// Expected: scipy 1.x, power of the two-sided two-sample t-test as nct.sf(c, df, d √(n/2)) +
// nct.cdf(−c, …) with c = t.ppf(0.975, df), df = 2n − 2, d = effect / cv, and the least n at which
// it is 0.8. G*Power says the same of d = 0.5 (64) and d = 0.25 (253).
TEST(RunsNeeded, AsScipySays) {
  EXPECT_EQ(runs_needed(0.005, 0.05), 2U);
  EXPECT_EQ(runs_needed(0.02, 0.05), 4U);
  EXPECT_EQ(runs_needed(0.03, 0.05), 7U);
  EXPECT_EQ(runs_needed(0.05, 0.05), 17U);
  EXPECT_EQ(runs_needed(0.1, 0.05), 64U);
  EXPECT_EQ(runs_needed(0.2, 0.05), 253U);
}

TEST(RunsNeeded, NoSpreadNeedsTwoAndAHugeOneHasNoNumber) {
  EXPECT_EQ(runs_needed(0, 0.05), 2U);
  EXPECT_EQ(runs_needed(1e6, 0.05), 0U);
}

Experiment spread_by(const std::vector<std::size_t>& needed) {
  Experiment experiment;
  experiment.sizes.reserve(needed.size());
  for (const std::size_t runs : needed) {
    experiment.sizes.push_back({.cv = 0.1, .needed = runs, .detectable = {}});
  }
  return experiment;
}

TEST(Size, TheMetricThatNeedsMostDecidesAndTheCellsOfALevelShare) {
  Experiment experiment = spread_by({4, 17});
  size(experiment, 4);
  EXPECT_EQ(experiment.replicates, 5U);  // 17 / 4, up
  EXPECT_EQ(experiment.sizes[0].planned, 20U);
  EXPECT_FALSE(experiment.capped);
}

TEST(Size, MoreThanAffordableIsCapped) {
  for (const std::size_t needed : {std::size_t{64}, std::size_t{0}}) {
    Experiment experiment = spread_by({4, needed});
    size(experiment, 1);
    EXPECT_EQ(experiment.replicates, 50U);
    EXPECT_TRUE(experiment.capped);
  }
}

TEST(Size, NeverBelowWhatASpreadCanBeToldFrom) {
  Experiment one = spread_by({2});
  size(one, 1);
  EXPECT_EQ(one.replicates, 3U);
  Experiment shared = spread_by({2});
  size(shared, 100);
  EXPECT_EQ(shared.replicates, 2U);
}

// Expected: scipy, by brentq on the power above: d = 1.3249473925792303 at n = 10.
TEST(Size, SaysWhatThePlannedRunsWillShow) {
  Experiment experiment = spread_by({10});
  size(experiment, 1);
  ASSERT_TRUE(experiment.sizes[0].detectable.has_value());
  EXPECT_NEAR(experiment.sizes[0].detectable.value_or(0), 0.1 * 1.3249473925792303, 1e-9);
}

TEST(Size, WithoutASpreadItIsAPilot) {
  Experiment experiment;
  size(experiment, 3);
  EXPECT_EQ(experiment.replicates, kPilotReplicates);
  EXPECT_FALSE(experiment.capped);
}

}  // namespace
}  // namespace chimera::findings
