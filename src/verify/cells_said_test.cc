// What cells of words say of their row: that it is the least or the most, that its trials failed,
// how it changed.
#include <gtest/gtest.h>

#include <string>

#include "verify/failure_causes.h"
#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

constexpr const char* kNoTriton = "Cannot find a working triton installation";
constexpr const char* kNoMemory = "CUDA out of memory";

// Two networks on two devices with their backends' times, one of which failed; clips of two models,
// one of which ran out of memory.
Observations observations() {
  Observations data;
  for (const auto& [file, network, device, times] :
       {std::tuple{"conv_cpu.json", "conv", "cpu", std::vector{4.0, 3.0, 2.0}},
        std::tuple{"conv_cuda.json", "conv", "cuda", std::vector{0.6, 0.3, 0.0}},
        std::tuple{"gru_cpu.json", "gru", "cpu", std::vector{9.0, 7.0, 8.0}}}) {
    Table& table = sample::add_table(data, file, 3);
    table.columns = {setting("network", Role::kSubject, {network}, true),
                     setting("device", Role::kFactor, {device}, true),
                     setting("backend", Role::kFactor, {"eager", "jit", "onnx"}),
                     metric("mean_time_ms", "ms", times, ""),
                     metric("compile_time_s", "s", {0.1, 2.5, times[0]}, ""),
                     setting("error", Role::kError, {"", "", times[2] < 1 ? kNoTriton : ""})};
    table.columns[3].role = Role::kSummary;
    if (times[2] < 1) {
      table.judge(2, true, false, kNoTriton);
    }
  }
  for (const auto& [file, model, rtf] :
       {std::tuple{"tiny.csv", "tiny", 0.1}, std::tuple{"base.csv", "base", 0.3}}) {
    Table& table = sample::add_table(data, file, 3);
    table.columns = {setting("model", Role::kSubject, {model}, true),
                     setting("clip", Role::kBlock, {"hall_01", "street_05", "news_07"}),
                     metric("rtf", "", {rtf, rtf, rtf}, ""),
                     setting("error", Role::kError, {"", rtf > 0.2 ? kNoMemory : "", ""})};
    if (rtf > 0.2) {
      table.judge(1, true, false, kNoMemory);
    }
  }
  return data;
}

std::string backends(const std::string& rows) {
  return sample::verdicts(observations(),
                          "| Network | Device | Backend | Mean (ms) | Compile (s) | Remark |\n"
                          "|---|---|---|---|---|---|\n" +
                              rows);
}

std::string models(const std::string& rows) {
  return sample::verdicts(observations(), "| Model | Mean RTF | Remark |\n|---|---|---|\n" + rows);
}

TEST(CellsSaid, TheExtremeOfAllThatWasMeasuredAlike) {
  EXPECT_EQ(backends("| conv | cuda | jit | 0.3 | | Lowest mean of all successful runs |\n"),
            "s s");
  EXPECT_EQ(backends("| conv | cpu | onnx | 2.0 | | Lowest mean of all successful runs |\n"),
            "s c");
  EXPECT_EQ(backends("| gru | cpu | jit | 7.0 | | Fastest CPU backend for gru |\n"), "s s");
  EXPECT_EQ(backends("| gru | cpu | onnx | 8.0 | | Fastest CPU backend for gru |\n"), "s c");
  EXPECT_EQ(backends("| gru | cpu | onnx | 8.0 | 9.0 | Longest compile of the whole dataset |\n"),
            "s s s");
  EXPECT_EQ(backends("| conv | cpu | onnx | 2.0 | 4.0 | Longest compile of the whole dataset |\n"),
            "s s c");
}

TEST(CellsSaid, AUnitBehindAStatisticAboveTheTable) {
  const auto of = [](const std::string& jit) {
    return sample::verdicts(observations(),
                            "Mean ms per call:\n\n| Network | eager | jit |\n|---|---|---|\n"
                            "| conv_cpu | 4.00 | " +
                                jit + " |\n");
  };
  EXPECT_EQ(of("3.00"), "s s");
  EXPECT_EQ(of("7.00"), "s c");
}

