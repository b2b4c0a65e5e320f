// How prose and tables speak of a grid: levels in lists and behind numbers, the ends of an offload,
// differences, cells that are worked out of others. The expected verdicts follow from the means
// that stand above the rows.
#include <gtest/gtest.h>

#include <string>

#include "verify/derived_cells.h"
#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Means: alpha 10, 20 and 40 tok/s with 0, 16 and 33 layers, beta 20, 40 and 80; 35 with eight
// threads and 35 / 1.4 = 25 … each trial is its mean times 0.8 (4 threads) or 1.2 (8 threads).
Observations observations() {
  Observations out;
  Table& runs = sample::add_table(out, "offload.csv", 12);
  runs.columns = {
      setting("model", Role::kSubject,
              {"alpha:8b", "alpha:8b", "alpha:8b", "alpha:8b", "alpha:8b", "alpha:8b", "beta:3b",
               "beta:3b", "beta:3b", "beta:3b", "beta:3b", "beta:3b"}),
      setting("ngl", Role::kFactor,
              {"0", "0", "16", "16", "33", "33", "0", "0", "16", "16", "33", "33"}),
      setting("threads", Role::kFactor,
              {"4", "8", "4", "8", "4", "8", "4", "8", "4", "8", "4", "8"}),
      metric("tok_s", "tok/s", {8, 12, 16, 24, 32, 48, 16, 24, 32, 48, 64, 96}, "throughput")};
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(Offload, LayersOfAnyColumnThatCountsThem) {
  EXPECT_EQ(verdicts_of("Alpha reaches 20.0 tok/s on average with 16 layers."), "s s");
  EXPECT_EQ(verdicts_of("Alpha reaches 20.0 tok/s on average with 33 layers."), "c s");
}

TEST(Offload, ItsEndsHaveNames) {
  EXPECT_EQ(
      verdicts_of("Beta gets 80.0 tok/s fully offloaded, 40.0 at half offload and 20.0 on CPU "
                  "only."),
      "s s s");
  EXPECT_EQ(
      verdicts_of("Beta gets 40.0 tok/s fully offloaded, 80.0 at half offload and 20.0 on CPU "
                  "only."),
      "c c s");
  EXPECT_EQ(verdicts_of("Full offload is 4.0 times as fast as no offload."), "s");
  EXPECT_EQ(verdicts_of("Full offload is 3.0 times as fast as no offload."), "c");
}

TEST(Offload, ALevelIsOfTheFactorThatWasSpokenOf) {
  EXPECT_EQ(verdicts_of("For alpha 16 layers give 20.0 tok/s on average, and 33 give 40.0."),
            "s s");
  EXPECT_EQ(verdicts_of("For alpha 16 layers give 20.0 tok/s on average, and 33 give 44.0."),
            "s c");
  EXPECT_EQ(verdicts_of("Eight threads are best: 42.0 tok/s against 28.0 with four."), "s s s");
  EXPECT_EQ(verdicts_of("The 8-thread runs lead the 4-thread ones by 50 %."), "s");
  EXPECT_EQ(verdicts_of("The 8-thread runs lead the 4-thread ones by 60 %."), "c");
}

TEST(Offload, ListsGoSideBySide) {
  EXPECT_EQ(verdicts_of("Alpha reaches 10.0, 20.0 and 40.0 tok/s with 0, 16 and 33 layers."),
            "s s s s");
  EXPECT_EQ(verdicts_of("Alpha reaches 10.0, 40.0 and 20.0 tok/s with 0, 16 and 33 layers."),
            "s c c s");
  // Which of them is of what nobody says.
  EXPECT_EQ(verdicts_of("Alpha goes 11.0 → 22.0 → 44.0 tok/s."), "u u u");
}

TEST(Offload, BracketsBelongToTheNumberBefore) {
  EXPECT_EQ(verdicts_of("Alpha climbs from 10.0 (CPU only) to 40.0 tok/s (full offload)."), "s s");
}

TEST(Offload, DifferencesOfTwo) {
  EXPECT_EQ(verdicts_of("The difference between alpha and beta is 23.3 tok/s."), "s");
  EXPECT_EQ(verdicts_of("The difference between alpha and beta is 33.3 tok/s."), "c");
  EXPECT_EQ(verdicts_of("Between 0 and 16 layers, alpha gains 10.0 tok/s."), "s");
  EXPECT_EQ(verdicts_of("Between 0 and 16 layers, alpha gains 15.0 tok/s."), "c");
}

TEST(DerivedCells, OfColumnsThatAreNoLevelsNothingIsRefuted) {
  // 48 / 23.3 is not what "vs. baseline" says, which names nothing.
  const std::string head =
      "| Model | mean tok/s | best tok/s | vs. baseline |\n|---|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| alpha:8b | 23.3 | 48.0 | 3.00x |\n"), "s s u");
}

