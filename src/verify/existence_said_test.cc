// What reports say is there or not, and what ran through: denials of one thing or of several,
// completeness, failures, coverage, and when. Verdicts follow from the rows here.
#include <gtest/gtest.h>

#include <string>

#include "verify/outcome_words.h"
#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// A machine's sensors, a sweep of two sampling temperatures in which one trial timed out, a table
// of scores, and the settings of another run.
Observations observations() {
  Observations data;
  Table& sensors = sample::add_table(data, "metrics/machine.csv", 2);
  sensors.columns = {metric("gpu_util", "%", {50, 70}, ""), metric("power_w", "W", {90, 110}, "")};
  Table& sweep = sample::add_table(data, "runs/alpha_sweep.csv", 4);
  sweep.content = "sweep";
  sweep.columns = {setting("model", Role::kSubject, {"alpha"}, true),
                   setting("n_batch", Role::kFactor, {"256", "256", "512", "512"}),
                   setting("temperature", Role::kFactor, {"0.2", "0.8", "0.2", "0.8"}),
                   metric("tokens_s", "tok/s", {100, 110, 120, 0}, "throughput")};
  sweep.judge(3, true, false, "request timeout");
  Table& scores = sample::add_table(data, "quant/scores.csv", 2);
  scores.columns = {setting("format", Role::kFactor, {"fp16", "int8"}),
                    metric("perplexity", "", {5.1, 5.3}, "")};
  Table& arms = sample::add_table(data, "runs/arms.csv", 1);
  arms.columns = {setting("tuned.n_batch", Role::kNote, {"1024"})};
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(ExistenceSaid, ADenialOfSeveralThingsIsRefutedByOne) {
  EXPECT_EQ(verdicts_of("No energy or power telemetry is present."), "c");
  EXPECT_EQ(verdicts_of("No energy or humidity telemetry is present."), "s");
  EXPECT_EQ(verdicts_of("No system telemetry (GPU utilisation, power) was found."), "c");
  EXPECT_EQ(verdicts_of("No system telemetry (fan speed, humidity) was found."), "s");
  EXPECT_EQ(verdicts_of("Neither power nor humidity was logged."), "c");
  EXPECT_EQ(verdicts_of("Neither energy nor humidity was logged."), "s");
  EXPECT_EQ(verdicts_of("Humidity isn't recorded in any file."), "s");
  EXPECT_EQ(verdicts_of("Neither Mistral nor Falcon was tested."), "s");
}

TEST(ExistenceSaid, DenialsInOtherWords) {
  EXPECT_EQ(verdicts_of("There is no perplexity figure."), "c");
  EXPECT_EQ(verdicts_of("There is no accuracy figure."), "s");
  EXPECT_EQ(verdicts_of("Although power readings are absent, the picture is clear."), "c");
  EXPECT_EQ(verdicts_of("Energy readings are absent from the data."), "s");
  EXPECT_EQ(verdicts_of("The tree holds no power readings."), "c");
  EXPECT_EQ(verdicts_of("The tree holds 4 files, but no power data."), "s c");
  EXPECT_EQ(verdicts_of("The tree holds 4 files, but no energy data."), "s s");
}

TEST(ExistenceSaid, DenialsOfSomethingElse) {
  EXPECT_EQ(verdicts_of("There are no reasons to doubt the data."), "");
  EXPECT_EQ(verdicts_of("The dataset has no power data for individual models."), "");
  EXPECT_EQ(verdicts_of("The dataset has no power data."), "c");
  EXPECT_EQ(verdicts_of("The appendix contains no perplexity data."), "");
  EXPECT_EQ(verdicts_of("No further tests are included."), "");
}

TEST(ExistenceSaid, ASamplingTemperatureIsNoSensors) {
  EXPECT_EQ(verdicts_of("No GPU temperature data was recorded."), "");
  EXPECT_EQ(verdicts_of("No GPU power data was recorded."), "c");
}

TEST(ExistenceSaid, WhatIsSaidToBeThereAndIsNot) {
  EXPECT_EQ(verdicts_of("The dataset also contains detailed energy measurements."), "c");
  EXPECT_EQ(verdicts_of("Speculative decoding runs are also included."), "c");
  EXPECT_NE(verdicts_of("The dataset also contains detailed power measurements."), "c");
}

TEST(ExistenceSaid, WhatIsDeniedOfOneModel) {
  Observations data = observations();
  Table& other = sample::add_table(data, "quant/beta.csv", 2);
  other.columns = {setting("model", Role::kSubject, {"beta"}, true),
                   metric("size_mb", "MB", {10, 11}, "")};
  EXPECT_EQ(sample::verdicts(data, "No sweep data of beta exists."), "s");
  EXPECT_EQ(sample::verdicts(data, "No quant data of beta exists."), "c");
  EXPECT_EQ(sample::verdicts(data, "No quant data of int7 exists."), "");
}

TEST(ExistenceSaid, ALevelThatOnlyANoteHasWasTested) {
  EXPECT_EQ(verdicts_of("**Explore batches:** A batch of 1024 was never tested."), "c");
  EXPECT_EQ(verdicts_of("**Explore batches:** A batch of 2048 was never tested."), "s");
}

TEST(ExistenceSaid, LevelsThatWereNeverRun) {
  EXPECT_EQ(verdicts_of("No measurements with n_batch=256 exist."), "c");
  EXPECT_EQ(verdicts_of("No measurements with n_batch=128 exist."), "s");
  EXPECT_EQ(verdicts_of("There are no runs with n_batch=256."), "c");
  EXPECT_EQ(verdicts_of("An n_batch of 128 was never tested."), "s");
  EXPECT_NE(verdicts_of("No run with n_batch=256 failed."), "c");
}

TEST(ExistenceSaid, ASweepThatOneModelLacks) {
  Observations data;
  for (const auto& [path, model] :
       {std::pair{"runs/alpha_baseline.csv", "alpha"}, std::pair{"runs/alpha_sweep.csv", "alpha"},
        std::pair{"runs/beta_baseline.csv", "beta"}}) {
    Table& table = sample::add_table(data, path, 3);
    table.content = path;
    table.columns = {setting("model", Role::kSubject, {model}, true),
                     metric("tokens_s", "tok/s", {5, 4, 4}, "throughput")};
  }
  EXPECT_EQ(sample::verdicts(data, "Beta was not part of the sweep."), "s");
  EXPECT_EQ(sample::verdicts(data, "Alpha was not part of the sweep."), "c");
  EXPECT_EQ(sample::verdicts(data, "The dataset lacks a sweep for beta."), "s");
  EXPECT_EQ(sample::verdicts(data, "The dataset lacks a sweep for alpha."), "c");
}

TEST(ExistenceSaid, WhatTheDataDoNotCover) {
  EXPECT_EQ(verdicts_of("The dataset does not cover an n_batch of 256."), "c");
  EXPECT_NE(verdicts_of("The dataset does not cover an n_batch of 128."), "c");
  EXPECT_EQ(verdicts_of("Llama 3 was not tested."), "s");
  EXPECT_EQ(verdicts_of("Llama 3 was tested as well."), "c");
}

TEST(ExistenceSaid, DeniedFailures) {
  EXPECT_EQ(verdicts_of("The dataset contains no error records."), "c");
  EXPECT_EQ(verdicts_of("No run timed out."), "c");
  EXPECT_EQ(verdicts_of("No run crashed."), "s");
  EXPECT_EQ(verdicts_of("alpha ran without failure with an n_batch of 256."), "s");
  EXPECT_EQ(verdicts_of("alpha ran without failure with an n_batch of 512."), "c");
  EXPECT_EQ(verdicts_of("alpha ran without a single error with an n_batch of 256."), "s");
  EXPECT_EQ(verdicts_of("alpha ran without a single error with an n_batch of 512."), "c");
  EXPECT_EQ(verdicts_of("The sweep gives the means of alpha without error bars."), "");
  EXPECT_EQ(verdicts_of("Not a single failure was recorded."), "c");
}

TEST(ExistenceSaid, ARightCountDoesNotMakeItComplete) {
  Observations data = observations();
  Table& other = sample::add_table(data, "runs/beta_sweep.csv", 4);
  other.columns = {setting("model", Role::kSubject, {"beta"}, true),
                   setting("n_batch", Role::kFactor, {"256", "256", "512", "512"}),
                   setting("temperature", Role::kFactor, {"0.2", "0.8", "0.2", "0.8"}),
                   metric("tokens_s", "tok/s", {50, 51, 52, 53}, "throughput")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("All 4 configurations of the alpha sweep completed without error."), "c");
  EXPECT_EQ(of("All 4 configurations of the beta sweep completed without error."), "s");
  EXPECT_EQ(of("All 5 configurations of the beta sweep completed without error."), "c");
  EXPECT_EQ(of("The alpha sweep has 4 configurations; all of them completed without error."),
            "s c");
  EXPECT_EQ(of("The beta sweep has 4 configurations; all of them completed without error."), "s s");
  EXPECT_EQ(of("In the alpha sweep all 4 configurations finished."), "c");
  EXPECT_EQ(of("In the beta sweep all four configurations finished."), "s");
  EXPECT_EQ(of("alpha completed all 4 runs."), "c");
  EXPECT_EQ(of("beta completed all 4 runs."), "s");
  EXPECT_EQ(of("All 2 machine runs passed."), "s");
}

// Two networks with three backends on two devices; one backend fails for one of them on the GPU. A
// suite of which every request was refused.
Observations compiled() {
  Observations data;
  for (const char* net : {"gru", "mlp"}) {
    for (const char* device : {"cpu", "cuda"}) {
      const bool bad = std::string_view(net) == "gru" && std::string_view(device) == "cuda";
      Table& table =
          sample::add_table(data, std::string("compile/") + net + "_" + device + "_bench.csv", 3);
      table.columns = {setting("model", Role::kSubject, {net}, true),
                       setting("device", Role::kFactor, {device}, true),
                       setting("backend", Role::kFactor, {"eager", "inductor", "onnx"}),
                       metric("mean_ms", "ms", {4, 3, 2}, "")};
      if (bad) {
        table.judge(1, true, false, "unsupported operator");
      }
    }
  }
  Table& suite = sample::add_table(data, "suite/20260210-091500/runs.csv", 5);
  suite.columns = {setting("prompt", Role::kBlock, {"a", "b", "c", "d", "e"}),
                   metric("latency_s", "s", {0, 0, 0, 0, 0}, "")};
  for (std::size_t row = 0; row < 5; ++row) {
    suite.judge(row, true, false, "connection refused");
  }
  return data;
}

TEST(ExistenceSaid, WhatFailedForWhat) {
  const auto of = [](const std::string& report) { return sample::verdicts(compiled(), report); };
  EXPECT_EQ(of("inductor failed for gru on CUDA."), "s");
  EXPECT_EQ(of("inductor failed for mlp on CUDA."), "c");
  EXPECT_EQ(of("onnx could not be compiled for gru on CUDA."), "c");
  EXPECT_EQ(of("inductor failed for gru on both devices."), "c");
  EXPECT_NE(of("inductor failed in no benchmark."), "s");
  EXPECT_NE(of("Both runs completed."), "c");
  EXPECT_EQ(of("inductor failed in the three `cuda_bench` files."), "c");
  EXPECT_EQ(of("inductor failed with an unsupported operator for gru on CUDA."), "s");
  EXPECT_EQ(of("No configuration of mlp failed."), "s");
  EXPECT_EQ(of("No configuration of gru failed."), "c");
  EXPECT_EQ(of("No backend failed on the CPU."), "s");
  EXPECT_EQ(of("No backend failed on CUDA."), "c");
  EXPECT_EQ(of("onnx succeeded everywhere."), "s");
  EXPECT_EQ(of("inductor succeeded everywhere."), "c");
}

TEST(ExistenceSaid, SomeOfTheBenchmarks) {
  const auto of = [](const std::string& report) { return sample::verdicts(compiled(), report); };
  EXPECT_EQ(of("inductor failed in one of the four benchmarks."), "s");
  EXPECT_EQ(of("inductor failed in two of the four benchmarks."), "c");
  EXPECT_EQ(of("inductor worked in 3 of 4 benchmarks."), "s");
  EXPECT_EQ(of("inductor worked in 2 of 4 benchmarks."), "c");
}

TEST(ExistenceSaid, SoManyOfSoManyFailed) {
  const auto of = [](const std::string& report) { return sample::verdicts(compiled(), report); };
  EXPECT_EQ(of("One of the 12 backend runs failed."), "s");
  EXPECT_EQ(of("Two of the 12 backend runs failed."), "c");
  EXPECT_EQ(of("For gru on CUDA eager is the slowest, and one of three backends failed."), "s s");
  EXPECT_EQ(of("For gru on CUDA eager is the slowest, and two of three backends failed."), "s c");
  EXPECT_EQ(of("One of the 12 backend runs failed, among them inductor on gru."), "s s");
  EXPECT_EQ(of("One of the 12 backend runs failed, among them inductor on mlp."), "s c");
  EXPECT_EQ(of("For gru on CUDA onnx is faster than eager and one of three backends failed."),
            "s s");
  EXPECT_EQ(of("For gru on CUDA onnx is faster than eager and two of three backends failed."),
            "s c");
  EXPECT_EQ(of("None of the 3 mlp runs on CUDA failed."), "s");
}

TEST(ExistenceSaid, AllThatEndedSoAreOfIt) {
  Observations data = compiled();
  data.tables[1].judge(2, true, false, "CUDA out of memory");
  data.tables[3].judge(2, true, false, "CUDA out of memory");
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("Two configurations ran out of CUDA memory, both for onnx."), "s s");
  EXPECT_EQ(of("Two configurations ran out of CUDA memory, both for inductor."), "s c");
  EXPECT_EQ(of("Two runs ran out of memory, both for onnx and both on the CPU."), "s s c");
  EXPECT_EQ(of("One run of mlp on CUDA was lost."), "s");
  EXPECT_EQ(of("Two runs of mlp on CUDA were lost."), "c");
}

