// Rankings of three things or more, and what part of one measurement another makes up. The means
// and shares are worked out by hand beside the rows.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Formats of two models. Fast: bf16 80, w8 90, w4 100 tok/s; slow: 40, 50 and 45.
Observations formats() {
  Observations data;
  Table& table = sample::add_table(data, "load.csv", 6);
  table.columns = {
      setting("model", Role::kSubject,
              {"fast-1b", "fast-1b", "fast-1b", "slow-7b", "slow-7b", "slow-7b"}),
      setting("format", Role::kFactor, {"bf16", "w8a8", "w4a16", "bf16", "w8a8", "w4a16"}),
      metric("gen_tok_s", "tok/s", {80, 90, 100, 40, 50, 45}, "throughput"),
      metric("ttft_s", "s", {0.1, 0.2, 0.3, 0.1, 0.2, 0.3}, "ttft"),
      metric("power_w", "W", {300, 250, 200, 320, 260, 210}, "")};
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(formats(), report);
}

TEST(Rankings, AreOfTheMeansInTheirOrder) {
  const std::string lead = "By throughput, for fast-1b it is ";
  EXPECT_EQ(verdicts_of(lead + "w4a16, then w8a8, then bf16."), "s");
  EXPECT_EQ(verdicts_of(lead + "w8a8, then w4a16, then bf16."), "c");
  EXPECT_EQ(verdicts_of("By throughput, for slow-7b it is w4a16, then w8a8, then bf16."), "c");
}

TEST(Rankings, FallFromOneToTheNext) {
  EXPECT_EQ(verdicts_of("The mean power_w falls from bf16 to w8a8 to w4a16."), "s");
  EXPECT_EQ(verdicts_of("The mean power_w rises from bf16 to w8a8 to w4a16."), "c");
}

// First tokens of 10, 1 and 1 s, of which loads are 9, 0.3 and 0.3: 80 % of all, 90 % of the first.
TEST(Shares, OfOneMeasurementInAnother) {
  Observations data;
  Table& table = sample::add_table(data, "alpha_sweep.csv", 3);
  table.columns = {metric("ttft_s", "s", {10, 1, 1}, "ttft"),
                   metric("load_s", "s", {9, 0.3, 0.3}, "load_time")};
  data.artifacts.push_back({"alpha_baseline.csv", ArtifactType::kCsv, 1000, 0});
  const auto of = [&](const std::string& text) { return sample::verdicts(data, text); };
  EXPECT_EQ(of("In the sweep, loading makes up 80.0 % of the summed TTFT."), "s");
  EXPECT_EQ(of("In the sweep, loading makes up 70.0 % of the summed TTFT."), "c");
  EXPECT_EQ(of("In the sweep, load time accounts for 90.0 % of the first TTFT."), "s");
}

TEST(Files, TheLargestByBytes) {
  Observations data;
  data.artifacts.push_back({"one_report.md", ArtifactType::kMarkdown, 400, 0});
  data.artifacts.push_back({"two_report.md", ArtifactType::kMarkdown, 300, 0});
  data.artifacts.push_back({"three.csv", ArtifactType::kCsv, 900, 0});
  EXPECT_EQ(sample::verdicts(data, "The bulkiest document is `one_report.md`."), "s");
  EXPECT_EQ(sample::verdicts(data, "The bulkiest document is `two_report.md`."), "c");
  EXPECT_EQ(sample::verdicts(data, "The largest file is `three.csv`."), "s");
  EXPECT_EQ(sample::verdicts(data, "The largest file is `one_report.md`."), "c");
}

TEST(Dates, HowLongItTook) {
  Observations data;
  for (const char* path : {"run_20250928.csv", "run_20251010.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 100, 0});
  }
  EXPECT_EQ(sample::verdicts(data, "Activity stretched over 12 days."), "s");
  EXPECT_EQ(sample::verdicts(data, "Activity stretched over roughly three months."), "c");
  EXPECT_EQ(sample::verdicts(data, "Activity stretched over two weeks."), "u");
}

TEST(Existence, OfWhatNoFileGives) {
  EXPECT_EQ(verdicts_of("No file gives an energy per token."), "s");
  EXPECT_EQ(verdicts_of("No file gives power."), "c");
}

TEST(Rankings, OfSpeedAreOfRates) {
  EXPECT_EQ(
      verdicts_of("For fast-1b, w4a16 comes out on top in speed, trailed by w8a8 and then bf16."),
      "s");
  EXPECT_EQ(
      verdicts_of("For fast-1b, w8a8 comes out on top in speed, trailed by w4a16 and then bf16."),
      "c");
}

TEST(RankingsSaid, WhatFollowsIsAnOrder) {
  Observations data;
  Table& table = sample::add_table(data, "quant.csv", 3);
  table.columns = {sample::setting("quant", Role::kFactor, {"q4_0", "q5_0", "q8_0"}),
                   sample::metric("tokens_s", "tok/s", {76, 65, 46}, "throughput")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("q4_0 leads in throughput, followed by q5_0 and q8_0."), "s s");
  EXPECT_EQ(of("q4_0 leads in throughput, followed by q8_0 and q5_0."), "s c");
}

// A slow first trial each: the means are 3, 2 and 1 s, those of the warm trials 1, 2 and 1 s.
TEST(RankingsSaid, FromTheHighestDown) {
  Observations data;
  Table& table = sample::add_table(data, "starts.csv", 6);
  table.columns = {
      sample::setting("quant", Role::kFactor, {"q8_0", "q8_0", "q5_0", "q5_0", "q4_0", "q4_0"}),
      sample::metric("ttft_s", "s", {5, 1, 2, 2, 1, 1}, "ttft")};
  table.judge(0, false, true, "");
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("q8_0 has the highest mean TTFT, followed by q5_0 and q4_0."), "s s");
  EXPECT_EQ(of("q8_0 has the highest mean TTFT, followed by q4_0 and q5_0."), "s c");
}

}  // namespace
}  // namespace chimera::verify