TEST(Offload, NotAllIsNotAll) {
  EXPECT_EQ(verdicts_of("Not all requests succeeded."), "");
}

TEST(Offload, LeadsToNamesAConsequence) {
  EXPECT_EQ(verdicts_of("Alpha leads to lower throughput than beta."), "s");
  EXPECT_EQ(verdicts_of("Beta leads to lower throughput than alpha."), "c");
}

TEST(Offload, WhatHasNoPriceIsNoRate) {
  Observations two = observations();
  two.tables.front().columns.push_back(
      metric("ttft_s", "s", {1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2}, "ttft"));
  EXPECT_EQ(sample::verdicts(two, "Alpha costs 50 % less than beta."), "u");
}

TEST(Offload, NoRunFailed) {
  EXPECT_EQ(verdicts_of("No run failed."), "s");
  Observations failed = observations();
  failed.tables.front().state[3].failed = true;
  EXPECT_EQ(sample::verdicts(failed, "No run failed."), "c");
}

TEST(Offload, ConfigurationsMayCountTheModels) {
  EXPECT_EQ(verdicts_of("We ran 12 configurations."), "s");
  EXPECT_EQ(verdicts_of("We ran 6 configurations."), "s");
  EXPECT_EQ(verdicts_of("We ran 7 configurations."), "c");
}

TEST(Offload, TheFirstTrialOfARun) {
  // Of each model the first row: alpha 8, beta 16.
  EXPECT_EQ(verdicts_of("For beta the first prompt ran at 16.0 tok/s."), "s");
  EXPECT_EQ(verdicts_of("For beta the first prompt ran at 24.0 tok/s."), "c");
  EXPECT_EQ(verdicts_of("Without the first prompt, the mean throughput of alpha is 26.4 tok/s."),
            "s");
  EXPECT_EQ(verdicts_of("Without the first prompt, the mean throughput of alpha is 23.3 tok/s."),
            "c");
}

TEST(Offload, NoRunGetsPast) {
  EXPECT_EQ(verdicts_of("No alpha run gets past 50 tok/s."), "s");
  EXPECT_EQ(verdicts_of("No alpha run gets past 40 tok/s."), "c");
}

TEST(Offload, ValuesOnOneSideAreCounted) {
  EXPECT_EQ(verdicts_of("For alpha 2 runs have a throughput above 30 tok/s."), "s");
  EXPECT_EQ(verdicts_of("For alpha 3 runs have a throughput above 30 tok/s."), "c");
  // 24 itself is not above it.
  EXPECT_EQ(verdicts_of("For alpha 2 runs have a throughput above 24 tok/s."), "s");
}

TEST(Offload, WhatNobodyMeasuredIsNotMeantByAnything) {
  EXPECT_EQ(verdicts_of("Alpha and beta score the same on GSM8K."), "u");
}

TEST(Offload, OfTwoTheOtherIsMeant) {
  EXPECT_EQ(verdicts_of("With 16 layers beta has the higher throughput."), "s s");
  EXPECT_EQ(verdicts_of("With 16 layers alpha has the higher throughput."), "s c");
  // 8 is less than 24, but 48 more than 16: not in each setting.
  EXPECT_EQ(verdicts_of("Beta has the higher throughput at each setting."), "s");
}

TEST(DerivedCells, AgainstTheRowThatTheHeadNames) {
  const std::string head = "| Model | mean tok/s | vs alpha |\n|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| alpha:8b | 23.3 | 1.00x |\n| beta:3b | 46.7 | 2.00x |\n"),
            "s s s s");
  EXPECT_EQ(verdicts_of(head + "| alpha:8b | 23.3 | 1.00x |\n| beta:3b | 46.7 | 2.20x |\n"),
            "s s s c");
}