TEST(ExistenceSaid, OnEveryNetwork) {
  Observations data = compiled();
  Table& third = sample::add_table(data, "compile/unet_cpu_bench.csv", 2);
  third.columns = {setting("model", Role::kSubject, {"unet"}, true),
                   setting("device", Role::kFactor, {"cpu"}, true),
                   setting("backend", Role::kFactor, {"eager", "onnx"}),
                   metric("mean_ms", "ms", {4, 3}, "")};
  third.judge(1, true, false, "no such operator");
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("eager is available on every network tested."), "s");
  EXPECT_EQ(of("inductor is available on every network tested."), "c");
  EXPECT_EQ(of("onnx is available for all three networks."), "c");
  EXPECT_EQ(of("onnx was run on all three networks."), "s");
  EXPECT_EQ(of("onnx was run on all four networks."), "c");
}

TEST(ExistenceSaid, WhatIsOnEveryNetworkIsOfThoseThatAreNamed) {
  Observations data = compiled();
  Table& extra = sample::add_table(data, "compile/extra_old.csv", 1);
  extra.columns = {setting("backend", Role::kFactor, {"inductor"}),
                   metric("mean_ms", "ms", {4}, "")};
  extra.judge(0, true, false, "no compiler");
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("onnx was tested on every network."), "s");
  EXPECT_EQ(of("onnx was run on both networks and on all two networks."), "s");
  EXPECT_EQ(of("onnx was run on all seven networks."), "c");
  EXPECT_EQ(of("onnx was run on all 7 networks."), "c");
}

