// What a sentence or an item takes from the one before it, and what a file is said to hold that has
// none of it. The expected verdicts are read off the rows.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// A sweep in which 10 layers are the fastest for toy:1b (42 against 30 tok/s) and 20 for
// toy:latest; three backends with means and extremes alone; a file called by its time.
Observations observations() {
  Observations out;
  Table& sweep = sample::add_table(out, "toy_sweep.csv", 12);
  sweep.columns = {
      setting("model", Role::kSubject,
              {"toy:1b", "toy:1b", "toy:1b", "toy:1b", "toy:1b", "toy:1b", "toy:latest",
               "toy:latest", "toy:latest", "toy:latest", "toy:latest", "toy:latest"}),
      setting("num_gpu", Role::kFactor,
              {"10", "10", "10", "20", "20", "20", "10", "10", "10", "20", "20", "20"}),
      metric("tokens_s", "tok/s", {41, 42, 43, 29, 30, 31, 19, 20, 21, 89, 90, 91}, "throughput")};
  Table& backends = sample::add_table(out, "net_bench.json", 2);
  backends.format = "json";
  backends.columns = {setting("backend", Role::kFactor, {"eager", "onnx"}),
                      metric("mean_time_ms", "ms", {4, 2}, "e2e_latency"),
                      metric("max_time_ms", "ms", {9.5, 5.5}, "e2e_latency")};
  Table& other = sample::add_table(out, "serving.csv", 2);
  other.columns = {setting("batch_size", Role::kFactor, {"8", "16"}),
                   metric("p95_latency_ms", "ms", {7, 8}, "e2e_latency")};
  Table& tests = sample::add_table(out, "results_1759098967.csv", 3);
  tests.columns = {metric("took_s", "s", {3, 4, 5}, "")};
  for (const std::size_t row : {0U, 1U}) {
    tests.judge(row, true, false, "refused");
  }
  return out;
}

std::string of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(SentenceBefore, ItIsTheSettingThatWasSaid) {
  const std::string said = "num_gpu=10 was tried with toy:1b. ";
  EXPECT_EQ(of(said + "It gives the best tokens_s in `toy_sweep.csv`."), "s s");
  EXPECT_EQ(of("num_gpu=20 was tried with toy:1b. It gives the best tokens_s."), "s c");
  EXPECT_EQ(of("Use num_gpu=10 for toy:1b, since it has the best tokens_s."), "s s");
  EXPECT_EQ(of("Use num_gpu=20 for toy:1b, since it has the best tokens_s."), "s c");
}

TEST(SentenceBefore, AChangeOfItsTwoNumbers) {
  const std::string two = "`eager` takes 4.0 ms and `onnx` takes 2.0 ms. ";
  EXPECT_EQ(of(two + "This is a speedup of 2.0x."), "s s s");
  EXPECT_EQ(of(two + "This is a speedup of 2.6x."), "s s c");
  EXPECT_EQ(of(two + "That is a reduction of 50 %."), "s s s");
}

TEST(SentenceBefore, TheTwoOfItAreTested) {
  EXPECT_EQ(of("Throughput of num_gpu=10 and num_gpu=20 differs for toy:1b (p < 0.05). "
               "The throughput gap between the two is significant as well (p < 0.05)."),
            "s s");
}

TEST(SentenceBefore, AnItemIsOfTheFileOfTheOneAbove) {
  const std::string above = "- `net_bench.json`: eager needs 4.0 ms.\n";
  EXPECT_EQ(of(above + "- The onnx backend is the fastest there.\n"), "s s s");
  EXPECT_EQ(of(above + "- The eager backend is the fastest there.\n"), "s s c");
}

TEST(SentenceBefore, LatestIsAModelBesideAnotherOfItsFamily) {
  EXPECT_EQ(of("Mean throughput is 36.0 tok/s for 1b and 55.0 for latest."), "s s");
  EXPECT_EQ(of("The gap between the 1b and the latest model is significant (p < 0.01)."), "c");
  EXPECT_EQ(of("The latest run is of 1b."), "");
}

TEST(FileSaid, AQuantityThatItDoesNotHave) {
  EXPECT_EQ(of("The p95 latency in `net_bench.json` is 5.5 ms."), "c");
  EXPECT_EQ(of("The p95 latency in `serving.csv` peaks at 8.0 ms."), "s");
  EXPECT_EQ(of("`toy_sweep.csv` uses a batch size of 8 throughout."), "c");
  EXPECT_EQ(of("`toy_sweep.csv` uses a batch size of 8."), "c");
  EXPECT_EQ(of("`serving.csv` uses a batch size of 8."), "s");
  EXPECT_EQ(of("`serving.csv` uses a batch size of 8 throughout."), "c");
}