TEST(DerivedCells, AgainstALevelThatNoRowIsOf) {
  const std::string head = "| Model | mean tok/s | vs alpha |\n|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| beta:3b | 46.7 | 2.00x |\n"), "s s");
  EXPECT_EQ(verdicts_of(head + "| beta:3b | 46.7 | 2.20x |\n"), "s c");
  EXPECT_EQ(verdicts_of("| Model | mean tok/s | threads | tok/s vs alpha |\n|---|---|---|---|\n"
                        "| beta:3b | 56.0 | 8 | +100 % |\n"),
            "s s");
}

TEST(DerivedCells, OfTwoColumnsOfItsRow) {
  const std::string head =
      "| Model | 16 layers (tok/s) | 33 layers (tok/s) | Gain |\n|---|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| alpha:8b | 20.0 | 40.0 | +100 % |\n"), "s s s");
  // Right arithmetic on a wrong number is wrong.
  EXPECT_EQ(verdicts_of(head + "| alpha:8b | 20.0 | 44.0 | +120 % |\n"), "s c c");
}

TEST(DerivedCells, AgainstTheFirstRowItIsNoRefutation) {
  const std::string head = "| -ngl | tok/s | Speedup |\n|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| 0 | 15.0 | - |\n| 16 | 30.0 | 2.0x |\n"), "s s s");
  EXPECT_EQ(verdicts_of(head + "| 0 | 15.0 | - |\n| 16 | 30.0 | 2.5x |\n"), "s s u");
}

TEST(Tables, AHeadThatIsAStatisticAloneIsOfTheColumnBefore) {
  const std::string head = "| Model | mean tok/s | best |\n|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| alpha:8b | 23.3 | 48.0 |\n"), "s s");
  EXPECT_EQ(verdicts_of(head + "| alpha:8b | 23.3 | 47.0 |\n"), "s c");
}

TEST(Tables, ACellOfSeveralSettings) {
  const std::string head = "| model, layers | tok/s |\n|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| alpha:8b, 16 | 20.0 |\n"), "s");
  EXPECT_EQ(verdicts_of(head + "| alpha:8b, 16 | 30.0 |\n"), "c");
}

TEST(Tables, TheSentenceAboveThatSaysWhatItIsOf) {
  const std::string table = "\n\n| layers | tok/s |\n|---|---|\n| 16 | 20.0 |\n";
  EXPECT_EQ(verdicts_of("Mean throughput of alpha. The rest is below." + table), "s");
  EXPECT_EQ(verdicts_of("Mean throughput of beta. The rest is below." + table), "c");
}

Mention layers(const std::string& count) {
  Mention mention;
  mention.kind = NameKind::kLevel;
  mention.columns = {"ngl"};
  mention.values = {count};
  return mention;
}

Verdict verdict_of_gain(double gain) {
  const Observations none;
  const Dataset dataset(none, {});
  DerivedCells cells(dataset);
  cells.found(0, 1, {{20, "tok/s", ""}, "16 layers", {layers("16")}});
  cells.found(0, 2, {{40, "tok/s", ""}, "33 layers", {layers("33")}});
  cells.found(0, 4, {{500, "ms", ""}, "ttft", {}});
  Numeral numeral;
  numeral.kind = NumeralKind::kTimes;
  numeral.value = gain;
  numeral.decimals = 1;
  numeral.significant = 2;
  cells.add({.row = 0, .column = 3, .numeral = numeral, .head = "gain", .in_head = {}});
  return cells.judge(Cancel()).front().second.verdict;
}

TEST(DerivedCells, ColumnsBehindAndOfAnotherUnitAreNoneToCompare) {
  EXPECT_EQ(verdict_of_gain(2.0), Verdict::kSupported);
  EXPECT_EQ(verdict_of_gain(25.0), Verdict::kContradicted);  // 500 / 20
}

TEST(Offload, ALetterAndItsLevel) {
  // The factor is found first, others behind it lack the level.
  EXPECT_EQ(verdicts_of("The mean throughput at n33 is 60.0 tok/s."), "s");
  EXPECT_EQ(verdicts_of("The mean throughput at t8 is 42.0 tok/s."), "s");
  EXPECT_EQ(verdicts_of("The mean throughput at t4 is 42.0 tok/s."), "c");
}