// Files of which each has one failed trial of three, the second two.
std::string of_many_files(std::size_t files, const std::string& report) {
  Observations data;
  for (std::size_t i = 0; i < files; ++i) {
    Table& table = sample::add_table(data, "bench/net" + std::to_string(100 + i) + ".csv", 3);
    table.columns = {setting("backend", Role::kFactor, {"eager", "inductor", "onnx"}),
                     metric("mean_ms", "ms", {4, 3, 2}, "")};
    table.judge(1, true, false, "unsupported operator");
    if (i == 1) {
      table.judge(2, true, false, "unsupported operator");
    }
  }
  return sample::verdicts(data, report);
}

TEST(ExistenceSaid, SoManyFilesFitAnyNumber) {
  EXPECT_EQ(of_many_files(20, "Two of the 3 runs failed."), "s");
  EXPECT_EQ(of_many_files(80, "Two of the 3 runs failed."), "u");
  EXPECT_NE(of_many_files(80, "Two of the 240 backend runs failed."), "s");
  EXPECT_EQ(of_many_files(80, "81 of the 240 backend runs failed."), "s");
  EXPECT_EQ(of_many_files(20, "onnx failed in one of the 20 benchmarks."), "s");
  EXPECT_EQ(of_many_files(20, "onnx failed in two of the 20 benchmarks."), "c");
  EXPECT_EQ(of_many_files(80, "onnx failed in one of the 80 benchmarks."), "s");
  EXPECT_EQ(of_many_files(80, "onnx failed in two of the 80 benchmarks."), "c");
}