TEST(CellsSaid, TheFastestOfADeviceThatTheRowDoesntSay) {
  const auto of = [](const std::string& row) {
    return sample::verdicts(observations(),
                            "| File | Backend | Mean (ms) | Remark |\n"
                            "|---|---|---|---|\n| " +
                                row + " |\n");
  };
  EXPECT_EQ(of("conv_cpu.json | onnx | 2.0 | Fastest CPU backend for conv"), "s s");
  EXPECT_EQ(of("conv_cpu.json | jit | 3.0 | Fastest CPU backend for conv"), "s c");
}

TEST(CellsSaid, ACompileTimeBelowItsHead) {
  EXPECT_EQ(backends("| conv | cpu | onnx | 2.0 | 4.0 | |\n"), "s s");
  EXPECT_EQ(backends("| conv | cpu | onnx | 2.0 | 9.0 | |\n"), "s c");
}

TEST(CellsSaid, TypesOfFilesBesideRemarks) {
  Observations data;
  for (const char* path : {"a.csv", "b.csv", "c.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 10, 0});
  }
  data.artifacts.push_back({"d.json", ArtifactType::kJson, 10, 0});
  const auto of = [&](const std::string& csv, const std::string& json) {
    return sample::verdicts(
        data, "| Category | Files | Percent | Remark |\n|---|---|---|---|\n| CSV | " + csv +
                  " |\n| JSON | " + json + " |\n");
  };
  EXPECT_EQ(of("3 | 75% | The dominant type", "1 | 25% | Structured telemetry"), "s s s s s");
  EXPECT_EQ(of("2 | 70% | -", "1 | 25% | The largest group"), "c c s s c");
  EXPECT_EQ(of("3 | 75% | Second most common format", "1 | 25% | -"), "s s c s s");
}

TEST(CellsSaid, TheExtremeOfTheTablesRows) {
  EXPECT_EQ(models("| tiny | 0.1 | fastest model |\n| base | 0.3 | |\n"), "s s s");
  EXPECT_EQ(models("| tiny | 0.1 | |\n| base | 0.3 | fastest model |\n"), "s s c");
  EXPECT_EQ(models("| tiny | 0.1 | lowest mean RTF of the two |\n| base | 0.3 | |\n"), "s s s");
  EXPECT_EQ(models("| tiny | 0.1 | |\n| base | 0.3 | lowest mean RTF of the two |\n"), "s s c");
}

TEST(CellsSaid, TheSecondOfTheTablesRows) {
  const auto of = [](const std::string& tiny, const std::string& base) {
    return sample::verdicts(
        observations(),
        "| Network | Device | Backend | Mean (ms) | Remark |\n|---|---|---|---|---|\n"
        "| conv | cpu | eager | 4.0 | |\n| conv | cpu | jit | 3.0 | " +
            tiny + " |\n| conv | cpu | onnx | 2.0 | " + base + " |\n");
  };
  EXPECT_EQ(of("second fastest", "the fastest"), "s s s s s");
  EXPECT_EQ(of("the fastest", "second fastest"), "s s c s c");
}

TEST(CellsSaid, WhyTrialsOfTheRowFailed) {
  EXPECT_EQ(backends("| conv | cuda | onnx | n/a | | Failed, no working Triton installation |\n"),
            "s");
  EXPECT_EQ(backends("| conv | cuda | onnx | n/a | | Failed, out of memory |\n"), "c");
  EXPECT_EQ(backends("| conv | cuda | jit | 0.3 | | Failed, no working Triton installation |\n"),
            "s c");
  EXPECT_EQ(models("| base | 0.3 | ran out of memory on street_05 |\n"), "s s");
  EXPECT_EQ(models("| base | 0.3 | ran out of memory on news_07 |\n"), "s c");
  EXPECT_EQ(models("| base | 0.3 | timed out on street_05 |\n"), "s c");
  EXPECT_EQ(models("| base | 0.3 | failed with an odd look |\n"), "s c");
  EXPECT_EQ(models("| base | 0.3 | failed to load |\n"), "s s");
  EXPECT_EQ(models("| base | 0.3 | no failed prompts |\n"), "s c");
  EXPECT_EQ(models("| tiny | 0.1 | no failed prompts |\n"), "s s");
  EXPECT_EQ(models("| tiny | 0.1 | ran out of memory on street_05 |\n"), "s c");
}

TEST(CellsSaid, CommentsAreNoPartOfTheRowsName) {
  const auto of = [](const std::string& row) {
    return sample::verdicts(observations(),
                            "| Model (run) | RTF | Comment |\n|---|---|---|\n| " + row + " |\n");
  };
  EXPECT_EQ(of("tiny (csv) | 0.1 | smallest checkpoint"), "s");
  EXPECT_EQ(of("tiny (csv) | 0.3 | smallest checkpoint"), "c");
}

TEST(CellsSaid, WhatTheRowsTrialsRanOn) {
  Observations data;
  for (const auto& [file, provider] : {std::tuple{"conv_a.json", "[\"CPUProvider\"]"},
                                       std::tuple{"conv_b.json", "[\"CUDAProvider\"]"}}) {
    Table& table = sample::add_table(data, file, 2);
    table.columns = {setting("backend", Role::kFactor, {"eager", "onnx"}),
                     metric("mean_time_ms", "ms", {4, 2}, ""),
                     setting("providers", Role::kNote, {"", provider})};
  }
  const auto of = [&](const std::string& row) {
    return sample::verdicts(data, "| File | Backend | Remark |\n|---|---|---|\n| " + row + " |\n");
  };
  EXPECT_EQ(of("conv_a.json | onnx | Runs on the CPUProvider only"), "s");
  EXPECT_EQ(of("conv_b.json | onnx | Runs on the CPUProvider only"), "c");
}

TEST(CellsSaid, WhatNobodyMeasured) {
  EXPECT_EQ(models("| tiny | 0.1 | good for accented speech |\n"), "s u");
  EXPECT_EQ(models("| tiny | 0.1 | Replies were rated best by users |\n| base | 0.3 | |\n"),
            "s u s");
  EXPECT_EQ(models("| top_k=40 | 0.1 | |\n"), "u");
  EXPECT_EQ(models("| tiny | 0.1 | Uses the least VRAM of the two |\n| base | 0.3 | |\n"), "s u s");
  EXPECT_EQ(models("| tiny | 0.1 | Has the least RTF of the two |\n| base | 0.3 | |\n"), "s s s");
  EXPECT_EQ(models("| tiny | 0.1 | Has the most RTF of the two |\n| base | 0.3 | |\n"), "s c s");
}

// Two arms, told by their files, and a summary whose columns are called so; warm waits of 100 and
// 80 ms behind a first of 900, rates of 50 and 55.
Observations arms() {
  Observations data;
  for (const auto& [file, wait, rate] : {std::tuple{"study/baseline_runs.csv", 100.0, 50.0},
                                         std::tuple{"study/hydra_runs.csv", 80.0, 55.0}}) {
    Table& table = sample::add_table(data, file, 5);
    table.columns = {
        metric("ttft_ms", "ms", {900, wait - 2, wait + 2, wait - 1, wait + 1}, "ttft"),
        metric("tokens_s", "tok/s", {rate - 1, rate + 1, rate, rate - 1, rate + 1}, "throughput"),
        metric("duration_s", "s", {9, 5, 7, 6, rate / 6}, "")};
    table.judge(0, false, true, "cold start");
  }
  Table& summary = sample::add_table(data, "study/comparison.csv", 2);
  summary.columns = {setting("metric", Role::kSubject, {"ttft_ms", "tokens_s"}),
                     metric("baseline_mean", "", {260, 50}, ""),
                     metric("hydra_mean", "", {244, 55}, "")};
  return data;
}

std::string of_arms(const std::string& row) {
  return sample::verdicts(
      arms(),
      "| Metric | Baseline | Hydra | Change | Remark |\n|---|---|---|---|---|\n| " + row + " |\n");
}

TEST(CellsSaid, ArmsBesideASummaryOfTheirNames) {
  EXPECT_EQ(of_arms("SD tokens_s | 1.00 | 1.00 | |"), "s s");
  EXPECT_EQ(of_arms("SD tokens_s | 1.00 | 2.00 | |"), "s c");
  EXPECT_EQ(of_arms("Mean ttft_ms (warm) | 100.00 | 80.00 | -20.0% |"), "s s s");
  EXPECT_EQ(of_arms("Mean ttft_ms (warm) | 100.00 | 90.00 | -10.0% |"), "s c c");
  EXPECT_EQ(of_arms("Answer quality (1-5) | 3.9 | 4.3 | |"), "u u");
}

TEST(CellsSaid, ChangesWithAWordForTheirDirection) {
  EXPECT_EQ(of_arms("Mean tokens_s | 50.0 | 55.0 | 10.0% higher |"), "s s s");
  EXPECT_EQ(of_arms("Mean tokens_s | 50.0 | 55.0 | 10.0% lower |"), "s s c");
  EXPECT_EQ(of_arms("Mean tokens_s | 50.0 | 55.0 | 1.10x faster |"), "s s s");
  EXPECT_EQ(of_arms("Mean ttft_ms (warm) | 100.00 | 80.00 | 1.25x faster |"), "s s s");
  EXPECT_EQ(of_arms("Mean ttft_ms (warm) | 100.00 | 80.00 | 20 ms more |"), "s s c");
}

// Rates of 50 and 80 tok/s at one and two clients, waits of 10 and 18 ms, 100 and 300 tokens.
TEST(CellsSaid, WhatAChangeIsOfBesideOtherColumns) {
  Observations data;
  Table& table = sample::add_table(data, "load.csv", 2);
  table.columns = {setting("clients", Role::kFactor, {"1", "2"}),
                   metric("tokens_s", "tok/s", {50, 80}, "throughput"),
                   metric("ttft_ms", "ms", {10, 18}, "ttft"),
                   metric("output_tokens", "", {100, 300}, "tokens")};
  const auto scaling = [&](const std::string& times) {
    return sample::verdicts(data,
                            "| Clients | tok/s | TTFT (ms) | Scaling v 1 client |\n"
                            "|---|---|---|---|\n| 1 | 50 | 10 | 1.0x |\n| 2 | 80 | 18 | " +
                                times + " |\n");
  };
  EXPECT_EQ(scaling("1.6x"), "s s s s s s");
  EXPECT_EQ(scaling("1.8x"), "s s s s s u");
  const auto change = [&](const std::string& percent) {
    return sample::verdicts(data,
                            "| Clients | mean tok/s | tokens out | vs 1 client |\n"
                            "|---|---|---|---|\n| 1 | 50 | 100 | |\n| 2 | 80 | 300 | " +
                                percent + " |\n");
  };
  EXPECT_EQ(change("+60.0 %"), "s s s s s");
  EXPECT_EQ(change("+200.0 %"), "s s s s u");
}

TEST(CellsSaid, ARatioInBracketsIsOfItsColumn) {
  Observations data;
  Table& table = sample::add_table(data, "load.csv", 2);
  table.columns = {setting("engine", Role::kFactor, {"swift", "slow"}),
                   metric("tokens_s", "tok/s", {80, 50}, "throughput")};
  const std::string head = "| Engine | tok/s |\n|---|---|\n| slow | 50 |\n| swift | 80 ";
  EXPECT_EQ(sample::verdicts(data, head + "(1.60x) |\n"), "s s s");
  EXPECT_EQ(sample::verdicts(data, head + "(1.80x) |\n"), "s s c");
}

// 10, 20 and 60 of one model, 30, 40 and 80 of the other: means of 30 and 50.
TEST(CellsSaid, AnEndIsNoMeanBesideMeans) {
  Observations data;
  for (const auto& [file, model, more] :
       {std::tuple{"tiny.csv", "tiny", 0.0}, std::tuple{"base.csv", "base", 20.0}}) {
    Table& table = sample::add_table(data, file, 3);
    table.columns = {setting("model", Role::kSubject, {model}, true),
                     metric("tokens_s", "tok/s", {10 + more, 20 + more, 60 + more}, "throughput")};
  }
  const auto of = [&](const std::string& base) {
    return sample::verdicts(
        data, "| Model | tok/s |\n|---|---|\n| tiny | 30.0 |\n| base | " + base + " |\n");
  };
  EXPECT_EQ(of("50.0"), "s s");
  EXPECT_EQ(of("80.0"), "s c");
}

// A summary calls its column as prose would; another tool's file has the same of other loads.
TEST(CellsSaid, AHeadThatOneTableSpellsIsOfOthersToo) {
  Observations data;
  Table& summary = sample::add_table(data, "summary.csv", 1);
  summary.columns = {setting("concurrency", Role::kFactor, {"1"}),
                     metric("Mean TTFT (ms)", "ms", {41}, "ttft")};
  Table& other = sample::add_table(data, "c32.csv", 1);
  other.columns = {setting("concurrency", Role::kFactor, {"32"}),
                   metric("mean_ttft_ms", "ms", {240}, "ttft")};
  const std::string head = "| Concurrency | Mean TTFT (ms) |\n|---|---|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| 1 | 41 |\n| 32 | 240 |\n"), "s s");
  EXPECT_EQ(sample::verdicts(data, head + "| 1 | 41 |\n| 32 | 250 |\n"), "s c");
}