// Two files of a folder, of October 2025 and with a version.
Observations in_folder() {
  Observations out = observations();
  out.artifacts.front().path = "runs/20251006-101010_offload.csv";
  out.tables.front().file = out.artifacts.front().path;
  out.tables.front().columns.push_back(setting(
      "engine_version", Role::kNote,
      {"vllm 0.11.0", "vllm 0.11.0", "vllm 0.11.0", "vllm 0.11.0", "vllm 0.11.0", "vllm 0.11.0",
       "vllm 0.11.0", "vllm 0.11.0", "vllm 0.11.0", "vllm 0.11.0", "vllm 0.11.0", "vllm 0.11.0"}));
  out.artifacts.push_back({"runs/20251103-101010_notes.csv", ArtifactType::kCsv, 10, 0});
  out.artifacts.push_back({"other.csv", ArtifactType::kCsv, 10, 0});
  return out;
}

TEST(Folders, HoldFilesWithASlashOrWithout) {
  EXPECT_EQ(sample::verdicts(in_folder(), "`runs/` with 2 files."), "s");
  EXPECT_EQ(sample::verdicts(in_folder(), "There are 4 files in `runs/`."), "c");
}

TEST(Folders, AreNoPeersOfWhatWasMeasured) {
  EXPECT_EQ(sample::verdicts(in_folder(), "`runs/` has the highest throughput."), "u");
}

TEST(Dates, WithoutAYearAreOfTheNewestFiles) {
  EXPECT_EQ(sample::verdicts(in_folder(), "All runs were taken from 6 October to 3 November."),
            "s");
  EXPECT_EQ(sample::verdicts(in_folder(), "The first run was taken on 9 October."), "c");
  EXPECT_EQ(sample::verdicts(in_folder(), "Batch size 1 may be slower."), "");
}

TEST(Versions, AreThoseThatTheDataName) {
  EXPECT_EQ(sample::verdicts(in_folder(), "The engine was vLLM 0.11.0."), "s");
  EXPECT_EQ(sample::verdicts(in_folder(), "The engine was vLLM 0.12.0."), "c");
  EXPECT_EQ(sample::verdicts(in_folder(), "The driver was Mesa 24.1.2."), "u");
}

TEST(Offload, TwoLevelsOfOneFactorAlone) {
  EXPECT_EQ(verdicts_of("Going from 16 to 33 raises the throughput of alpha by 100 %."), "s");
  EXPECT_EQ(verdicts_of("Going from 16 to 33 raises the throughput of alpha by 50 %."), "c");
}

TEST(Tables, WhereTheBestWasMeasured) {
  const std::string head = "| Model | best tok/s | configuration |\n|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| alpha:8b | 48.0 | ngl=33, threads=8 |\n"), "s s");
  EXPECT_EQ(verdicts_of(head + "| alpha:8b | 48.0 | ngl=33, threads=4 |\n"), "s c");
}

TEST(Tables, AHeadThatIsNotReadRefutesNothing) {
  const std::string head = "| Model | mean tok/s without outliers |\n|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| alpha:8b | 21.1 |\n"), "u");
}

// The most layers are 32 of the one model and 28 of the other.
TEST(OffloadSaid, APartIsLessThanAllOfEachModel) {
  Observations data;
  const auto add = [&](const std::string& model, const std::vector<std::string_view>& layers) {
    Table& table = sample::add_table(data, model + ".csv", layers.size());
    table.columns = {setting("model", Role::kSubject, {model}, true),
                     setting("n_gpu_layers", Role::kFactor, layers),
                     metric("tok_s", "tok/s", {8, 14, 29, 120}, "throughput")};
  };
  add("gamma:8b", {"0", "8", "24", "32"});
  add("delta:7b", {"0", "7", "21", "28"});
  EXPECT_EQ(sample::verdicts(data, "Partial offload never exceeds 30 tok/s."), "s");
  EXPECT_EQ(sample::verdicts(data, "Partial offload never exceeds 20 tok/s."), "c");
  EXPECT_EQ(sample::verdicts(data, "With full offload delta:7b reaches 120 tok/s."), "s");
}

}  // namespace
}  // namespace chimera::verify