TEST(ExistenceSaid, ASweepOfWhatIsNamed) {
  Observations data;
  Table& sweep = sample::add_table(data, "runs/sweep.csv", 5);
  sweep.columns = {setting("model", Role::kSubject, {"beta", "beta", "gamma", "gamma", "beta"}),
                   setting("temperature", Role::kFactor, {"0.2", "0.2", "0.2", "0.8", ""}),
                   metric("tokens_s", "tok/s", {100, 110, 120, 130, 100}, "throughput")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("The beta runs explore several temperature values."), "c");
  EXPECT_NE(of("The gamma runs explore several temperature values."), "c");
  EXPECT_EQ(of("The gamma runs explore two temperature values."), "s");
  EXPECT_EQ(of("The gamma runs explore several quantisation levels."), "u");
  EXPECT_EQ(of("The gamma runs explore several top_p values."), "c");
}

TEST(ExistenceSaid, EndingsInAllTheirWords) {
  EXPECT_EQ(verdicts_of("No run was timing out."), "c");
  EXPECT_EQ(verdicts_of("No run ran out of GPU memory."), "s");
  Observations data = observations();
  data.tables[1].judge(2, true, false, "CUDA out of memory");
  EXPECT_EQ(sample::verdicts(data, "No run ran out of GPU memory."), "c");
  data.tables[1].judge(2, true, false, "an illegal memory access");
  EXPECT_EQ(sample::verdicts(data, "One run ran out of memory."), "c");
  EXPECT_EQ(sample::verdicts(data, "No run ran out of memory."), "s");
}