TEST(CellsSaid, WhatATestSaysOfTwoArms) {
  EXPECT_EQ(of_arms("Mean tokens_s | 50.0 | 55.0 | | significant (p < 0.05)"), "s s s");
  EXPECT_EQ(of_arms("Mean tokens_s | 50.0 | 55.0 | | not significant"), "s s c");
  EXPECT_EQ(of_arms("SD duration_s | 1.49 | 1.71 | | significant (p < 0.05)").back(), 'c');
  Observations data = arms();  // "p" is no top_p
  Table& sweep = sample::add_table(data, "sweep.csv", 2);
  sweep.columns = {setting("top_p", Role::kFactor, {"0.7", "0.9"}),
                   metric("tokens_s", "tok/s", {10, 11}, "throughput")};
  const auto of = [&](const std::string& row) {
    return sample::verdicts(
        data,
        "| Metric | Baseline | Hydra | Ratio | p |\n|---|---|---|---|---|\n| " + row + " |\n");
  };
  EXPECT_EQ(of("Mean tokens_s | 50.0 | 55.0 | 1.10 | <0.05"), "s s s s");
  EXPECT_EQ(of("Mean tokens_s | 50.0 | 55.0 | 1.20 | 0.4"), "s s c c");
}

// A sweep of a model over three runs, of which r3 failed: 40 and 60 tok/s after 100 and 120 ms; and
// another model's.
Observations runs() {
  Observations data;
  for (const auto& [file, model, scale] :
       {std::tuple{"tiny_sweep.csv", "tiny", 1.0}, std::tuple{"base_sweep.csv", "base", 0.5}}) {
    Table& table = sample::add_table(data, file, 3);
    table.columns = {setting("model", Role::kSubject, {model}, true),
                     setting("run_name", Role::kFactor, {"r1_c2", "r2_c2", "r3_c4"}),
                     setting("beam_size", Role::kFactor, {"1", "2", "2"}),
                     metric("tokens_s", "tok/s", {40 * scale, 60 * scale, 0}, "throughput"),
                     metric("ttft_ms", "ms", {100 * scale, 120 * scale, 0}, "ttft")};
    table.judge(2, true, false, "CUDA out of memory");
  }
  return data;
}

