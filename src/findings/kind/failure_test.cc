// Trials that fail more often under one level than under another, and files of failures only.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "findings/findings.h"
#include "findings/kind/failure_levels.h"
#include "findings/test_tree.h"

namespace chimera::findings {
namespace {

struct Tried {
  double level = 0;
  std::size_t failed = 0;
  std::size_t trials = 0;
};

/// Of each level so many trials, the first of them failed.
Observations gpu_tree(const std::vector<Tried>& tried, const std::string& reason = "no memory") {
  std::vector<double> levels;
  std::vector<bool> failed;
  for (const Tried& each : tried) {
    for (std::size_t i = 0; i < each.trials; ++i) {
      levels.push_back(each.level);
      failed.push_back(i < each.failed);
    }
  }
  std::vector<double> speed;
  speed.reserve(levels.size());
  for (std::size_t i = 0; i < levels.size(); ++i) {
    speed.push_back(failed[i] ? 0 : 10 + static_cast<double>(i % 3));
  }
  Observations tree =
      tree_of({setting("num_gpu", Role::kFactor, levels), metric("tokens_s", speed)});
  for (std::size_t i = 0; i < failed.size(); ++i) {
    tree.tables[0].judge(i, failed[i], false, failed[i] ? reason : "");
  }
  return tree;
}

std::vector<Finding> by_level(const Analysis& analysis) {
  auto all = found(analysis, FindingKind::kFailure);
  std::erase_if(all, [](const Finding& each) {
    return each.about.metric != "failure_rate" || each.about.factors.front() == "file";
  });
  return all;
}

TEST(FailureByLevel, NamesTheShareOfEachWithItsInterval) {
  const Analysis analysis = analyze(gpu_tree({{0, 9, 10}, {1, 1, 10}}));
  const auto failures = by_level(analysis);
  ASSERT_EQ(failures.size(), 1U);
  const Finding& finding = failures.front();
  // scipy: binomtest(9, 10).proportion_ci(method="wilson"), fisher_exact([[9, 1], [1, 9]]).
  EXPECT_EQ(finding.statement,
            "In `a.csv` a share of 0.9000 (95 % interval 0.5958 to 0.9821) of 10 trials failed "
            "with `num_gpu=0` against a share of 0.1000 (95 % interval 0.01788 to 0.4042) of 10 "
            "trials with `num_gpu=1`, p = 0.001093, `Fisher's exact test`; each that failed says "
            "`no memory`.");
  EXPECT_NEAR(finding.test.value_or(TestResult{}).p_adjusted, 0.001093333910671372, 1e-12);
  EXPECT_NEAR(finding.test.value_or(TestResult{}).effect, 0.8, 1e-12);
  expect_sourced(analysis, finding);
}

TEST(FailureByLevel, NoneWhereChanceDoesAsWell) {
  // fisher_exact([[5, 5], [1, 9]]): p = 0.14; of ([[4, 1], [0, 5]]): p = 0.048, over the limit once
  // it is one of six that could have been picked.
  EXPECT_TRUE(by_level(analyze(gpu_tree({{0, 5, 10}, {1, 1, 10}}))).empty());
  EXPECT_EQ(by_level(analyze(gpu_tree({{0, 4, 5}, {1, 0, 5}}))).size(), 1U);
  EXPECT_TRUE(by_level(analyze(gpu_tree({{0, 4, 5}, {1, 0, 5}, {2, 1, 5}}))).empty());
}

TEST(FailureByLevel, TheOnlyLevelWithFailuresIsHeldAgainstAllOthers) {
  const Analysis analysis = analyze(gpu_tree({{0, 0, 4}, {1, 4, 4}, {2, 0, 4}, {3, 0, 4}}));
  const auto failures = by_level(analysis);
  ASSERT_EQ(failures.size(), 1U);
  const Finding& finding = failures.front();
  EXPECT_TRUE(says(finding,
                   "of 4 trials failed with `num_gpu=1` and none with another level of "
                   "`num_gpu`"))
      << finding.statement;
  // 1 / C(16, 4), times six pairs and four levels.
  EXPECT_NEAR(finding.test.value_or(TestResult{}).p, 1.0 / 1820, 1e-12);
  EXPECT_NEAR(finding.test.value_or(TestResult{}).p_adjusted, 10.0 / 1820, 1e-12);
  EXPECT_FALSE(says(finding, "p = "));
  expect_sourced(analysis, finding);
  // Nothing succeeded with it.
  EXPECT_NE(markdown_of(finding.consequences.back().sentence).find("nothing is known"),
            std::string::npos);
}

TEST(FailureByLevel, NothingIsSaidOfOneLevelOrOfEqualShares) {
  EXPECT_TRUE(by_level(analyze(gpu_tree({{0, 9, 10}}))).empty());
  EXPECT_TRUE(by_level(analyze(gpu_tree({{0, 10, 20}, {1, 5, 10}}))).empty());
  EXPECT_TRUE(by_level(analyze(gpu_tree({{0, 10, 10}, {1, 10, 10}}))).empty());
  EXPECT_TRUE(by_level(analyze(gpu_tree({{0, 0, 10}, {1, 0, 10}}))).empty());
}

TEST(FailureByLevel, ReasonsThatDifferAreNotSaid) {
  Observations tree = gpu_tree({{0, 9, 10}, {1, 0, 10}});
  tree.tables[0].judge(0, true, false, "timed out");
  const auto failures = by_level(analyze(tree));
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_FALSE(says(failures.front(), "says")) << failures.front().statement;
  EXPECT_TRUE(says(failures.front(), "and none of 10 with `num_gpu=1`, p < 0.001"));
}

TEST(FailureByLevel, ColumnsThatSplitAlikeAreToldOnce) {
  Observations tree = gpu_tree({{0, 9, 10}, {1, 0, 10}});
  Column twin = tree.tables[0].columns[0];
  twin.name = "device";
  tree.tables[0].columns.push_back(twin);
  EXPECT_EQ(by_level(analyze(tree)).size(), 1U);
}

TEST(FailureByLevel, TheOrderOfRowsChangesNothing) {
  const auto forth = by_level(analyze(gpu_tree({{0, 3, 10}, {1, 0, 10}, {2, 10, 10}})));
  const auto back = by_level(analyze(gpu_tree({{2, 10, 10}, {1, 0, 10}, {0, 3, 10}})));
  ASSERT_EQ(forth.size(), 1U);
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(forth.front().statement, back.front().statement);
  EXPECT_EQ(forth.front().id, back.front().id);
}

TEST(FailureLevels, OfEqualSharesTheOneWithMostTrialsIsNamed) {
  const Observations tree = gpu_tree({{0, 0, 3}, {1, 0, 6}, {2, 3, 3}, {3, 4, 4}});
  const auto levels = failure_levels(tree.tables[0]);
  ASSERT_EQ(levels.size(), 1U);
  EXPECT_EQ(levels[0].most().value, "3");
  EXPECT_EQ(levels[0].least().value, "1");
  EXPECT_FALSE(levels[0].against_rest);
}

TEST(FailedFiles, AreNamedWhereNothingInThemSucceeded) {
  Observations tree = gpu_tree({{0, 4, 4}});
  Table half = gpu_tree({{0, 2, 4}}).tables[0];
  half.file = half.content = "b.csv";
  Table single = gpu_tree({{0, 1, 1}}).tables[0];
  single.file = single.content = "c.csv";
  Table larger = gpu_tree({{0, 6, 6}}).tables[0];
  larger.file = larger.content = "d.csv";
  Table copy = larger;
  copy.file = "e.csv";
  tree.tables.insert(tree.tables.end(), {half, single, larger, copy});
  const Analysis analysis = analyze(tree);
  auto failures = found(analysis, FindingKind::kFailure);
  std::erase_if(failures, [](const Finding& each) { return each.about.metric != "failure_rate"; });
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures.front().statement,
            "No trial succeeded in `d.csv` (6 trials) and `a.csv` (4 trials).");
  expect_sourced(analysis, failures.front());
}

TEST(FailedFiles, NoneWhereSomethingSucceededInEach) {
  const Analysis analysis = analyze(gpu_tree({{0, 3, 4}}));
  EXPECT_EQ(found(analysis, FindingKind::kFailure).size(), 1U);  // the one of the whole tree
}

/// A file of three backends, a trial each, of which those named failed.
Table backends(const std::string& file, const std::vector<std::string>& failed) {
  const std::vector<std::string> names{"eager", "jit", "trt"};
  Table table =
      sample::table(file, {sample::column("backend", Role::kSubject, names),
                           sample::column("tokens_s", Role::kMetric, {"10", "11", "12"})});
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool out = std::find(failed.begin(), failed.end(), names[i]) != failed.end();
    table.judge(i, out, false, out ? "no " + names[i] : "");
  }
  return table;
}