TEST(FileSaid, OfTheTimeInItsName) {
  EXPECT_EQ(of("An earlier run (1759098967) had 2 failed tests."), "s");
  EXPECT_EQ(of("An earlier run (1759098967) had 3 failed tests."), "c");
}

TEST(Effects, LeadsToIsNoLead) {
  EXPECT_EQ(of("Raising num_gpu to 20 leads to a lower throughput for toy:1b."), "s");
  EXPECT_EQ(of("Raising num_gpu to 20 leads to a higher throughput for toy:1b."), "c");
}

TEST(Effects, EnergyUseIsNothingThatIsDone) {
  EXPECT_EQ(of("A num_gpu of 10 reduces the energy use of the model."), "u");
}

TEST(Effects, WhatAccountsForTheNoise) {
  EXPECT_EQ(of("Background processes probably account for most of the remaining noise."), "u");
}

TEST(Effects, WhoseAnswersAreBest) {
  EXPECT_EQ(of("toy:latest gives the best answers of the two."), "u");
}

TEST(Intervals, OverlapOrNot) {
  Observations data;
  for (const auto& [path, interval] :
       {std::pair{"quick_test.json", "[10.4, 10.5]"}, std::pair{"long_test.json", "[10.45, 10.6]"},
        std::pair{"cold_test.json", "[12.1, 12.6]"}}) {
    Table& table = sample::add_table(data, path, 1);
    table.columns = {metric("mean_ms", "ms", {10.5}, "e2e_latency"),
                     setting("confidence_interval_95", Role::kNote, {interval})};
  }
  const auto verdicts = [&](const std::string& report) { return sample::verdicts(data, report); };
  const std::string intervals = "The confidence intervals of quick_test and ";
  EXPECT_EQ(verdicts(intervals + "long_test overlap."), "s");
  EXPECT_EQ(verdicts(intervals + "long_test do not overlap."), "c");
  EXPECT_EQ(verdicts(intervals + "cold_test do not overlap."), "s");
}

TEST(Premises, WhereItIsSoIsOne) {
  EXPECT_EQ(of("Use onnx for the network in `net_bench.json`, where it beats eager."), "s");
  EXPECT_EQ(of("Use eager for the network in `net_bench.json`, where it beats onnx."), "c");
}

TEST(RatioSides, EachVerbHasItsOwn) {
  Observations data;
  Table& table = sample::add_table(data, "quants.csv", 3);
  table.columns = {setting("tag", Role::kFactor, {"q4_0", "q5_K_M", "q8_0"}),
                   metric("tokens_s", "tok/s", {90, 75, 50}, "throughput")};
  const auto verdicts = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(verdicts("q4_0 beats q5_K_M by 20.0 % and q5_K_M beats q8_0 by 50.0 %."), "s s");
  EXPECT_EQ(verdicts("q4_0 beats q5_K_M by 80.0 % and q5_K_M beats q8_0 by 50.0 %."), "c s");
}

TEST(Tables, ATestOfWhatNobodyMeasuredIsNone) {
  const std::string head = "| Metric | eager | onnx | Remark |\n|---|---|---|---|\n";
  EXPECT_EQ(of(head + "| Overall quality | 0.6 | 0.7 | significant, p < 0.05 |\n").back(), 'u');
}

TEST(Comparisons, OfAPartAreOfNoMean) {
  EXPECT_EQ(of("3 of the 12 trials of toy:1b beat toy:latest.").find('c'), std::string::npos);
}

TEST(Effects, WhatAValueWillDo) {
  EXPECT_EQ(of("A batch size of 32 will improve throughput by 20%."), "u");
}

TEST(SentenceBefore, AllOfSomethingIsOfThatAlone) {
  Observations data = observations();
  Table& suite = sample::add_table(data, "suite/runs.csv", 2);
  suite.columns = {metric("tokens_s", "tok/s", {50, 51}, "throughput")};
  const std::string first = "The fastest model is toy:latest. ";
  EXPECT_EQ(sample::verdicts(data, first + "All suite runs completed successfully."), "s s");
  suite.judge(1, true, false, "refused");
  EXPECT_EQ(sample::verdicts(data, first + "All suite runs completed successfully."), "s c");
}