TEST(CellsSaid, WhereTheBestWasBesideOtherNumbers) {
  const auto of = [](const std::string& row) {
    return sample::verdicts(runs(),
                            "| Model | Peak tokens_s | Best run_name | Mean ttft_ms |\n"
                            "|---|---|---|---|\n| " +
                                row + " |\n");
  };
  EXPECT_EQ(of("tiny | 60 | r2_c2 | 110.0"), "s s s");
  EXPECT_EQ(of("tiny | 60 | r3_c4 | 110.0"), "s c s");
  EXPECT_EQ(of("tiny | 70 | r3_c4 | 115.0"), "c c c");
}

TEST(CellsSaid, ARowOfTheBestSetting) {
  const auto of = [](const std::string& row) {
    return sample::verdicts(runs(), "| Metric | Value | Source File |\n|---|---|---|\n| " + row +
                                        " | tiny_sweep.csv |\n");
  };
  EXPECT_EQ(of("Best configuration (tiny) | r2_c2"), "s");
  EXPECT_EQ(of("Best configuration (tiny) | r1_c2"), "c");
  EXPECT_EQ(of("Best configuration (tiny) | r3_c4"), "c");
}

TEST(CellsSaid, AModelInTheHeadOfTheRowsLevels) {
  const auto of = [](const std::string& row) {
    return sample::verdicts(runs(),
                            "| base beam_size | Mean tokens_s |\n|---|---|\n| " + row + " |\n");
  };
  EXPECT_EQ(of("1 | 20.0"), "s");
  EXPECT_EQ(of("1 | 40.0"), "c");
}

