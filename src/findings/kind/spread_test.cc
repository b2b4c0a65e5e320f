// Trials of one setting whose mean says little.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "findings/findings.h"
#include "findings/test_tree.h"

namespace chimera::findings {
namespace {

std::vector<Finding> spread_of(const std::vector<double>& ttft) {
  return found(analyze(tree_of({metric("ttft_s", ttft)})), FindingKind::kSpread);
}

TEST(Spread, SaysMedianAndMean) {
  const Analysis analysis = analyze(tree_of({metric("ttft_s", {1, 1, 1, 1, 1, 4, 4, 4})}));
  const auto spread = found(analysis, FindingKind::kSpread);
  ASSERT_EQ(spread.size(), 1U);
  // numpy: std(ddof=1) 1.5526475085202968, mean 2.125.
  EXPECT_EQ(spread.front().statement,
            "The 8 trials in `a.csv` lie far apart in time to first token: a median of 1.000 s "
            "beside a mean of 2.125 s, with a coefficient of variation of 0.7307.");
  expect_sourced(analysis, spread.front());
}

TEST(Spread, SaysThatFewTrialsMakeUpTheSumOnlyWhereTheyDo) {
  // Half of the values are equal, so that no trial is an outlier of a known spread.
  EXPECT_TRUE(says(spread_of({1, 1, 1, 1, 1, 1, 1, 9}).at(0), "one trial alone makes up more"));
  // 7 of 14: not more than half.
  EXPECT_FALSE(says(spread_of({1, 1, 1, 1, 1, 1, 1, 7}).at(0), "makes up"));
  std::vector<double> twenty(18, 1);
  twenty.insert(twenty.end(), {10, 10});
  EXPECT_TRUE(says(spread_of(twenty).at(0), "the largest tenth of them makes up more"));
  twenty.back() = 5;
  EXPECT_FALSE(says(spread_of(twenty).at(0), "makes up"));
}

TEST(Spread, NoneBelowTheLimitOfFewTrialsOrEqualOnes) {
  EXPECT_TRUE(spread_of({1, 1, 1, 1, 1, 2, 2, 2}).empty());  // 0.376
  EXPECT_TRUE(spread_of({1, 1, 1, 1, 1, 4, 4}).empty());     // seven trials
  EXPECT_TRUE(spread_of({1, 1, 1, 1, 1, 1, 1, 1}).empty());
}

TEST(Spread, OfDifferentSettingsIsNoNoise) {
  const Analysis analysis =
      analyze(tree_of({setting("num_ctx", Role::kFactor, {1, 1, 1, 1, 2, 2, 2, 2}),
                       metric("ttft_s", {1, 1.1, 1, 1.1, 9, 9.1, 9, 9.1})}));
  EXPECT_TRUE(found(analysis, FindingKind::kSpread).empty());
}

TEST(Spread, ThatOneOutlierMakesIsToldAsTheOutlier) {
  const Analysis analysis =
      analyze(tree_of({metric("ttft_s", {1, 1.1, 0.9, 1.2, 0.8, 1, 1.1, 0.9, 20})}));
  EXPECT_EQ(found(analysis, FindingKind::kOutlier).size(), 1U);
  EXPECT_TRUE(found(analysis, FindingKind::kSpread).empty());
}

TEST(Spread, AFailedTrialDoesNotWiden) {
  Observations tree = tree_of({metric("ttft_s", {1, 1.1, 1, 1.1, 1, 1.1, 1, 1.1, 30})});
  tree.tables[0].judge(8, true, false, "timed out");
  EXPECT_TRUE(found(analyze(tree), FindingKind::kSpread).empty());
}

}  // namespace
}  // namespace chimera::findings
