// Tests that reports run on all rows of two sides, effects of one model's factor, intervals of a
// mean. Expected numbers by scipy 1.x: ttest_ind(equal_var=False), ttest_rel, f_oneway, t.interval.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// By Welch p = 0.107, paired by num_gpu 0.01628; 95 % interval of the mean 11.16 to 14.09.
Observations sweep() {
  Observations out;
  Table& table = sample::add_table(out, "sweep.csv", 8);
  table.columns = {
      setting("temperature", Role::kFactor,
              {"0.2", "0.2", "0.2", "0.2", "0.8", "0.8", "0.8", "0.8"}),
      setting("num_gpu", Role::kFactor, {"40", "60", "80", "99", "40", "60", "80", "99"}),
      setting("run_tag", Role::kNote, {"a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4"}),
      metric("tokens_s", "tok/s", {10, 12, 11, 13.5, 12, 13, 14, 15.5}, "throughput")};
  return out;
}

std::string of_sweep(const std::string& report) {
  return sample::verdicts(sweep(), report);
}

TEST(RowTests, APOfTwoLevelsMayBeWelchsOrOfPairs) {
  const std::string before = "Throughput at temperature 0.2 v 0.8: p = ";
  EXPECT_EQ(of_sweep(before + "0.107."), "s");
  EXPECT_EQ(of_sweep(before + "0.0163."), "s");
  EXPECT_EQ(of_sweep(before + "0.0263."), "u");
}

TEST(RowTests, LevelsAreNamedByTwoNumbersBehindTheirFactor) {
  EXPECT_EQ(of_sweep("Temperature 0.2 versus 0.8 changes the throughput (p = 0.107)."), "s");
  EXPECT_EQ(of_sweep("At a temperature of 0.2 the mean throughput is 11.6 tok/s, against 0.8 "
                     "with 13.6 tok/s."),
            "s s");
}

TEST(RowTests, AnIntervalOfAMeanHasTwoEnds) {
  const std::string before =
      "The 95 % confidence interval of the mean throughput in `sweep.csv` is ";
  EXPECT_EQ(of_sweep(before + "11.16 to 14.09 tok/s."), "s s");
  EXPECT_EQ(of_sweep(before + "11.16 to 14.59 tok/s."), "s c");
  EXPECT_EQ(of_sweep(before + "11.66 to 14.09 tok/s."), "c s");
}

// toy:8b: p = 0.5894; toy:1b: p = 0.0002552.
Observations models() {
  Observations out;
  const auto add = [&](std::string file, std::string_view model, std::vector<double> values) {
    out.artifacts.push_back({file, ArtifactType::kCsv, 1000, 0});
    Table& table = out.tables.emplace_back(sample::table(std::move(file), 6));
    table.columns = {setting("model", Role::kSubject, {model}, true),
                     setting("num_gpu", Role::kFactor, {"40", "40", "40", "60", "60", "60"}),
                     setting("run_tag", Role::kNote, {"r1", "r2", "r3", "r4", "r5", "r6"}),
                     metric("tokens_s", "tok/s", std::move(values), "throughput")};
  };
  add("eight.csv", "toy:8b", {10, 11, 12, 10.5, 11.5, 12.4});
  add("one.csv", "toy:1b", {10, 11, 12, 20, 21, 22});
  return out;
}

std::string of_models(const std::string& report) {
  return sample::verdicts(models(), report);
}

TEST(RowTests, AnEffectIsOfTheModelBeforeItsNumber) {
  const std::string none = "num_gpu has no significant effect on the throughput of toy:8b (ANOVA, ";
  EXPECT_EQ(of_models(none + "p = 0.59)."), "s");
  EXPECT_EQ(of_models(none + "p = 0.59), and none on that of toy:1b (ANOVA, p > 0.05)."), "s c");
  EXPECT_EQ(of_models(none + "p = 0.02)."), "c");
}

// Each has its tag once in each of two tables.
TEST(RowTests, WhatRanOnceForEachModelIsNoTestOfASetting) {
  EXPECT_EQ(of_models("r1 is significantly slower than r6."), "u");
  EXPECT_EQ(of_models("r1 is significantly slower than r6 (p < 0.01)."), "u");
}

TEST(StoredIntervals, AreThoseThatTheFileStates) {
  Observations data;
  for (const auto& [file, interval] :
       {std::pair{"a_base.json", "[15.4213,15.6012]"}, std::pair{"b_base.json", "[0.1,0.2]"}}) {
    data.artifacts.push_back({file, ArtifactType::kJson, 100, 0});
    Table& table = data.tables.emplace_back(sample::table(file, 1));
    table.columns = {sample::setting("confidence_interval_95", Role::kNote, {interval}),
                     sample::metric("mean_ms", "ms", {15.5}, "")};
  }
  const std::string of_a = "The 95 % confidence interval of `a_base.json` is ";
  EXPECT_EQ(sample::verdicts(data, of_a + "15.42 to 15.60 ms."), "s s");
  EXPECT_EQ(sample::verdicts(data, of_a + "15.42 to 15.70 ms."), "s c");
}

}  // namespace
}  // namespace chimera::verify
