// Stated means of files against each other. Numbers: ratios by hand; p by scipy 1.17,
// ttest_ind_from_stats of the means with deviations of 0.1·√(10/9) and n = 10.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "findings/findings.h"
#include "findings/test_tree.h"

namespace chimera::findings {
namespace {

/// Backends with a stated mean each, a deviation of 0.1 and ten runs, on a device.
Table bench(const std::string& file, const std::string& device, const std::vector<double>& means,
            const std::vector<std::string>& backends = {"eager", "jit"}) {
  std::vector<std::string> deviations(means.size(), "0.1");
  Column mean = metric("mean_time_ms", means);
  mean.unit = "ms";
  mean.role = Role::kSummary;
  mean.definition = nullptr;
  Column deviation = sample::column("std_time_ms", Role::kSummary, deviations);
  deviation.unit = "ms";
  return sample::table(
      file,
      {sample::shared("model", Role::kSubject, "conv"),
       sample::shared("device", Role::kSubject, device), sample::shared("runs", Role::kNote, "10"),
       sample::column("backend", Role::kSubject, backends), mean, deviation});
}

std::vector<Finding> effects(const Analysis& analysis) {
  return found(analysis, FindingKind::kEffect);
}

TEST(StatedAcrossFiles, SaysTheRowThatDiffersMostAndTheOneThatDiffersLeast) {
  const Analysis analysis = analyze(
      sample::observations({bench("a.json", "cpu", {8, 2.2}), bench("b.json", "cuda", {2, 2})}));
  const auto said = effects(analysis);
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said.front().about.factors, std::vector<std::string>{"device"});
  EXPECT_TRUE(says(said.front(),
                   "The `mean_time_ms` of `eager` is 8.000 ms in `a.json` against "
                   "2.000 ms in `b.json`, a ratio of 4.000 (95 % interval"))
      << said.front().statement;
  EXPECT_TRUE(says(said.front(), "run with `device=cpu` and `device=cuda` respectively"));
  EXPECT_TRUE(says(said.front(),
                   "For `jit` in turn `mean_time_ms` is 2.200 ms in `a.json` against "
                   "2.000 ms in `b.json`, a ratio of 1.100"));
  expect_sourced(analysis, said.front());
}

// Within a file the backends are held against each other, a backend's repeated runs not.
TEST(StatedComparison, RunsOfOneLevelAreNoAlternatives) {
  const auto comparisons = [](const std::vector<std::string>& backends) {
    return found(analyze(sample::observations({bench("a.json", "cpu", {8, 2.2, 4}, backends)})),
                 FindingKind::kComparison);
  };
  EXPECT_EQ(comparisons({"eager", "jit", "onnx"}).size(), 1U);
  EXPECT_TRUE(comparisons({"eager", "eager", "eager"}).empty());
  EXPECT_TRUE(comparisons({"eager", "eager", "jit"}).empty());
}

TEST(StatedAcrossFiles, CountsAsTestedByTheRowThatDiffersLeastWhereAllMoveOneWay) {
  const auto one_way = effects(analyze(
      sample::observations({bench("a.json", "cpu", {8, 2.2}), bench("b.json", "cuda", {2, 2})})));
  ASSERT_TRUE(one_way.at(0).test);
  EXPECT_NEAR(one_way[0].test->effect, 1.1, 1e-12);
  const auto both_ways = effects(analyze(
      sample::observations({bench("a.json", "cpu", {8, 2}), bench("b.json", "cuda", {2, 2.2})})));
  EXPECT_FALSE(both_ways.at(0).test);
  EXPECT_EQ(both_ways[0].consequences.size(), 1U);
}

TEST(StatedAcrossFiles, FilesThatDifferInTwoThingsAreNotCompared) {
  Table other = bench("b.json", "cuda", {2, 2});
  other.columns[0] = sample::shared("model", Role::kSubject, "mlp");
  other.columns.insert(other.columns.begin(), sample::shared("batch", Role::kFactor, "4"));
  Table first = bench("a.json", "cpu", {8, 2.2});
  first.columns.insert(first.columns.begin(), sample::shared("batch", Role::kFactor, "2"));
  EXPECT_TRUE(effects(analyze(sample::observations({first, other}))).empty());
}

TEST(StatedAcrossFiles, FilesThatNothingTellsApartSpreadWhereTheyDiffer) {
  const Analysis analysis = analyze(
      sample::observations({bench("a.json", "cpu", {4, 2}), bench("b.json", "cpu", {2, 2.01})}));
  const auto spread = found(analysis, FindingKind::kSpread);
  ASSERT_EQ(spread.size(), 1U);
  EXPECT_TRUE(
      says(spread.front(), "of `eager` is 4.000 ms in `a.json` against 2.000 ms in `b.json`"));
  EXPECT_TRUE(says(spread.front(), "no recorded setting tells the two files apart"));
  EXPECT_NEAR(spread.front().test->p, 1.703438464072227e-19, 1e-28);
  expect_sourced(analysis, spread.front());
  const Analysis alike = analyze(
      sample::observations({bench("a.json", "cpu", {4, 2}), bench("b.json", "cpu", {4.01, 2.01})}));
  EXPECT_TRUE(found(alike, FindingKind::kSpread).empty());
}

}  // namespace
}  // namespace chimera::findings