TEST(ExistenceSaid, WhatASweepVaries) {
  EXPECT_EQ(verdicts_of("The sweep explores two temperature values."), "s");
  EXPECT_EQ(verdicts_of("The sweep explores three temperature values."), "c");
  EXPECT_EQ(verdicts_of("The sweep also explores three top_p values."), "c");
  EXPECT_EQ(verdicts_of("The scores explore three temperature values."), "c");
  EXPECT_EQ(verdicts_of("We show a sweep over n_batch and a comparison of top_p settings."), "s c");
  EXPECT_EQ(verdicts_of("The sweep varies n_batch and temperature."), "s");
  Observations data = observations();
  Table& card = sample::add_table(data, "metrics/card.csv", 5);
  card.columns = {metric("temperature", "", {41, 42, 43, 44, 45}, "")};
  EXPECT_EQ(sample::verdicts(data, "The sweeps cover two temperatures."), "s");
  EXPECT_EQ(sample::verdicts(data, "The sweeps cover five temperatures."), "c");
  EXPECT_EQ(verdicts_of("The sweep varies n_batch and top_p."), "c");
}

TEST(ExistenceSaid, AVersionThatAllHave) {
  Observations data;
  for (const auto& [path, version] :
       {std::pair{"base/one_baseline.csv", "3.13.1"}, std::pair{"base/two_baseline.csv", "3.13.1"},
        std::pair{"other/probe.csv", "3.11.9"}}) {
    Table& table = sample::add_table(data, path, 1);
    table.columns = {setting("python_version", Role::kNote, {version}),
                     metric("mean_ms", "ms", {4}, "")};
  }
  EXPECT_EQ(sample::verdicts(data, "Python 3.13.1 is used in every baseline."), "s");
  EXPECT_EQ(sample::verdicts(data, "All of them were taken with Python 3.13.1."), "c");
  EXPECT_EQ(sample::verdicts(data, "Some were taken with Python 3.13.1."), "s");
}

TEST(ExistenceSaid, AConsistentDifferenceIsNoInventory) {
  EXPECT_NE(verdicts_of("alpha consistently undercuts the others."), "s");
}