TEST(CellsSaid, AWordAndHowMuchIsARemark) {
  EXPECT_EQ(backends("| conv | cpu | onnx | 2.0 | | Compile 4.00 s |\n"), "s s");
  EXPECT_EQ(backends("| conv | cpu | onnx | 2.0 | | Compile 5.00 s |\n"), "s u");
}

TEST(CellsSaid, LettersOfALevelThatWasNeverTried) {
  Observations data;
  Table& table = sample::add_table(data, "load.csv", 3);
  table.columns = {setting("concurrency", Role::kFactor, {"1", "2", "4"}),
                   metric("ttft_ms", "ms", {10, 20, 40}, "ttft")};
  const std::string head = "| Metric | Value |\n|---|---|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| c4 ttft_ms | 40 |\n"), "s");
  EXPECT_EQ(sample::verdicts(data, head + "| c4 ttft_ms | 80 |\n"), "c");
  EXPECT_EQ(sample::verdicts(data, head + "| c8 ttft_ms | 80 |\n"), "u");
}

TEST(CellsSaid, WhatTheNamedFileHasNoColumnOf) {
  const auto of = [](const std::string& row) {
    return sample::verdicts(observations(),
                            "| Metric | Value | Source File |\n|---|---|---|\n| " + row + " |\n");
  };
  EXPECT_EQ(of("csv_fan_rpm | 2840 | tiny.csv"), "c");
  EXPECT_EQ(of("Perplexity | 6.21 | tiny.csv"), "c");
  EXPECT_EQ(of("Mean batch_size effect | 12.4 % | tiny.csv"), "c");
  EXPECT_EQ(of("Mean rtf | 0.1 | tiny.csv"), "s");
  // A true number by a name that nothing tells, a ratio, a count.
  EXPECT_EQ(of("Processing effort | 0.1 | tiny.csv"), "u");
  EXPECT_EQ(of("Headroom | 90 % | tiny.csv"), "u");
  EXPECT_EQ(of("Speakers | 3 | tiny.csv"), "u");
}

