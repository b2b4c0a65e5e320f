// What engineers' reports say beside their numbers: where the best was, how far the best is from
// the worst, which files are copies, versions and builds, temperatures. Verdicts follow from the
// rows here.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// A sweep of a model over layers and contexts whose best is 60 at 4096, with one failed run; a copy
// of it elsewhere; two compilers' backends; a monitor's log; a bench and a server that note builds.
Observations observations() {
  Observations out;
  for (const char* path : {"copies/sweep.csv", "raw/bench.json", "raw/compiled.json",
                           "raw/monitor.csv", "raw/server.jsonl", "raw/sweep.csv"}) {
    out.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
  }
  for (const char* path : {"copies/sweep.csv", "raw/sweep.csv"}) {
    Table& sweep = out.tables.emplace_back(sample::table(path, 4));
    sweep.content = "sweep";
    sweep.columns = {setting("model", Role::kSubject, {"alpha"}, true),
                     setting("num_gpu", Role::kFactor, {"40", "40", "60", "60"}),
                     setting("num_ctx", Role::kFactor, {"2048", "4096", "2048", "4096"}),
                     metric("tokens_s", "tok/s", {100, 110, 0, 125}, "throughput")};
    sweep.state[2].failed = true;
  }
  Table& bench = out.tables.emplace_back(sample::table("raw/bench.json", 1));
  bench.columns = {setting("build_number", Role::kNote, {"6942"}),
                   setting("build_commit", Role::kNote, {"a91d07e4"}),
                   metric("avg_ts", "tok/s", {50}, "")};
  Table& compiled = out.tables.emplace_back(sample::table("raw/compiled.json", 3));
  compiled.columns = {setting("backends", Role::kNote, {"eager, jit, onnx"}, true),
                      setting("backend", Role::kFactor, {"eager", "jit", "onnx"}),
                      metric("mean_time_ms", "ms", {4, 3, 2}, "")};
  Table& monitor = out.tables.emplace_back(sample::table("raw/monitor.csv", 4));
  monitor.columns = {metric("temperature.gpu", "", {61, 70, 70, 61}, "")};
  Table& server = out.tables.emplace_back(sample::table("raw/server.jsonl", 1));
  server.columns = {setting("backend", Role::kFactor, {"sglang"}),
                    setting("server_info.version", Role::kNote, {"0.5.4"}),
                    metric("output_throughput", "tok/s", {900}, "throughput.system")};
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(EngineersSaid, WhereTheBestWas) {
  const std::string best =
      "| Model | ok rows | best config (gpu/ctx) | best over worst |\n"
      "|---|---:|---|---:|\n| alpha | ";
  EXPECT_EQ(verdicts_of(best + "3 | 60 / 4096 | +25.0 % |\n"), "s s s");
  EXPECT_EQ(verdicts_of(best + "5 | 40 / 4096 | +20.0 % |\n"), "c c c");
}

TEST(EngineersSaid, Copies) {
  EXPECT_EQ(verdicts_of("`sweep.csv` in `copies/` is an exact copy of that in `raw/`."), "s");
  EXPECT_EQ(verdicts_of("`raw/monitor.csv` is an exact duplicate of `raw/bench.json`."), "c");
}

TEST(EngineersSaid, VersionsAndBuilds) {
  EXPECT_EQ(verdicts_of("The server was SGLang 0.5.4."), "s");
  EXPECT_EQ(verdicts_of("The server was SGLang 0.5.3."), "c");
  EXPECT_EQ(verdicts_of("All of it ran on build 6942 (build a91d07e)."), "s s");
  EXPECT_EQ(verdicts_of("All of it ran on build 7721."), "c");
}

TEST(EngineersSaid, ABackendGoesByItsLongName) {
  EXPECT_EQ(verdicts_of("ONNX Runtime is the fastest backend."), "s");
  EXPECT_EQ(verdicts_of("TorchScript is the fastest backend."), "c");
}

TEST(EngineersSaid, AMonitorsTemperatureWasMeasured) {
  EXPECT_EQ(verdicts_of("The GPU temperature never exceeded 70 °C."), "s");
  EXPECT_EQ(verdicts_of("The GPU temperature never exceeded 65 °C."), "c");
}

// A sweep in a folder that goes by parts of a model's name, beside the baseline that has it.
TEST(EngineersSaid, AFolderOfPartsOfAModelsName) {
  Observations data;
  Table& base = sample::add_table(data, "qwen25_7b_awq/baseline.csv", 2);
  base.columns = {setting("model", Role::kSubject, {"Qwen2.5-7B-Instruct-AWQ"}, true),
                  metric("tokens_s", "tok/s", {20, 22}, "throughput")};
  Table& sweep = sample::add_table(data, "qwen25_7b_awq/sweep.csv", 3);
  sweep.columns = {setting("max_num_seqs", Role::kFactor, {"8", "32", "128"}),
                   metric("tokens_s", "tok/s", {100, 300, 0}, "throughput")};
  sweep.state[2].failed = true;
  Table& other = sample::add_table(data, "phi/sweep.csv", 2);
  other.columns = {setting("max_num_seqs", Role::kFactor, {"8", "32"}),
                   metric("tokens_s", "tok/s", {90, 500}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "One Qwen configuration failed."), "s");
  EXPECT_EQ(sample::verdicts(data, "With max_num_seqs=32 Qwen averages 300 tok/s."), "s");
  EXPECT_EQ(sample::verdicts(data, "With max_num_seqs=32 Qwen averages 500 tok/s."), "c");
}

TEST(EngineersSaid, SharesOfTypesThatOneVerbLists) {
  Observations data;
  for (const char* path : {"a.csv", "b.csv", "c.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 10, 0});
  }
  data.artifacts.push_back({"d.json", ArtifactType::kJson, 10, 0});
  const std::string report = "CSV files account for 75 % of the artifacts, JSON for ";
  EXPECT_EQ(sample::verdicts(data, report + "25 %."), "s s");
  EXPECT_EQ(sample::verdicts(data, report + "35 %."), "s c");
}

// Two sweeps, one with two failed trials, and a copy of it.
Observations two_sweeps() {
  Observations data;
  for (const auto& [file, model, peak] :
       {std::tuple{"a.csv", "alpha:1b", 90.0}, std::tuple{"b.csv", "beta:7b", 60.0},
        std::tuple{"copy/b.csv", "beta:7b", 60.0}}) {
    Table& table = sample::add_table(data, file, 4);
    table.content = model;
    table.columns = {setting("model", Role::kSubject, {model, model, model, model}, true),
                     setting("num_gpu", Role::kFactor, {"20", "40", "60", "80"}),
                     metric("tokens_s", "tok/s", {40, 50, peak, peak - 5}, "throughput")};
  }
  for (const std::size_t table : {1U, 2U}) {
    data.tables[table].judge(0, true, false, "CUDA error: an illegal memory access");
    data.tables[table].judge(1, true, false, "timed out after 120 s");
  }
  return data;
}

TEST(EngineersSaid, WhereEachOfTwoPeaks) {
  const std::string first = "alpha:1b peaks at 90 tok/s with num_gpu=60, whereas beta:7b peaks ";
  EXPECT_EQ(sample::verdicts(two_sweeps(), first + "with num_gpu=60."), "s s s");
  EXPECT_EQ(sample::verdicts(two_sweeps(), first + "with num_gpu=80."), "s c");
}

TEST(EngineersSaid, HowTrialsFailedAndWhatIsToBeDone) {
  EXPECT_EQ(sample::verdicts(two_sweeps(), "One trial failed with an illegal memory access."), "s");
  EXPECT_EQ(sample::verdicts(two_sweeps(), "Two trials failed with an illegal memory access."),
            "c");
  EXPECT_EQ(sample::verdicts(two_sweeps(),
                             "One beta:7b configuration timed out and must be treated "
                             "as a missing value."),
            "s");
}

TEST(EngineersSaid, WhatIsThereTwiceAndWhatFollowsFromIt) {
  EXPECT_EQ(sample::verdicts(two_sweeps(), "No duplicate files were found."), "c");
  EXPECT_EQ(sample::verdicts(two_sweeps(),
                             "CSV is the dominant file type, and JSON files make up "
                             "the majority."),
            "s c");
  EXPECT_EQ(sample::verdicts(two_sweeps(),
                             "beta:7b has a higher throughput than alpha:1b, so it "
                             "should be the default."),
            "c");
}

TEST(EngineersSaid, SlowestOfAFamilyBesideFasterAndSlowerOnes) {
  Observations data;
  data.artifacts.push_back({"raw/rates.csv", ArtifactType::kCsv, 1000, 0});
  Table& rates = data.tables.emplace_back(sample::table("raw/rates.csv", 3));
  rates.columns = {setting("model", Role::kSubject, {"alpha:1b", "alpha:4b", "beta:7b"}),
                   metric("tokens_s", "tok/s", {90, 50, 20}, "throughput")};
  const std::string head = "| Model | Remark |\n|---|---|\n| ";
  EXPECT_EQ(sample::verdicts(data, head + "alpha:4b | Slowest of the alpha family |\n"), "s");
  EXPECT_EQ(sample::verdicts(data, head + "alpha:1b | Slowest of the alpha family |\n"), "c");
  EXPECT_EQ(sample::verdicts(data, head + "alpha:4b | Slowest of all |\n"), "c");
}

TEST(EngineersSaid, PointsOfAnAccuracyAndNoTrainingLoss) {
  Observations data;
  data.artifacts.push_back({"raw/accuracy.csv", ArtifactType::kCsv, 1000, 0});
  Table& rows = data.tables.emplace_back(sample::table("raw/accuracy.csv", 2));
  rows.columns = {setting("precision", Role::kFactor, {"fp32", "int8"}),
                  metric("top1", "", {0.81, 0.79}, "accuracy"),
                  metric("loss", "", {0.74, 0.80}, "")};
  EXPECT_EQ(sample::verdicts(data, "With int8 the top-1 is 0.79."), "s");
  EXPECT_EQ(sample::verdicts(data, "With int8 the top-1 is 0.77."), "c");
  EXPECT_EQ(sample::verdicts(data, "The top1 falls by 2 points from fp32 to int8."), "s");
  EXPECT_EQ(sample::verdicts(data, "The top1 falls by 4 points from fp32 to int8."), "c");
  EXPECT_EQ(sample::verdicts(data, "The top-1 falls by 2 points with int8."), "s");
  EXPECT_EQ(sample::verdicts(data, "The top-1 falls by 4 points with int8."), "c");
  EXPECT_EQ(sample::verdicts(data, "int8 has a top-1 of 0.79, a loss of 2 points against fp32."),
            "s u");
}

TEST(EngineersSaid, ALogMayHoldWhatNoReaderTook) {
  Observations data = observations();
  data.artifacts.push_back({"raw/server.log", ArtifactType::kLog, 1000, 0});
  EXPECT_EQ(sample::verdicts(data, "The mean `tokens_s` in `server.log` is 57.4 tok/s."), "u");
  EXPECT_EQ(sample::verdicts(data, "The mean `tokens_s` in `monitor.csv` is 57.4 tok/s."), "c");
}

TEST(EngineersSaid, ComparisonsThatAreDenied) {
  Observations data;
  data.artifacts.push_back({"raw/rates.csv", ArtifactType::kCsv, 1000, 0});
  Table& rates = data.tables.emplace_back(sample::table("raw/rates.csv", 2));
  rates.columns = {setting("model", Role::kSubject, {"alpha:1b", "beta:7b"}),
                   metric("tokens_s", "tok/s", {90, 20}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "beta:7b is not faster than alpha:1b."), "s");
  EXPECT_EQ(sample::verdicts(data, "alpha:1b is not faster than beta:7b."), "c");
  EXPECT_EQ(sample::verdicts(data, "beta:7b isn't the fastest model."), "s");
  EXPECT_EQ(sample::verdicts(data, "beta:7b is never faster than alpha:1b."), "u");
  EXPECT_EQ(sample::verdicts(data, "alpha:1b is never faster than beta:7b."), "c");
  EXPECT_EQ(sample::verdicts(data, "beta:7b is hardly faster than alpha:1b."), "");
}

TEST(EngineersSaid, WhatWouldBeAndWhatACardIsCalled) {
  Observations data;
  data.artifacts.push_back({"raw/monitor.csv", ArtifactType::kCsv, 1000, 0});
  Table& monitor = data.tables.emplace_back(sample::table("raw/monitor.csv", 2));
  monitor.columns = {metric("power_draw [W]", "W", {240, 250}, ""),
                     metric("memory.used [GB]", "GB", {70, 72}, "")};
  EXPECT_EQ(sample::verdicts(data, "Capping the card at 250 W would not be noticed."), "u");
  EXPECT_EQ(sample::verdicts(data, "Power peaks at 250 W."), "s");
  const std::string of_card = sample::verdicts(data, "One H100 80GB held the memory.");
  EXPECT_EQ(of_card.find('c'), std::string::npos) << of_card;
  EXPECT_EQ(sample::verdicts(data, "Memory used peaks at 80 GB."), "c");
}

TEST(EngineersSaid, HowManyOfThemLieWhere) {
  EXPECT_EQ(verdicts_of("There are 6 CSV files, 5 of them in `raw/`."), "s s");
  EXPECT_EQ(verdicts_of("There are 6 CSV files, 4 of them in `raw/`."), "s c");
}

TEST(EngineersSaid, RowsOfVariantsBelowTheirModel) {
  Observations data;
  for (const char* path : {"raw/base.csv", "raw/quants.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
  }
  Table& base = data.tables.emplace_back(sample::table("raw/base.csv", 1));
  base.columns = {setting("model", Role::kSubject, {"alpha:7b"}),
                  metric("tokens_s", "tok/s", {80}, "throughput")};
  Table& quants = data.tables.emplace_back(sample::table("raw/quants.csv", 3));
  quants.columns = {setting("model", Role::kSubject, {"alpha:7b-q4", "alpha:7b-q8", "alpha:7b-q8"}),
                    setting("quant", Role::kFactor, {"q4", "q8", "q8"}),
                    metric("tokens_s", "tok/s", {60, 40, 0}, "throughput")};
  quants.judge(2, true, false, "connection reset");
  const std::string head = "**Quantisation of alpha:7b**\n\n| Quant | Mean tok/s |\n|---|---|\n| ";
  EXPECT_EQ(sample::verdicts(data, head + "q4 | 60.0 |\n"), "s");
  EXPECT_EQ(sample::verdicts(data, head + "q4 | 40.0 |\n"), "c");
  EXPECT_EQ(sample::verdicts(data, "With q8 one of its two runs failed."), "s");
  EXPECT_EQ(sample::verdicts(data, "With q8 two of its two runs failed."), "c");
}

TEST(EngineersSaid, SteadiestOfAFamily) {
  Observations data;
  data.artifacts.push_back({"raw/rates.csv", ArtifactType::kCsv, 1000, 0});
  Table& rates = data.tables.emplace_back(sample::table("raw/rates.csv", 9));
  rates.columns = {setting("model", Role::kSubject,
                           {"alpha:1b", "alpha:1b", "alpha:1b", "alpha:4b", "alpha:4b", "alpha:4b",
                            "beta:7b", "beta:7b", "beta:7b"}),
                   metric("tokens_s", "tok/s", {90, 95, 85, 50, 51, 49, 20, 20, 20}, "throughput")};
  const std::string head = "| Model | Remark |\n|---|---|\n| ";
  EXPECT_EQ(sample::verdicts(data, head + "alpha:4b | Most stable of the alpha family |\n"), "s");
  EXPECT_EQ(sample::verdicts(data, head + "alpha:1b | Most stable of the alpha family |\n"), "c");
}

TEST(EngineersSaid, SpeedUpsOfTwoColumnsAndOfANamedWinner) {
  Observations data;
  data.artifacts.push_back({"raw/times.csv", ArtifactType::kCsv, 1000, 0});
  Table& times = data.tables.emplace_back(sample::table("raw/times.csv", 4));
  times.columns = {setting("network", Role::kSubject, {"mlp", "mlp", "conv", "conv"}),
                   setting("backend", Role::kFactor, {"eager", "onnx", "eager", "onnx"}),
                   metric("mean_time_ms", "ms", {8, 2, 9, 3}, "")};
  const std::string columns =
      "| Network | Eager (ms) | ONNX (ms) | Speedup |\n|---|---|---|---|\n| ";
  EXPECT_EQ(sample::verdicts(data, columns + "mlp | 8.0 | 2.0 | 4.0x |\n"), "s s s");
  EXPECT_EQ(sample::verdicts(data, columns + "mlp | 8.0 | 2.0 | 4.5x |\n"), "s s c");
  const std::string winner =
      "| Network | Eager (ms) | Best backend | Speedup |\n|---|---|---|---|\n| ";
  EXPECT_EQ(sample::verdicts(data, winner + "conv | 9.0 | onnx | 3.0x |\n"), "s s s");
  EXPECT_EQ(sample::verdicts(data, winner + "conv | 9.0 | onnx | 4.0x |\n"), "s s c");
}

TEST(EngineersSaid, AFolderIsCalledSoBelowItsHead) {
  Observations data;
  for (const char* path : {"runs/c.csv", "sweeps/a_baseline.csv", "sweeps/b_sweep.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
    Table& table = data.tables.emplace_back(sample::table(path, 1));
    table.content = path;
    table.columns = {metric("tokens_s", "tok/s", {60}, "throughput")};
  }
  const std::string head = "| Folder | Files |\n|---|---|\n| ";
  EXPECT_EQ(sample::verdicts(data, head + "sweeps | 2 |\n"), "s");
  EXPECT_EQ(sample::verdicts(data, head + "sweeps | 3 |\n"), "c");
}

TEST(EngineersSaid, WhatTheDataAreSaidToLack) {
  Observations data;
  data.artifacts.push_back({"raw/rates.csv", ArtifactType::kCsv, 1000, 0});
  Table& rates = data.tables.emplace_back(sample::table("raw/rates.csv", 2));
  rates.columns = {setting("quant", Role::kFactor, {"q4_0", "q6_K"}),
                   metric("tokens_s", "tok/s", {90, 50}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "The data lack any q6_K variant."), "c");
  EXPECT_EQ(sample::verdicts(data, "The data lack any telemetry of the host's memory."), "s");
}

TEST(EngineersSaid, MinIsTheLeastAndNoMinute) {
  const std::string head = "| File | Mean tok/s | Min | Max |\n|---|---|---|---|\n| ";
  EXPECT_EQ(verdicts_of(head + "raw/sweep.csv | 111.7 | 100 | 125 |\n"), "s s s");
  EXPECT_EQ(verdicts_of(head + "raw/sweep.csv | 111.7 | 103 | 125 |\n"), "s c s");
}

TEST(EngineersSaid, AUnitIsNoRowOfATableOfMeasurements) {
  Observations data;
  for (const char* path : {"raw/rates.csv", "raw/change.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
  }
  Table& rates = data.tables.emplace_back(sample::table("raw/rates.csv", 2));
  rates.columns = {setting("threads", Role::kFactor, {"4", "8"}),
                   metric("tokens_s", "tok/s", {68, 72}, "throughput")};
  Table& change = data.tables.emplace_back(sample::table("raw/change.csv", 2));
  change.columns = {setting("metric", Role::kFactor, {"tokens_s", "ttft_ms"}),
                    metric("before", "", {74, 669}, "")};
  EXPECT_EQ(sample::verdicts(data, "The mean throughput is 70.0 tokens/s."), "s");
  EXPECT_EQ(sample::verdicts(data, "The mean throughput is 73.0 tokens/s."), "c");
  EXPECT_NE(sample::verdicts(data, "The mean of before is 371.5."), "s");
}

TEST(EngineersSaid, ANameBehindAnotherStatementNarrowsNoNumberBeforeIt) {
  Observations data;
  data.artifacts.push_back({"raw/rates.csv", ArtifactType::kCsv, 1000, 0});
  Table& rates = data.tables.emplace_back(sample::table("raw/rates.csv", 3));
  rates.columns = {setting("cfg", Role::kFactor, {"t4_b8", "t8_b8", "t8_b16"}),
                   metric("tokens_s", "tok/s", {60, 63, 69}, "throughput")};
  EXPECT_EQ(sample::verdicts(
                data, "The mean throughput is 64.0 tok/s and the best configuration is `t8_b16`."),
            "s s");
}

TEST(EngineersSaid, AnItemGoesOnWithTheMetricOfTheOneAbove) {
  Observations data;
  data.artifacts.push_back({"raw/rates.csv", ArtifactType::kCsv, 1000, 0});
  Table& rates = data.tables.emplace_back(sample::table("raw/rates.csv", 2));
  rates.columns = {setting("threads", Role::kFactor, {"4", "8"}),
                   metric("ttft_ms", "ms", {70, 71}, "ttft"),
                   metric("tokens_s", "tok/s", {68.2, 72.9}, "throughput")};
  const std::string above = "- The mean throughput is 70.55 tok/s.\n- ";
  EXPECT_EQ(sample::verdicts(data, above + "4 threads give 68.2."), "s s");
  EXPECT_NE(sample::verdicts(data, above + "4 threads give 66.2."), "s s");
}

TEST(EngineersSaid, AMinimumOfIsNoLowerBound) {
  EXPECT_EQ(verdicts_of("The sweep has a minimum of 100 tok/s."), "s");
  EXPECT_EQ(verdicts_of("The sweep has a minimum of 98 tok/s."), "c");
}

TEST(EngineersSaid, WhatFollowsFromTheOnlyTwoIsOfThose) {
  Observations data;
  data.artifacts.push_back({"raw/rates.csv", ArtifactType::kCsv, 1000, 0});
  Table& rates = data.tables.emplace_back(sample::table("raw/rates.csv", 2));
  rates.columns = {setting("model", Role::kSubject, {"alpha", "beta"}),
                   metric("tokens_s", "tok/s", {72, 48}, "throughput")};
  const std::string two =
      "The throughput of alpha is 72 tok/s and that of beta 48 tok/s, so alpha ";
  EXPECT_EQ(sample::verdicts(data, two + "is 50 % faster."), "s s s");
  EXPECT_EQ(sample::verdicts(data, two + "is 33.3 % faster."), "s s c");
}

TEST(EngineersSaid, SmallWordsNameNoMetric) {
  Observations data;
  data.artifacts.push_back({"raw/rates.csv", ArtifactType::kCsv, 1000, 0});
  Table& rates = data.tables.emplace_back(sample::table("raw/rates.csv", 2));
  rates.columns = {setting("model", Role::kSubject, {"alpha", "beta"}),
                   metric("n_out", "", {272, 273}, ""), metric("ttft_ms", "ms", {70, 90}, "ttft")};
  EXPECT_EQ(sample::verdicts(data,
                             "`alpha` has the lowest mean time to first token, 70 ms; `beta` "
                             "follows with 90 ms, of n trials, cold starts left out."),
            "s s");
}

TEST(EngineersSaid, StronglyCorrelatedIsSaidOfPearsons) {
  Observations data;
  data.artifacts.push_back({"raw/trace.csv", ArtifactType::kCsv, 1000, 0});
  Table& trace = data.tables.emplace_back(sample::table("raw/trace.csv", 8));
  // Pearson 0.9995, Spearman 0.524 (scipy).
  trace.columns = {metric("gpu_pct", "%", {1, 2, 3, 4, 97, 98, 99, 100}, ""),
                   metric("power_w", "W", {23, 22, 21, 20, 303, 302, 301, 300}, "")};
  EXPECT_EQ(sample::verdicts(data, "GPU load and power are strongly correlated."), "s");
  EXPECT_EQ(sample::verdicts(data, "GPU load and power are uncorrelated."), "c");
}

TEST(EngineersSaid, ARunningNumberPairsNothing) {
  Observations data;
  data.artifacts.push_back({"raw/arms.csv", ArtifactType::kCsv, 1000, 0});
  Table& arms = data.tables.emplace_back(sample::table("raw/arms.csv", 8));
  arms.columns = {setting("call", Role::kBlock, {"1", "2", "3", "4", "5", "6", "7", "8"}),
                  setting("arm", Role::kFactor,
                          {"stock", "tuned", "stock", "tuned", "stock", "tuned", "stock", "tuned"}),
                  setting("prompt_index", Role::kBlock, {"1", "1", "2", "2", "3", "3", "4", "4"}),
                  metric("tokens_s", "tok/s", {56, 59, 58, 57, 56, 59, 56, 59}, "throughput"),
                  metric("ttft_ms", "ms", {50, 43, 50, 46, 52, 47, 51, 48}, "ttft")};
  EXPECT_EQ(sample::verdicts(data, "The tuned arm is faster than the stock arm in every pair."),
            "c");
  EXPECT_EQ(
      sample::verdicts(data, "The tuned arm has a lower TTFT than the stock arm in every pair."),
      "s");
}

TEST(EngineersSaid, TheSmallestModelSaysWhichOneItIs) {
  Observations data;
  data.artifacts.push_back({"raw/rates.csv", ArtifactType::kCsv, 1000, 0});
  Table& rates = data.tables.emplace_back(sample::table("raw/rates.csv", 3));
  rates.columns = {setting("model", Role::kSubject, {"alpha:1b", "alpha:4b", "alpha:8b"}),
                   metric("tokens_s", "tok/s", {90, 50, 20}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "The smallest model, alpha:1b, reaches the highest throughput."),
            "s");
  EXPECT_EQ(sample::verdicts(data, "The largest model, alpha:8b, reaches the highest throughput."),
            "c");
}

TEST(EngineersSaid, NoEffectOfASettingThatCameWithALoad) {
  Observations data;
  data.artifacts.push_back({"raw/sweep.csv", ArtifactType::kCsv, 1000, 0});
  Table& sweep = data.tables.emplace_back(sample::table("raw/sweep.csv", 4));
  sweep.columns = {setting("mirostat", Role::kFactor, {"0", "2", "0", "2"}),
                   metric("first_token_ms", "ms", {1460, 75, 1465, 76}, "ttft"),
                   metric("tokens_s", "tok/s", {40, 44, 41, 45}, "throughput"),
                   metric("warmup_ms", "ms", {1380, 4, 1385, 5}, "load_time")};
  EXPECT_EQ(
      sample::verdicts(data, "Switching mirostat from 0 to 2 lowers the first token latency."),
      "u");
  EXPECT_EQ(sample::verdicts(data, "Switching mirostat from 0 to 2 raises the throughput."), "s");
}

TEST(EngineersSaid, APeakAndWhereItWasObtained) {
  const std::string peak = "The sweep shows a peak of 125 tok/s, obtained at num_gpu=";
  EXPECT_NE(verdicts_of(peak + "60."), "s c");
  EXPECT_EQ(verdicts_of(peak + "40."), "s c");
}

TEST(EngineersSaid, OfThatRunAlone) {
  Observations data;
  for (const char* path : {"raw/small.csv", "raw/large.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
    Table& table = data.tables.emplace_back(sample::table(path, 3));
    table.content = path;
    const double more = std::string_view{path} == "raw/large.csv" ? 10 : 0;
    table.columns = {metric("n_out", "", {90 + more, 95 + more, 80 + more}, "tokens")};
  }
  const std::string before =
      "The mean n_out of `small.csv` is 88.3. The longest answer of that run has ";
  EXPECT_EQ(sample::verdicts(data, before + "95 tokens."), "s s");
  EXPECT_EQ(sample::verdicts(data, before + "105 tokens."), "s c");
}

TEST(EngineersSaid, AStatisticGoesOnWithTheMetricOfItsSentence) {
  const std::string sweep = "The sweep averages 111.7 tok/s with a minimum of ";
  EXPECT_EQ(verdicts_of(sweep + "100.0."), "s s");
  EXPECT_EQ(verdicts_of(sweep + "98.3."), "s c");
}

TEST(EngineersSaid, TheMediumModelOfAFamilyOfSizes) {
  Observations data;
  data.artifacts.push_back({"raw/asr.csv", ArtifactType::kCsv, 1000, 0});
  Table& asr = data.tables.emplace_back(sample::table("raw/asr.csv", 3));
  asr.columns = {
      setting("model", Role::kSubject, {"whisper:tiny", "whisper:base", "whisper:medium"}),
      metric("wer_pct", "%", {19.9, 13.2, 7.8}, ""), metric("rtf", "", {0.025, 0.041, 0.28}, "")};
  EXPECT_EQ(sample::verdicts(data, "The medium model has the lowest word error rate."), "s");
  EXPECT_EQ(sample::verdicts(data, "The tiny model has the lowest word error rate."), "c");
  EXPECT_EQ(sample::verdicts(data, "The medium model has the lowest real-time factor."), "c");
  EXPECT_EQ(sample::verdicts(data, "The tiny model is faster than the medium model."), "s");
}

}  // namespace
}  // namespace chimera::verify