// scipy: binomtest(2, 4).proportion_ci(method="wilson").
TEST(FailedSubjects, AreNamedWithTheFilesInWhichOthersSucceeded) {
  const Analysis analysis =
      analyze(sample::observations({backends("a.csv", {"trt"}), backends("b.csv", {"trt"}),
                                    backends("c.csv", {}), backends("d.csv", {"jit"})}));
  auto failures = found(analysis, FindingKind::kFailure);
  std::erase_if(failures, [](const Finding& each) { return each.about.factors.empty(); });
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(
      failures.front().statement,
      "A share of 0.5000 (95 % interval 0.1500 to 0.8500) of 4 trials failed with `trt`; those "
      "are in `a.csv` and `b.csv`, where another level of `backend` succeeded; the reason "
      "given is `no trt`.");
  expect_sourced(analysis, failures.front());
}

TEST(FailedSubjects, NotWhereNothingSucceeded) {
  const Analysis analysis = analyze(sample::observations(
      {backends("a.csv", {"eager", "jit", "trt"}), backends("b.csv", {"eager", "jit", "trt"})}));
  for (const Finding& finding : found(analysis, FindingKind::kFailure)) {
    EXPECT_FALSE(says(finding, "another level")) << finding.statement;
  }
}

}  // namespace
}  // namespace chimera::findings