// Two calls at 40 and 30 tok/s: a mean of 35, a deviation of 7.071, 20.2 % of it.
TEST(CellsSaid, StatisticsOfCallsWithoutTheNameOfTheirColumn) {
  const std::string calls =
      "- Execution time (agent): 60.00s (ingest 0.00s | first 25.00s | second 35.00s)\n\n"
      "## Calls\n\n| Call | Tokens | tok/s | Duration s |\n|---|---|---|---|\n"
      "| 1 | 1000 | 40.00 | 25.0 |\n| 2 | 1000 | 30.00 | 33.3 |\n\n";
  const auto of = [&](const std::string& lines) {
    return sample::verdicts(observations(), calls + lines).substr(14);
  };
  EXPECT_EQ(of("- Mean rate: 35.00 tok/s\n- Sample SD: 7.07\n- CV: 20.2 %\n"), "s s s");
  EXPECT_EQ(of("- Mean rate: 37.00 tok/s\n- Sample SD: 5.00\n- CV: 14.3 %\n"), "c c c");
}

// "Best" is of the head before it, whose names then stand further on than the head is long.
TEST(CellsSaid, ChangeBelowTheStatisticOfTheHeadBefore) {
  Observations data;
  Table& table = sample::add_table(data, "rate.csv", 2);
  table.columns = {setting("model", Role::kSubject, {"gemma", "gemma"}),
                   setting("precision", Role::kFactor, {"fp16", "int4"}),
                   metric("tok_s", "tok/s", {50, 48}, "throughput")};
  const auto of = [&](const std::string& cell) {
    return sample::verdicts(data, "| model | tok/s fp16 vs int4 | Best |\n|---|---|---|\n" +
                                      ("| gemma | 50 | " + cell) + " |\n");
  };
  // 50 may be of either precision, and so tells no change.
  EXPECT_EQ(of("4 % lower"), "u u");
}

