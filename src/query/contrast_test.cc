#include "query/contrast.h"

#include <gtest/gtest.h>

#include "query/trials_of.h"

namespace chimera::query {
namespace {

using enum Statistic;

/// `values[block]` are the repeats of one side in a block.
Trials side_of(const std::vector<std::vector<double>>& values) {
  Column prompt{.name = "prompt", .role = Role::kBlock};
  std::vector<double> all;
  for (std::size_t block = 0; block < values.size(); ++block) {
    for (const double value : values[block]) {
      all.push_back(value);
      prompt.text.push_back(std::to_string(block));
    }
  }
  return trials_of({std::move(prompt)}, std::move(all));
}

Answer answer_of(const Contrast& contrast, Statistic statistic) {
  return contrast.answer(statistic).value_or(Answer{.value = -1});
}

// statsmodels 0.14: ols('y ~ C(side) + C(prompt)'); for the ratio y over its side's mean.
TEST(Contrast, RepeatedBlocksAreTestedInBlocks) {
  const Contrast contrast(side_of({{12, 13}, {25, 24}, {33, 36}}),
                          side_of({{10, 11}, {20, 22}, {31, 29}}));
  const Answer p = answer_of(contrast, kP);
  EXPECT_EQ(p.test, "t-test in blocks of prompt");
  EXPECT_NEAR(p.value, 0.0020011618770963266, 1e-12);
  const TestValue tested = p.tested.value_or(TestValue{});
  EXPECT_NEAR(tested.statistic, 4.500351603704103, 1e-9);
  EXPECT_EQ(tested.df, std::vector<double>{8});
  const Answer difference = answer_of(contrast, kDifference);
  EXPECT_NEAR(difference.value, 10.0 / 3, 1e-12);
  EXPECT_NEAR(difference.interval.value_or(Interval{}).low, 1.6253155765976446, 1e-9);
  EXPECT_NEAR(difference.interval.value_or(Interval{}).high, 5.041351090069033, 1e-9);
  const Answer ratio = answer_of(contrast, kRatio);
  EXPECT_NEAR(ratio.value, 1.1626016260162602, 1e-12);
  EXPECT_NEAR(ratio.interval.value_or(Interval{}).low, 1.0862853214614343, 1e-9);
  EXPECT_NEAR(ratio.interval.value_or(Interval{}).high, 1.2442794854276586, 1e-9);
  EXPECT_NEAR(answer_of(contrast, kDetectable).value, 1.0986346675930898, 1e-9);
}

TEST(Contrast, BlocksOfUnequalSizeAreNoBlocks) {
  const Contrast contrast(side_of({{12, 13}, {25}}), side_of({{10}, {20}}));
  EXPECT_EQ(answer_of(contrast, kP).test, "Welch's t-test");
}

// numpy: e^((t(0.975) + t(0.8)) · √(cv²a/na + cv²b/nb)), df by Satterthwaite 5.6091148115688.
TEST(Contrast, TheDetectableRatioComesFromTheSpread) {
  Trials selection = side_of({{2, 4, 4.5, 5, 7}});
  const Contrast contrast(selection, side_of({{1, 2, 3, 4}}));
  EXPECT_NEAR(answer_of(contrast, kDetectable).value, 2.910448731805892, 1e-9);
}

// scipy: ttest_ind([11, 13], [20, 24, 22], equal_var=False).
TEST(Contrast, SeveralRunsOnBothSidesAreReplicates) {
  Trials selection = side_of({{10, 12}, {12, 14}});
  selection.runs = {0, 0, 1, 1};
  selection.run_names = {"a", "b"};
  Trials against = side_of({{19, 21}, {23, 25}, {22}});
  against.runs = {0, 0, 1, 1, 2};
  against.run_names = {"c", "d", "e"};
  const Contrast contrast(selection, against);
  const Answer p = answer_of(contrast, kP);
  EXPECT_EQ(p.test, "Welch's t-test, means of runs");
  EXPECT_NEAR(p.value, 0.008187578038288382, 1e-12);
  EXPECT_NEAR(answer_of(contrast, kRatio).value, 12.0 / 22, 1e-12);
}

TEST(Contrast, ASingleRunOnOneSideLeavesTheTrials) {
  Trials selection = side_of({{10, 12}, {12, 14}});
  selection.runs = {0, 0, 0, 0};
  Trials against = side_of({{19, 21}, {23, 25}});
  against.runs = {0, 0, 1, 1};
  against.run_names = {"c", "d"};
  EXPECT_EQ(answer_of(Contrast(selection, against), kP).test, "t-test in blocks of prompt");
}

// scipy: ttest_ind_from_stats(0.1623, 0.0112, 10, 0.1537, 0.0068, 10, equal_var=False).
TEST(Contrast, StatedMeansAreTestedByTheirStatedDeviations) {
  Trials selection = trials_of({}, {0.1623});
  selection.stated = {{0.1623, 0.0112, 10}};
  Trials against = trials_of({}, {0.1537});
  against.stated = {{0.1537, 0.0068, 10}};
  const Contrast contrast(selection, against);
  const Answer p = answer_of(contrast, kP);
  EXPECT_NEAR(p.value, 0.05573891421315398, 1e-12);
  EXPECT_EQ(p.test, "Welch's t-test, from stated means, sample deviations and n");
  const Answer ratio = answer_of(contrast, kRatio);
  EXPECT_NEAR(ratio.value, 0.1623 / 0.1537, 1e-12);
  EXPECT_TRUE(ratio.interval.has_value());
}

TEST(Contrast, WithoutSpreadNothingIsDetectable) {
  const Contrast contrast(side_of({{2, 2}}), side_of({{1, 1}}));
  EXPECT_FALSE(contrast.answer(kDetectable).has_value());
  EXPECT_FALSE(contrast.answer(kP).has_value());
  EXPECT_EQ(answer_of(contrast, kRatio).value, 2);
}

}  // namespace
}  // namespace chimera::query