TEST(SentenceBefore, ALabelNamesTheFactorOfItsRows) {
  const std::string label = "- **num_gpu:** For toy:1b the ";
  EXPECT_EQ(of(label + "10 rows average 42.0 tok/s."), "s");
  EXPECT_EQ(of(label + "20 rows average 42.0 tok/s."), "c");
}

// Accuracies of 0.75 at the baseline and 0.5 with pruning.
TEST(Changes, AreFromTheBaseToWhatIsNamed) {
  Observations data;
  Table& table = sample::add_table(data, "compress.csv", 2);
  table.columns = {setting("method", Role::kFactor, {"baseline", "pruned"}),
                   metric("accuracy", "", {0.75, 0.5}, "accuracy"),
                   metric("size_mb", "MB", {12.5, 20.5}, "")};
  const auto verdicts = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(verdicts("Pruned drops the accuracy from 0.75 to 0.50."), "s s");
  EXPECT_EQ(verdicts("Pruned lifts the accuracy from 0.50 to 0.75."), "c c");
  EXPECT_EQ(verdicts("Pruned increases the size from 12.5 MB to 20.5 MB."), "s s");
}

TEST(Dates, OfTheRunsOfAModel) {
  Observations data;
  for (const auto& [path, model] : {std::pair{"a_20250105_101010.csv", "toy:1b"},
                                    std::pair{"b_20250107_101010.csv", "big:70b"}}) {
    Table& table = sample::add_table(data, path, 1);
    table.columns = {setting("model", Role::kSubject, {model}),
                     metric("tokens_s", "tok/s", {1}, "throughput")};
  }
  const auto verdicts = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(verdicts("The last toy:1b benchmark is dated 2025-01-05."), "s");
  EXPECT_EQ(verdicts("The last toy:1b benchmark is dated 2025-01-07."), "c");
}

// The file without settings holds a higher value than any run of the sweep.
TEST(Tables, TheValueOfABestConfigurationIsOfFilesWithSettings) {
  Observations data = observations();
  Table& other = sample::add_table(data, "toy_baseline.csv", 2);
  other.columns = {setting("model", Role::kSubject, {"toy:latest", "toy:latest"}),
                   metric("tokens_s", "tok/s", {95.5, 94}, "throughput")};
  const std::string head = "| Model | Best config | Peak tok/s |\n|---|---|---|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| toy:latest | num_gpu=20 | 91.0 |\n"), "s s");
  EXPECT_EQ(sample::verdicts(data, head + "| toy:latest | num_gpu=20 | 95.5 |\n"), "s c");
}

// A mean beside it is of all runs, those of the baseline among them.
TEST(Tables, AMeanBesideABestConfigurationIsOfAny) {
  Observations data = observations();
  Table& other = sample::add_table(data, "toy_baseline.csv", 2);
  other.columns = {setting("model", Role::kSubject, {"toy:latest", "toy:latest"}),
                   metric("tokens_s", "tok/s", {95, 94}, "throughput")};
  const std::string head =
      "| Model | Mean tok/s | Mean TTFT | Best sweep config |\n|---|---|---|---|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| toy:latest | 94.5 | - | num_gpu=20 |\n"), "s s");
}

TEST(RatioSides, OfAModelAndAModelWithALevel) {
  EXPECT_EQ(of("toy:latest is 83.3 % faster than toy:1b num_gpu=20."), "s");
}

// With q4 weights 10 tok/s alone and 49 at 32 clients, with q8 20 and 40.
TEST(SentenceBefore, ATablesCaptionSaysWhatTheSentenceBelowItIsOf) {
  Observations data;
  Table& load = sample::add_table(data, "load.csv", 4);
  load.columns = {setting("quant", Role::kFactor, {"q4", "q4", "q8", "q8"}),
                  setting("clients", Role::kFactor, {"1", "32", "1", "32"}),
                  metric("output_tok_s", "tok/s", {10, 49, 20, 40}, "throughput")};
  const std::string table =
      "# Report\n\n## Load\n\nThroughput in tok/s, q4 weights:\n\n"
      "| Clients | tok/s |\n|---|---|\n| 1 | 10.0 |\n| 32 | 49.0 |\n\n";
  const std::string said = "Going from 1 to 32 clients multiplies the throughput by ";
  EXPECT_EQ(sample::verdicts(data, table + said + "4.9x."), "s s s");
  EXPECT_EQ(sample::verdicts(data, table + said + "3.9x."), "s s c");
  EXPECT_EQ(sample::verdicts(data, said + "4.9x."), "c");
}

}  // namespace
}  // namespace chimera::verify
