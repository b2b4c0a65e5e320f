// Superlatives: of which of several names they are, where the extreme lies, what they are said of.
// Verdicts follow from the rows here.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// A tuning of two models over layers; the extremes of alpha are at 60, those of beta at 40.
Observations tuned() {
  Observations data;
  for (const char* path : {"raw/alpha_tuning.csv", "raw/beta_tuning.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
    const bool alpha = std::string_view{path}.starts_with("raw/alpha");
    Table& table = data.tables.emplace_back(sample::table(path, 4));
    table.content = path;
    table.columns = {
        setting("model", Role::kSubject, {alpha ? "alpha:1b" : "beta:7b"}, true),
        setting("num_gpu", Role::kFactor, {"40", "40", "60", "60"}),
        metric("tokens_s", "tok/s",
               alpha ? std::vector<double>{80, 82, 90, 92} : std::vector<double>{30, 32, 20, 22},
               "throughput")};
  }
  return data;
}

TEST(Superlatives, ItsHighestAtASetting) {
  const Observations data = tuned();
  EXPECT_EQ(sample::verdicts(data, "beta:7b shows its highest mean throughput at num_gpu=40."),
            "s");
  EXPECT_EQ(sample::verdicts(data, "beta:7b shows its highest mean throughput at num_gpu=60."),
            "c");
}

TEST(Superlatives, OfTheFirstTrialOfEachRun) {
  Observations data;
  for (const char* path : {"raw/a.csv", "raw/b.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
    Table& table = data.tables.emplace_back(sample::table(path, 3));
    table.content = path;
    table.columns = {setting("prompt", Role::kBlock, {"one", "two", "three"}),
                     metric("ttft_ms", "ms", {900, 80, 90}, "ttft")};
  }
  EXPECT_EQ(sample::verdicts(data, "In every file the first prompt has the longest TTFT."), "s");
  EXPECT_EQ(sample::verdicts(data, "In every file the first prompt has the lowest TTFT."), "c");
}

TEST(Superlatives, OfAKeyAmongThoseBesideIt) {
  Observations data;
  data.artifacts.push_back({"raw/kernels.json", ArtifactType::kJson, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("raw/kernels.json", 4));
  table.columns = {setting("key", Role::kSubject, {"softmax", "softmax", "matmul", "matmul"}),
                   setting("key_2", Role::kSubject, {"reference", "fused", "small", "large"}),
                   metric("time_ms", "ms", {0.36, 0.08, 0.03, 0.87}, "")};
  EXPECT_EQ(sample::verdicts(data, "The lowest `time_ms` belongs to `fused`."), "s");
  EXPECT_EQ(sample::verdicts(data, "The lowest `time_ms` belongs to `reference`."), "c");
}

TEST(Superlatives, ALowestShareAndWhereItWasReached) {
  Observations data;
  data.artifacts.push_back({"raw/grid.csv", ArtifactType::kCsv, 1000, 0});
  Table& grid = data.tables.emplace_back(sample::table("raw/grid.csv", 3));
  grid.columns = {setting("setting", Role::kFactor, {"b1_c10", "b5_c30", "b8_c30"}),
                  metric("wer_pct", "%", {11.38, 9.64, 9.6}, "")};
  const std::string lowest = "The lowest WER of the grid is 9.60%, reached with ";
  EXPECT_NE(sample::verdicts(data, lowest + "b8_c30."), "s c");
  EXPECT_EQ(sample::verdicts(data, lowest + "b5_c30."), "s c");
}

TEST(Superlatives, AFileSmallerThanAnother) {
  Observations data;
  data.artifacts.push_back({"raw/quant.csv", ArtifactType::kCsv, 1000, 0});
  Table& quant = data.tables.emplace_back(sample::table("raw/quant.csv", 2));
  quant.columns = {setting("variant", Role::kSubject, {"fp32", "int8"}),
                   metric("top1", "", {0.914, 0.907}, ""),
                   metric("bytes", "", {88'000'000, 22'000'000}, "")};
  const std::string kept = "int8 keeps a top-1 of 0.907 at a file ";
  EXPECT_EQ(sample::verdicts(data, kept + "4.0x smaller than fp32."), "s s");
  EXPECT_EQ(sample::verdicts(data, kept + "3.0x smaller than fp32."), "s c");
}

TEST(Superlatives, FasterIsSaidOfNoScore) {
  Observations data;
  data.artifacts.push_back({"raw/asr.csv", ArtifactType::kCsv, 1000, 0});
  Table& asr = data.tables.emplace_back(sample::table("raw/asr.csv", 2));
  asr.columns = {setting("compute_type", Role::kSubject, {"float16", "int8"}),
                 metric("speed_x", "", {20, 24}, ""), metric("wer_pct", "%", {12.6, 12.9}, "")};
  EXPECT_EQ(sample::verdicts(data, "int8 is faster than float16, while it raises the WER."), "s");
  EXPECT_EQ(sample::verdicts(data, "float16 is faster than int8, while it raises the WER."), "c");
}

TEST(Superlatives, TheLargerOneOfASettingIsNoComparison) {
  Observations data;
  data.artifacts.push_back({"raw/sweep.csv", ArtifactType::kCsv, 1000, 0});
  Table& sweep = data.tables.emplace_back(sample::table("raw/sweep.csv", 4));
  sweep.columns = {setting("n_batch", Role::kFactor, {"128", "512", "128", "512"}),
                   setting("block_kb", Role::kFactor, {"4", "4", "16", "16"}),
                   metric("prefill_ms", "ms", {52, 39, 51, 38}, "prompt_eval_time"),
                   metric("hit_ratio", "", {0.4, 0.5, 0.6, 0.7}, "")};
  const std::string larger = "The larger n_batch of 512 goes with a ";
  EXPECT_EQ(sample::verdicts(data, larger + "lower mean prefill_ms."), "s");
  EXPECT_EQ(sample::verdicts(data, larger + "higher mean prefill_ms."), "c");
  EXPECT_EQ(sample::verdicts(data, "Larger blocks go with a higher hit_ratio."), "s");
  EXPECT_EQ(sample::verdicts(data, "Larger blocks reduce the hit_ratio."), "c");
}

TEST(Superlatives, ALevelInTheNameOfAMetricIsNone) {
  Observations data;
  for (const char* path : {"raw/bench.csv", "raw/trace.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
  }
  Table& bench = data.tables.emplace_back(sample::table("raw/bench.csv", 2));
  bench.columns = {setting("device", Role::kSubject, {"cpu", "xpu"}),
                   metric("time_ms", "ms", {3, 1}, "")};
  Table& trace = data.tables.emplace_back(sample::table("raw/trace.csv", 3));
  trace.columns = {metric("cpu_pct", "%", {20, 40, 60}, ""), metric("pkg_w", "", {10, 20, 30}, "")};
  EXPECT_EQ(sample::verdicts(data, "The correlation between cpu_pct and pkg_w is 1.000."), "s");
  EXPECT_EQ(sample::verdicts(data, "The correlation between cpu_pct and pkg_w is 0.500."), "c");
}

TEST(Superlatives, ASwitchIsHeldAgainstItsTwinsAlone) {
  Observations data;
  data.artifacts.push_back({"raw/sweep.csv", ArtifactType::kCsv, 1000, 0});
  Table& sweep = data.tables.emplace_back(sample::table("raw/sweep.csv", 6));
  // The fastest run without it has no twin: that one failed.
  sweep.columns = {setting("threads", Role::kFactor, {"4", "4", "8", "8", "16", "16"}),
                   setting("flash_attn", Role::kFactor, {"off", "on", "off", "on", "off", "on"}),
                   metric("tokens_s", "tok/s", {50, 52, 60, 63, 200, 0}, "throughput")};
  sweep.state[5].failed = true;
  EXPECT_EQ(sample::verdicts(data, "Switching flash_attn on increases the throughput."), "s");
  EXPECT_EQ(sample::verdicts(data, "Turning flash_attn on lowers the throughput."), "c");
  EXPECT_EQ(sample::verdicts(data, "threads=16 lowers the throughput."), "c");
}

TEST(Superlatives, WhatTheFusedOneGainsIsOverTheReference) {
  Observations data;
  data.artifacts.push_back({"raw/kernels.json", ArtifactType::kJson, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("raw/kernels.json", 4));
  table.columns = {setting("key", Role::kSubject, {"softmax", "softmax", "rmsnorm", "rmsnorm"}),
                   setting("key_2", Role::kSubject, {"reference", "fused", "reference", "fused"}),
                   metric("time_ms", "ms", {0.36, 0.09, 0.30, 0.10}, "")};
  EXPECT_EQ(sample::verdicts(data, "The fused softmax gains 4.0x."), "s");
  EXPECT_NE(sample::verdicts(data, "The fused softmax gains 3.0x."), "s");
}

TEST(Superlatives, APlaceOfTheFirstNumberIsNotTheNextOnes) {
  const Observations data = tuned();
  const std::string best =
      "For alpha:1b the best run reached 92 tok/s at num_gpu=60, and the mean of its runs is ";
  EXPECT_EQ(sample::verdicts(data, best + "86 tok/s."), "s s s");
  EXPECT_EQ(sample::verdicts(data, best + "88 tok/s."), "s s c");
}

TEST(Superlatives, OnEveryWorkloadSaysWhere) {
  Observations data;
  data.artifacts.push_back({"raw/runs.csv", ArtifactType::kCsv, 1000, 0});
  Table& runs = data.tables.emplace_back(sample::table("raw/runs.csv", 4));
  runs.columns = {setting("engine", Role::kSubject, {"lsm", "btree", "lsm", "btree"}),
                  setting("workload", Role::kBlock, {"scan", "scan", "load", "load"}),
                  metric("kops_s", "kops/s", {10, 12, 20, 25}, ""),
                  metric("workloads", "", {6, 6, 6, 6}, "")};
  EXPECT_EQ(
      sample::verdicts(data, "btree delivers a higher throughput than lsm on every workload."),
      "s");
  EXPECT_EQ(
      sample::verdicts(data, "lsm delivers a higher throughput than btree on every workload."),
      "c");
}

TEST(Superlatives, AnExtremeAndItsPlaceAreTwoClaims) {
  const Observations data = tuned();
  EXPECT_EQ(sample::verdicts(data,
                             "The highest throughput of alpha:1b is 92 tok/s, reached at "
                             "num_gpu=60."),
            "s s");
}

// By hand: alpha's mean is 30, beta's 20 and gamma's 10.
TEST(SuperlativesSaid, OfAllIsAgainstAllTheOthers) {
  Observations data;
  for (const auto& [model, rate] :
       {std::pair{"alpha:1b", 30.0}, {"beta:2b", 20.0}, {"gamma:4b", 10.0}}) {
    Table& table = sample::add_table(data, std::string(model).substr(0, 4) + ".csv", 2);
    table.content = model;
    table.columns = {sample::setting("model", Role::kSubject, {model}, true),
                     sample::metric("tokens_s", "tok/s", {rate - 1, rate + 1}, "throughput")};
  }
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("alpha:1b delivers the highest throughput of all models."), "s");
  EXPECT_EQ(of("beta:2b delivers the highest throughput of all models."), "c");
  EXPECT_EQ(of("gamma:4b has the lowest throughput among all models."), "s");
}

TEST(SuperlativesSaid, ABalanceIsATaste) {
  Observations data;
  Table& table = sample::add_table(data, "quants.csv", 2);
  table.columns = {sample::setting("quant", Role::kFactor, {"q4_0", "q8_0"}),
                   sample::metric("tokens_s", "tok/s", {30, 15}, "throughput")};
  EXPECT_NE(sample::verdicts(data, "q8_0 provides the best balance of speed and quality."), "c");
}

}  // namespace
}  // namespace chimera::verify