// Each bracket is true of some of them.
TEST(CellsSaid, RatiosAgainstAnyOfManyRowsTellNothing) {
  Observations data;
  Table& table = sample::add_table(data, "rate.csv", 3);
  table.columns = {setting("model", Role::kSubject, {"gemma", "phi", "qwen"}),
                   metric("tok_s", "tok/s", {50, 40, 30}, "throughput")};
  const std::string head = "| Model | tok/s |\n|---|---|\n| gemma | 50 (1.25x) |\n";
  const std::string base = "| phi | 40 |\n";
  EXPECT_EQ(sample::verdicts(data, head + base), "s s s");
  std::string many = head;
  std::string numbers = "s";
  for (int i = 0; i < 40; ++i) {
    many += base;
    numbers += " s";
  }
  EXPECT_EQ(sample::verdicts(data, many), numbers);
}

// "JSON" in two rows is one type.
TEST(CellsSaid, RankOfATypeAmongTypes) {
  Observations data;
  for (const char* const path : {"a.json", "b.json", "c.csv"}) {
    Artifact artifact;
    artifact.path = path;
    artifact.type = artifact.path.ends_with("csv") ? ArtifactType::kCsv : ArtifactType::kJson;
    data.artifacts.push_back(artifact);
  }
  const auto of = [&](const std::string& said) {
    return sample::verdicts(data,
                            "| Type | Use | Note |\n|---|---|---|\n| JSON | runs | |\n"
                            "| JSON | logs | |\n| CSV | runs | " +
                                said + " |\n");
  };
  EXPECT_EQ(of("Second largest type"), "s");
  EXPECT_EQ(of("The dominant type"), "c");
}

TEST(CellsSaid, WhatIsMostOfSomethingIsNoExtreme) {
  Observations data;
  Table& table = sample::add_table(data, "vram.csv", 2);
  table.columns = {setting("model", Role::kSubject, {"gemma", "phi"}),
                   metric("vram_mb", "MB", {9000, 4000}, "")};
  const auto of = [&](const std::string& note) {
    return sample::verdicts(data,
                            "| Model | VRAM MB | Note |\n|---|---|---|\n| gemma | 9000 | |\n"
                            "| phi | 4000 | " +
                                note + " |\n");
  };
  EXPECT_EQ(of("most of the VRAM"), "s s");
  EXPECT_EQ(of("highest VRAM"), "s s c");
}

TEST(CellsSaid, LongReasonsAreCutBetweenCharacters) {
  Observations data;
  Table& table = sample::add_table(data, "runs.csv", 1);
  std::string reason = "a";
  for (int i = 0; i < 60; ++i) {
    reason += "é";
  }
  table.columns = {setting("model", Role::kSubject, {"gemma"}),
                   setting("error", Role::kError, {reason})};
  table.judge(0, true, false, reason);
  const Dataset dataset(data, {});
  const auto failed = judge_failed(dataset, "failed", Scope(), std::nullopt);
  ASSERT_TRUE(failed);
  EXPECT_NE(failed->why.find("\xC3\xA9'"), std::string::npos) << failed->why;
}

}  // namespace
}  // namespace chimera::verify