TEST(ExistenceSaid, EveryFileHasItsPair) {
  Observations data;
  data.artifacts.push_back({"compile/a.json", ArtifactType::kJson, 10, 0});
  data.artifacts.push_back({"compile/b.json", ArtifactType::kJson, 10, 0});
  data.artifacts.push_back({"compile/a.md", ArtifactType::kMarkdown, 10, 0});
  EXPECT_EQ(sample::verdicts(data, "Every compile JSON has a matching Markdown report."), "c");
  data.artifacts.push_back({"compile/b.md", ArtifactType::kMarkdown, 10, 0});
  EXPECT_EQ(sample::verdicts(data, "Every compile JSON has a matching Markdown report."), "s");
}

TEST(ExistenceSaid, FailedWithItsReasonInACell) {
  const auto of = [](const std::string& backend, const std::string& remark) {
    return sample::verdicts(compiled(),
                            "### Results of `gru_cuda_bench.csv`\n\n| backend | mean (ms) "
                            "| remarks |\n|---|---|---|\n| eager | 4.0 | - |\n| " +
                                backend + " | n/a | " + remark + " |\n");
  };
  EXPECT_EQ(of("inductor", "Failed, unsupported operator"), "s s");
  EXPECT_EQ(of("inductor", "Failed, out of memory"), "s u");
  EXPECT_EQ(of("onnx", "Failed, unsupported operator"), "s c");
}

TEST(ExistenceSaid, BelowAHeadingOfOtherTrials) {
  const auto of = [](const std::string& report) {
    return sample::verdicts(compiled(), "### Results of `mlp_cpu_bench.csv`\n\n" + report);
  };
  EXPECT_EQ(of("inductor failed for gru on CUDA."), "s");
  EXPECT_EQ(of("onnx failed for gru on CUDA."), "c");
  EXPECT_EQ(of("The suite of 20260210-091500 completed all prompts."), "c");
}

TEST(ExistenceSaid, WhatSoundsLikeAnOutcome) {
  const auto of = [](const std::string& report) { return sample::verdicts(compiled(), report); };
  EXPECT_EQ(of("In every pair that finished onnx is faster than eager."), "s");
  EXPECT_EQ(of("For mlp on CUDA all three runs succeeded."), "s");
  EXPECT_EQ(of("For gru on CUDA all three runs succeeded."), "c");
  EXPECT_EQ(of("Not a single run of mlp ended in an error."), "s");
  EXPECT_EQ(of("Not a single run of gru ended in an error."), "c");
  EXPECT_EQ(of("Every run of mlp ran to completion."), "s");
  EXPECT_EQ(of("One run of gru failed and the suite completed no prompt."), "s s");
}

TEST(ExistenceSaid, APartOfAWhole) {
  EXPECT_TRUE(is_of_some("(3 of the 12"));
  EXPECT_FALSE(is_of_some(" of all 12"));
}

TEST(ExistenceSaid, AsManyAsAreNamed) {
  Observations data = observations();
  for (const char* model : {"beta-2b", "gamma-3b", "delta-4b"}) {
    Table& table = sample::add_table(data, std::string("runs/") + model + ".csv", 1);
    table.columns = {setting("model", Role::kSubject, {model}, true),
                     metric("tokens_s", "tok/s", {50}, "throughput")};
  }
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("Three small models (beta-2b, gamma-3b and delta-4b) were compared."), "s");
  EXPECT_EQ(of("Two small models were compared: beta-2b and delta-4b."), "s");
  EXPECT_EQ(of("Three small models were compared: beta-2b and delta-4b."), "c");
}

TEST(ExistenceSaid, EveryRequestFailed) {
  const auto of = [](const std::string& report) { return sample::verdicts(compiled(), report); };
  EXPECT_EQ(of("Rerun the suite of `20260210-091500`, because all of its requests were refused."),
            "s");
  EXPECT_EQ(of("The suite of 20260210-091500 completed all prompts."), "c");
  EXPECT_EQ(of("The suite of 20260210-091500 completed no prompt."), "s");
  EXPECT_EQ(of("On the CPU inductor failed completely."), "c");
  EXPECT_EQ(of("All runs of gru failed with an unsupported operator."), "c");
  EXPECT_EQ(of("All runs of 20260210-091500 failed with \"connection refused\"."), "s");
}

