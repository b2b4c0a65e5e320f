// Single trials far from the others of their setting.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "findings/findings.h"
#include "findings/test_tree.h"

namespace chimera::findings {
namespace {

/// Trials of one setting.
Observations trials(const std::vector<double>& speed) {
  return tree_of({metric("tokens_s", speed)});
}

const std::vector<double> kUsual{10, 10.125, 9.875, 10.25, 9.75, 10, 10.125, 9.875, 10.0625};

std::vector<double> usual_and(std::vector<double> more) {
  more.insert(more.begin(), kUsual.begin(), kUsual.end());
  return more;
}

std::size_t outliers_of(const std::vector<double>& speed) {
  return found(analyze(trials(speed)), FindingKind::kOutlier).size();
}

TEST(Outlier, IsNamedByItsPlaceBesideMedianAndMad) {
  const Analysis analysis = analyze(trials(usual_and({4})));
  const auto outliers = found(analysis, FindingKind::kOutlier);
  ASSERT_EQ(outliers.size(), 1U);
  // numpy: median 10, median of |x − 10| 0.125.
  EXPECT_EQ(outliers.front().statement,
            "In line `11` of `a.csv` the throughput is 4.000 tok/s, far below the median of 10.00 "
            "tok/s of the 10 trials, whose median absolute deviation is 0.1250 tok/s; no other of "
            "them lies so far out.");
  expect_sourced(analysis, outliers.front());
  EXPECT_TRUE(outliers.front().consequences.empty());  // 9.406 beside 10.007: less than a tenth
}

TEST(Outlier, ThatMovesTheMeanIsSaidTo) {
  const auto outliers = found(analyze(trials(usual_and({40}))), FindingKind::kOutlier);
  ASSERT_EQ(outliers.size(), 1U);
  EXPECT_TRUE(says(outliers.front(), "far above the median")) << outliers.front().statement;
  EXPECT_EQ(outliers.front().consequences.size(), 1U);
}

TEST(Outlier, NoneWithinTheFencesOrNearTheMedian) {
  EXPECT_EQ(outliers_of(usual_and({10.4})), 0U);
  // Outside of them, since the others lie within a percent, but an eighth off.
  EXPECT_EQ(outliers_of(usual_and({11.3})), 0U);
  EXPECT_EQ(outliers_of(usual_and({12.5})), 1U);
}

TEST(Outlier, NoneAmongFewTrialsOrWhereTheyAreEqual) {
  EXPECT_EQ(outliers_of({10, 10.1, 9.9, 10.2, 9.8, 10, 40}), 0U);
  EXPECT_EQ(outliers_of({10, 10.1, 9.9, 10.2, 9.8, 10, 9.9, 40}), 1U);
  EXPECT_EQ(outliers_of({10, 10, 10, 10, 10, 10, 10, 10, 10, 40}), 0U);
  EXPECT_EQ(outliers_of({10, 10, 10, 10, 10, 10, 10, 10, 10, 10}), 0U);
}

TEST(Outlier, TheTailOfASkewedMetricIsNone) {
  // e to the normal quantiles at (i − 0.5) / 20: 7.1 is beyond the outer fence as it stands.
  EXPECT_EQ(outliers_of({0.141, 0.237, 0.317, 0.393, 0.47,  0.55,  0.635, 0.725, 0.823, 0.939,
                         1.065, 1.215, 1.379, 1.575, 1.818, 2.128, 2.545, 3.158, 4.221, 7.099}),
            0U);
}

TEST(Outlier, NoneWhereASeveralthOfTheTrialsLieSoFarOut) {
  EXPECT_EQ(outliers_of(usual_and({40, 41})), 0U);
  std::vector<double> twice = usual_and({40, 41});
  twice.insert(twice.end(), kUsual.begin(), kUsual.end());
  const auto outliers = found(analyze(trials(twice)), FindingKind::kOutlier);
  ASSERT_EQ(outliers.size(), 1U);
  EXPECT_FALSE(says(outliers.front(), "no other of them")) << outliers.front().statement;
}

TEST(Outlier, IsLookedForWithinASetting) {
  // Ten times as fast, but with the other level.
  std::vector<double> level(kUsual.size(), 1);
  std::vector<double> speed = kUsual;
  for (const double each : kUsual) {
    level.push_back(2);
    speed.push_back(each * 10);
  }
  Observations tree =
      tree_of({setting("num_gpu", Role::kFactor, level), metric("tokens_s", speed)});
  EXPECT_TRUE(found(analyze(tree), FindingKind::kOutlier).empty());
  speed.back() = 30;
  tree = tree_of({setting("num_gpu", Role::kFactor, level), metric("tokens_s", speed)});
  const auto outliers = found(analyze(tree), FindingKind::kOutlier);
  ASSERT_EQ(outliers.size(), 1U);
  EXPECT_TRUE(says(outliers.front(), "of the 9 trials with `num_gpu=2`"));
}

TEST(Outlier, NoneOfALatencyWhereTheRequestsAskedForUnlikeWork) {
  const std::vector<double> latency{1, 1.1, 0.9, 1.05, 0.95, 1, 1.02, 0.98, 9};
  const std::vector<double> alike(latency.size(), 100);
  std::vector<double> unlike = alike;
  unlike.back() = 900;
  const auto tree = [&](const std::vector<double>& tokens) {
    return tree_of({metric("e2e_latency_s", latency), metric("eval_count", tokens)});
  };
  EXPECT_EQ(found(analyze(tree(alike)), FindingKind::kOutlier).size(), 1U);
  EXPECT_TRUE(found(analyze(tree(unlike)), FindingKind::kOutlier).empty());
}

TEST(Outlier, AFailedOrColdTrialIsNone) {
  for (const bool failed : {true, false}) {
    Observations tree = trials(usual_and({1}));
    tree.tables[0].judge(kUsual.size(), failed, !failed, "why");
    EXPECT_TRUE(found(analyze(tree), FindingKind::kOutlier).empty());
  }
}

TEST(Outlier, OfJsonIsARowBelowItsPointer) {
  Observations tree = trials(usual_and({4}));
  tree.artifacts = {{"a.csv", ArtifactType::kJson, 1, 0}};
  tree.tables[0].pointer = "/results";
  tree.tables[0].place.back() = 9;
  const auto outliers = found(analyze(tree), FindingKind::kOutlier);
  ASSERT_EQ(outliers.size(), 1U);
  EXPECT_TRUE(says(outliers.front(), "In row `9` of `/results` in `a.csv`"));
}

}  // namespace
}  // namespace chimera::findings
