// Each kind: where it must be found, and where it must not.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "findings/findings.h"
#include "findings/test_tree.h"

namespace chimera::findings {
namespace {

/// Three trials at each load: throughput and time to first token at the levels, spread by a
/// percent.
Observations load_test(const std::vector<double>& throughput, const std::vector<double>& ttft) {
  std::vector<double> load;
  std::vector<double> tokens;
  std::vector<double> first;
  for (std::size_t level = 0; level < throughput.size(); ++level) {
    for (const double off : {0.99, 1.0, 1.01}) {
      load.push_back(static_cast<double>(1U << level));
      tokens.push_back(throughput[level] * off);
      first.push_back(ttft[level] * (2 - off));
    }
  }
  return tree_of({setting("concurrency", Role::kFactor, load), metric("tokens_s", tokens),
                  metric("ttft_s", first)});
}

TEST(TradeOff, LatencyAgainstThroughputOverTheLoad) {
  // 4 is dominated by 2: less throughput, longer wait.
  const Analysis analysis = analyze(load_test({10, 30, 25, 40}, {0.1, 0.2, 0.3, 0.9}));
  const auto trade_offs = found(analysis, FindingKind::kTradeOff);
  ASSERT_EQ(trade_offs.size(), 1U);
  const Finding& finding = trade_offs.front();
  EXPECT_TRUE(says(finding,
                   "`concurrency=8` has the highest mean throughput, 40.00 tok/s, at a mean "
                   "time to first token of 0.9000 s"))
      << finding.statement;
  EXPECT_TRUE(says(finding, "`concurrency=1` has the lowest mean time to first token, 0.1000 s"));
  EXPECT_TRUE(says(finding, "; in both no better is `concurrency=4` than `concurrency=2`."));
}

TEST(Undecidable, AccuraciesWithoutTheirCasesOnly) {
  const auto of = [](std::vector<Column> columns) {
    columns.push_back(sample::column("quant", Role::kSubject, {"f16", "q8", "q4"}));
    columns.push_back(sample::column("accuracy", Role::kMetric, {"0.81", "0.80", "0.74"}));
    return found(analyze(tree_of(std::move(columns))), FindingKind::kUndecidable);
  };
  const auto alone = of({});
  ASSERT_EQ(alone.size(), 1U);
  EXPECT_TRUE(says(alone.front(), "0.8100 for `f16`, 0.8000 for `q8` and 0.7400 for `q4`"))
      << alone.front().statement;
  EXPECT_TRUE(of({sample::column("n_cases", Role::kNote, {"1000", "1000", "1000"})}).empty());
}

TEST(Comparison, OfATimeThatTheCatalogueDoesNotKnow) {
  Column time = metric("stage_a_ms", {8, 8.1, 7.9, 10, 10.1, 9.9});
  time.unit = "ms";
  const auto told = [](Column column) {
    return found(analyze(tree_of({sample::column("backend", Role::kSubject,
                                                 {"jit", "jit", "jit", "eager", "eager", "eager"}),
                                  std::move(column)})),
                 FindingKind::kComparison)
        .size();
  };
  EXPECT_EQ(told(time), 1U);
  time.unit = "";
  EXPECT_EQ(told(time), 0U);
}

TEST(Effect, SaysThatEachLevelRanInOneGo) {
  const auto said = [](const std::vector<double>& levels, const std::vector<double>& values) {
    const auto effects = found(
        analyze(tree_of({setting("num_gpu", Role::kFactor, levels), metric("tokens_s", values)})),
        FindingKind::kEffect);
    return !effects.empty() && says(effects.front(), "each level ran in one go");
  };
  EXPECT_TRUE(said({1, 1, 1, 2, 2, 2}, {10, 10.1, 9.9, 20, 20.1, 19.9}));
  EXPECT_FALSE(said({1, 2, 1, 2, 1, 2}, {10, 20, 10.1, 20.1, 9.9, 19.9}));
}

TEST(Effect, OfTwoFactorsThatDependOnEachOtherIsToldWithTheirMeans) {
  std::vector<double> gpu;
  std::vector<double> context;
  std::vector<double> speed;
  for (const double off : {-1, 0, 1}) {
    for (const auto& [a, b, mean] :
         {std::array<double, 3>{1, 1, 130}, {2, 1, 100}, {1, 2, 100}, {2, 2, 130}}) {
      gpu.push_back(a);
      context.push_back(b);
      speed.push_back(mean + off);
    }
  }
  const Analysis analysis =
      analyze(tree_of({setting("num_gpu", Role::kFactor, gpu),
                       setting("num_ctx", Role::kFactor, context), metric("tokens_s", speed)}));
  const auto effects = found(analysis, FindingKind::kEffect);
  ASSERT_EQ(effects.size(), 1U);
  EXPECT_TRUE(
      says(effects.front(),
           "depends on `num_ctx`: with `num_ctx=1` it is 130.0 tok/s for `num_gpu=1` and "
           "100.0 tok/s for `num_gpu=2`; with `num_ctx=2` it is 100.0 tok/s for `num_gpu=1` "
           "and 130.0 tok/s for `num_gpu=2` (p < 0.001"))
      << effects.front().statement;
  expect_sourced(analysis, effects.front());
  EXPECT_TRUE(found(analysis, FindingKind::kNoEffect).empty());
}

TEST(TradeOff, NoneWhereOneLevelIsBestInBoth) {
  const Analysis analysis = analyze(load_test({40, 30, 20, 10}, {0.1, 0.2, 0.3, 0.9}));
  EXPECT_TRUE(found(analysis, FindingKind::kTradeOff).empty());
}

TEST(TradeOff, NoneWhereTheTrialsDoNotTellTheEndsApart) {
  const Analysis analysis = analyze(load_test({10, 10.05, 10.02, 10.01}, {0.1, 0.2, 0.3, 0.9}));
  EXPECT_TRUE(found(analysis, FindingKind::kTradeOff).empty());
}

TEST(Trend, ARiseFromLevelToLevelIsToldOnceAndNotAsAnEffectToo) {
  const Analysis analysis = analyze(load_test({10, 20, 30, 40}, {0.4, 0.1, 0.3, 0.2}));
  const auto trends = found(analysis, FindingKind::kTrend);
  ASSERT_EQ(trends.size(), 1U);
  EXPECT_TRUE(says(trends.front(), "throughput rises with `concurrency` from level to level"))
      << trends.front().statement;
  EXPECT_TRUE(says(trends.front(), "a ratio of 4.000"));
  const TestResult test = trends.front().test.value_or(TestResult{});
  // scipy: kendalltau(method="asymptotic") over the twelve trials.
  EXPECT_NEAR(test.effect, 0.9045340337332908, 1e-9);
  EXPECT_NEAR(test.p, 0.00012423612343122087, 1e-9);
  for (const Finding& effect : found(analysis, FindingKind::kEffect)) {
    EXPECT_EQ(effect.about.metric, "ttft_s");
  }
}

TEST(Trend, NoneWhereALevelGoesAgainstIt) {
  const Analysis analysis = analyze(load_test({10, 30, 20, 40}, {0.4, 0.1, 0.3, 0.2}));
  EXPECT_TRUE(found(analysis, FindingKind::kTrend).empty());
}

TEST(Trend, NoneOverThreeLevels) {
  const Analysis analysis = analyze(load_test({10, 20, 30}, {0.4, 0.1, 0.3}));
  EXPECT_TRUE(found(analysis, FindingKind::kTrend).empty());
}

/// Each level once, and nothing else varied.
Observations sweep(const std::vector<double>& load, const std::vector<double>& throughput) {
  return tree_of({setting("concurrency", Role::kFactor, load), metric("tokens_s", throughput)});
}

TEST(Trend, OfASweepThatRanEachLevelOnce) {
  const Analysis analysis = analyze(sweep({16, 8, 4, 2, 1}, {70, 50, 30, 20, 10}));
  const auto trends = found(analysis, FindingKind::kTrend);
  ASSERT_EQ(trends.size(), 1U);
  EXPECT_EQ(trends.front().statement,
            "The mean throughput rises with `concurrency` from level to level in `a.csv`: 10.00 "
            "tok/s at `concurrency=1` and 70.00 tok/s at `concurrency=16`, a ratio of 7.000, each "
            "level run once.");
  EXPECT_NEAR(trends.front().test.value_or(TestResult{}).p, 2.0 / 120,
              1e-12);  // one order of 5! each way
  expect_sourced(analysis, trends.front());
}

TEST(Trend, NoneOfASweepOverFourLevelsOrBesideAnotherFactor) {
  EXPECT_TRUE(found(analyze(sweep({1, 2, 4, 8}, {10, 20, 30, 40})), FindingKind::kTrend).empty());
  Observations tree = sweep({1, 2, 4, 8, 16}, {10, 20, 30, 50, 70});
  tree.tables[0].columns.push_back(setting("batch", Role::kFactor, {5, 4, 3, 2, 1}));
  EXPECT_TRUE(found(analyze(tree), FindingKind::kTrend).empty());
}

TEST(Trend, NoneWhereLevelsAreEqual) {
  EXPECT_TRUE(
      found(analyze(sweep({1, 2, 4, 8, 16, 32}, {10, 20, 20, 50, 60, 70})), FindingKind::kTrend)
          .empty());
}

TEST(Together, FactorsThatNeverChangeAloneAreConfounded) {
  const std::vector<double> levels{1, 1, 2, 2, 3, 3};
  const Analysis analysis = analyze(
      tree_of({setting("num_gpu", Role::kFactor, levels), setting("num_ctx", Role::kFactor, levels),
               metric("tokens_s", {1, 2, 3, 4, 5, 6})}));
  const auto confounded = found(analysis, FindingKind::kConfounded);
  ASSERT_EQ(confounded.size(), 1U);
  EXPECT_TRUE(says(confounded.front(), "`num_gpu` and `num_ctx` always change together"))
      << confounded.front().statement;
}

TEST(Together, TwoNamesOfASubjectAreNot) {
  const std::vector<double> levels{1, 1, 2, 2, 3, 3};
  const Analysis analysis = analyze(
      tree_of({setting("model", Role::kSubject, levels), setting("tag", Role::kSubject, levels),
               metric("tokens_s", {1, 2, 3, 4, 5, 6})}));
  EXPECT_TRUE(found(analysis, FindingKind::kConfounded).empty());
}

/// A grid of two factors, each setting once.
Observations grid_of(const std::vector<double>& values) {
  return tree_of({setting("a", Role::kFactor, {1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3}),
                  setting("b", Role::kFactor, {1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4}),
                  metric("tokens_s", values)});
}

TEST(Extreme, NamesTheSettingsThatTheResidualDoesNotTellFromTheBest) {
  // By a and b alone 10 a and b; the residuals are ± 0.1.
  const Analysis analysis =
      analyze(grid_of({11.1, 11.9, 13.1, 13.9, 20.9, 22.1, 22.9, 24.1, 31.1, 31.9, 33.1, 33.9}));
  const auto extremes = found(analysis, FindingKind::kExtreme);
  ASSERT_EQ(extremes.size(), 1U);
  EXPECT_TRUE(says(extremes.front(), "33.90 tok/s, was measured with `a=3`, `b=4`"))
      << extremes.front().statement;
  EXPECT_TRUE(says(extremes.front(), "the lowest, 11.10 tok/s, with `a=1`, `b=1`"));
  // s = 0.141 over 6 degrees of freedom; t(1 − 0.025/11) = 4.5: values within 0.9 are not told
  // apart.
  EXPECT_TRUE(says(extremes.front(), "does not tell the best from (`a=3`, `b=3`)."))
      << extremes.front().statement;
}

TEST(Extreme, NoneWhereASettingWasRepeated) {
  Observations observations = grid_of({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
  for (Column& column : observations.tables.front().columns) {
    if (column.name == "b") {
      column = setting("b", Role::kFactor, {1, 1, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4});
    }
  }
  EXPECT_TRUE(found(analyze(observations), FindingKind::kExtreme).empty());
}

/// A stated value a level, as a benchmark of serving sums its runs up.
Observations stated_sweep(const std::vector<double>& ttft) {
  Column wait = metric("mean_ttft_s", ttft);
  wait.role = Role::kSummary;
  Table table = sample::table("a.csv", {setting("max_concurrency", Role::kFactor, {1, 4, 16}),
                                        metric("tokens_s", {10, 30, 60}), wait});
  return sample::observations({table});
}

TEST(TradeOff, OfStatedMeansIsToldWithoutATest) {
  const Analysis analysis = analyze(stated_sweep({0.1, 0.2, 0.8}));
  const auto found_ones = found(analysis, FindingKind::kTradeOff);
  ASSERT_EQ(found_ones.size(), 1U);
  EXPECT_TRUE(says(found_ones.front(),
                   "`max_concurrency=16` has the highest mean throughput, 60.00 tok/s, at a mean "
                   "time to first token of 0.8000"));
  EXPECT_TRUE(says(found_ones.front(), "`max_concurrency=1` has the lowest mean time to first"));
  EXPECT_TRUE(says(found_ones.front(), "each is a stated value without its trials"));
  EXPECT_FALSE(found_ones.front().test);
  expect_sourced(analysis, found_ones.front());
}

TEST(TradeOff, OfStatedMeansNeedsTwoThatWantOtherLevels) {
  EXPECT_TRUE(found(analyze(stated_sweep({0.8, 0.2, 0.1})), FindingKind::kTradeOff).empty());
  // Less than a tenth is no choice to make.
  EXPECT_TRUE(found(analyze(stated_sweep({0.1, 0.1, 0.105})), FindingKind::kTradeOff).empty());
}

TEST(NoEffect, EachFactorHasItsOwnRatioAndP) {
  const Analysis analysis =
      analyze(tree_of({setting("num_gpu", Role::kFactor, {1, 1, 1, 1, 2, 2, 2, 2}),
                       setting("num_ctx", Role::kFactor, {1, 1, 2, 2, 1, 1, 2, 2}),
                       metric("tokens_s", {10, 12, 11, 13.5, 12, 10.25, 13, 11})}));
  const auto none = found(analysis, FindingKind::kNoEffect);
  ASSERT_EQ(none.size(), 1U);
  EXPECT_EQ(none.front().about.factors, (std::vector<std::string>{"num_gpu", "num_ctx"}));
  // statsmodels 0.15.0, type II of logarithms; means 11.625 / 11.5625 and 12.125 / 11.0625.
  EXPECT_TRUE(says(none.front(), "between `num_ctx=2` and `num_ctx=1`, is a ratio of 1.096"));
  EXPECT_TRUE(says(none.front(), "p = 0.3087, "));
  EXPECT_TRUE(says(none.front(), "; between `num_gpu=1` and `num_gpu=2` a ratio of 1.005"));
  EXPECT_TRUE(says(none.front(), "p = 0.9692."));
  EXPECT_EQ(none.front().facts.size(), 5U);  // of both ratio and p, of the widest what is seen
  expect_sourced(analysis, none.front());
}

}  // namespace
}  // namespace chimera::findings