// Benchmarks of 28 September and of 2 and 8 October; one more file is called a benchmark without a
// date.
Observations dated() {
  Observations data;
  for (const char* path : {"runs/alpha_20250928-101010.csv", "runs/alpha_20251002-101010.csv",
                           "runs/beta_20251008-101010.csv", "kernel_benchmarks.csv"}) {
    Table& table = sample::add_table(data, path, 2);
    table.content = path;
    table.columns = {metric("tokens_s", "tok/s", {1, 2}, "throughput")};
  }
  return data;
}

TEST(PeriodsSaid, EachOfTheMonthsThatAreNamed) {
  const auto of = [](const std::string& report) { return sample::verdicts(dated(), report); };
  EXPECT_EQ(of("**Test period:** September and October 2025"), "s");
  EXPECT_EQ(of("**Test period:** October and November 2025"), "c");
  EXPECT_EQ(of("**Test period:** October 2025"), "c");
  EXPECT_EQ(of("The tests ran between September and November 2025."), "c");
  EXPECT_EQ(of("The benchmarks were mostly run in October 2025."), "s");
  EXPECT_EQ(of("The benchmarks were mostly run in August 2025."), "c");
}

TEST(PeriodsSaid, TheFirstAndTheLast) {
  const auto of = [](const std::string& report) { return sample::verdicts(dated(), report); };
  EXPECT_EQ(of("The oldest measurement is from 28 September 2025."), "s");
  EXPECT_EQ(of("The oldest measurement is from 2 October 2025."), "c");
  EXPECT_EQ(of("The most recent run is of 8 October 2025."), "s");
  EXPECT_EQ(of("Nothing was measured after 8 October 2025."), "s");
  EXPECT_EQ(of("Nothing was measured after 2 October 2025."), "c");
  EXPECT_EQ(of("The measurements span ten days."), "s");
  EXPECT_EQ(of("The measurements span four days."), "c");
  EXPECT_EQ(of("No measurements were taken in November 2025."), "s");
  EXPECT_EQ(of("No measurements were taken in October 2025."), "c");
}

TEST(PeriodsSaid, NoLaterThan) {
  const auto of = [](const std::string& report) { return sample::verdicts(dated(), report); };
  EXPECT_EQ(of("No later than 8 October 2025 all measurements were taken."), "s");
  EXPECT_EQ(of("No later than 2 October 2025 all measurements were taken."), "c");
  EXPECT_EQ(of("All measurements were taken no later than 9 October 2025."), "s");
  EXPECT_EQ(of("All measurements were taken no later than 3 October 2025."), "c");
  EXPECT_EQ(of("No measurement was taken earlier than 28 September 2025."), "s");
  EXPECT_EQ(of("No measurement was taken earlier than 29 September 2025."), "c");
  EXPECT_TRUE(of("No more than two measurements are from 8 October 2025.").ends_with("s"));
  EXPECT_EQ(of("All measurements were taken within seventeen days in October 2025."), "c");
}

TEST(PeriodsSaid, DaysOfOneMonth) {
  const auto of = [](const std::string& report) { return sample::verdicts(dated(), report); };
  EXPECT_EQ(of("The data were recorded between 28 September and 8 October 2025."), "s");
  EXPECT_EQ(of("The data were recorded between 2 and 8 October 2025."), "c");
  EXPECT_EQ(of("The data were recorded between 1 August and 8 October 2025."), "c");
}

TEST(ExistenceSaid, APeriodOfWhatWasMeasured) {
  Observations data;
  for (const auto& [path, type] : {std::pair{"raw/a_20260312.csv", ArtifactType::kCsv},
                                   {"raw/b_20260315.csv", ArtifactType::kCsv},
                                   {"notes_20260319.md", ArtifactType::kMarkdown}}) {
    data.artifacts.push_back({path, type, 1000, 0});
    if (type == ArtifactType::kCsv) {
      Table& table = data.tables.emplace_back(sample::table(path, 1));
      table.content = path;
      table.columns = {metric("tokens_s", "tok/s", {60}, "throughput")};
    }
  }
  const std::string lie = "The dated measurements lie between 2026-03-12 and 2026-03-";
  EXPECT_EQ(sample::verdicts(data, lie + "15."), "s");
  EXPECT_EQ(sample::verdicts(data, lie + "14."), "c");
}

}  // namespace
}  // namespace chimera::verify
