// Sentences that are true of a small tree, beside a false one of the same form: which words a
// number, a superlative or a share belongs to.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// f16: 5 of 25 trials failed, 40 tok/s, 0.5 s and 20 GB; q8_0: none of 25, 60 tok/s, 0.8 s, 15 GB.
Observations quants() {
  Observations data;
  Table& table = sample::add_table(data, "run.csv", 50);
  std::vector<std::string_view> quant;
  std::vector<double> rates;
  std::vector<double> waits;
  std::vector<double> memory;
  for (std::size_t row = 0; row < 50; ++row) {
    const bool half = row < 25;
    const double jitter = 0.01 * static_cast<double>(row % 5);
    table.state[row].failed = row < 5;
    quant.emplace_back(half ? "f16" : "q8_0");
    rates.push_back((half ? 40 : 60) + jitter);
    waits.push_back((half ? 0.5 : 0.8) + jitter / 10);
    memory.push_back(half ? 20 : 15);
  }
  table.columns = {
      setting("quant", Role::kFactor, quant), metric("tokens_s", "tok/s", rates, "throughput"),
      metric("ttft_s", "s", waits, "ttft"), metric("peak_memory_gb", "GB", memory, "")};
  return data;
}

// The first letters, without blanks.
std::string verdicts(const Observations& data, const std::string& report) {
  std::string letters = sample::verdicts(data, report);
  std::erase(letters, ' ');
  return letters;
}

bool refutes(const std::string& report) {
  return verdicts(quants(), report).find('c') != std::string::npos;
}

TEST(TrueClaims, TheBaseOfAShareIsNoCountOfFailures) {
  EXPECT_FALSE(refutes(
      "In `run.csv` a share of 0.2000 (95 % interval 0.08861 to 0.3913) of 25 trials failed "
      "with `f16` and none with another level of `quant`."));
  EXPECT_TRUE(refutes("In `run.csv` 25 trials failed with `f16`."));
}

TEST(TrueClaims, RowsWithATimeoutMessageFailed) {
  EXPECT_FALSE(refutes("Five rows of `run.csv` carry only a timeout message."));
  EXPECT_TRUE(refutes("Four rows of `run.csv` carry only a timeout message."));
}

// Nothing sums the trials up to the mean that the other side has.
TEST(TrueClaims, AStoredIntervalIsNoMean) {
  EXPECT_FALSE(
      refutes("The 95 % interval stored with the baseline of f16 spans 31.5 tok/s to 48.1 tok/s."));
}

// scipy 1.17: binomtest(1, 2).proportion_ci(method="wilson") is 0.09453 to 0.9055.
TEST(TrueClaims, AShareOfFailuresHasWilsonsInterval) {
  Observations data;
  Table& table = sample::add_table(data, "run.csv", 4);
  table.columns = {setting("quant", Role::kFactor, {"f16", "f16", "q8_0", "q8_0"}),
                   metric("tokens_s", "tok/s", {0, 41, 60, 61}, "throughput")};
  table.judge(0, true, false, "refused");
  const auto said = [&](const std::string& share, const std::string& high) {
    return verdicts(data, "In `run.csv` a share of " + share + " (95 % interval 0.09453 to " +
                              high + ") of 2 trials failed with `f16`.");
  };
  EXPECT_EQ(said("0.5000", "0.9055"), "ssss");
  EXPECT_EQ(said("0.2500", "0.9055"), "csss");
  EXPECT_EQ(said("0.5000", "0.9155"), "sscs");
}

TEST(TrueClaims, ASuperlativeIsOfTheWordsBehindIt) {
  Observations data;
  Table& table = sample::add_table(data, "run.csv", 4);
  table.columns = {setting("quant", Role::kFactor, {"f16", "f16", "q8_0", "q8_0"}),
                   metric("tokens_s", "tok/s", {40, 41, 60, 61}, "throughput"),
                   metric("ttft_s", "s", {0.8, 0.81, 0.3, 0.31}, "ttft")};
  const std::string trade =
      "`quant` trades throughput against time to first token (load time included) in `run.csv`: ";
  EXPECT_EQ(verdicts(data, trade + "`q8_0` has the highest mean throughput, 60.5 tok/s."), "ss");
  EXPECT_EQ(verdicts(data, trade + "`f16` has the highest mean throughput."), "c");
}

TEST(TrueClaims, RunsOfEachAreRepetitions) {
  EXPECT_EQ(verdicts(quants(), "`run.csv` holds both variants with 25 runs each."), "s");
  EXPECT_EQ(verdicts(quants(), "`run.csv` holds both variants with 30 runs each."), "c");
}

TEST(TrueClaims, APercentageIsOfTheWordsBehindIt) {
  EXPECT_EQ(verdicts(quants(),
                     "Going from f16 to q8_0 saves 25 % of peak memory at a throughput "
                     "that is lower by far."),
            "s");
  EXPECT_FALSE(refutes("For q8_0 against f16 it costs 60 % more TTFT but 25 % less memory."));
}

TEST(TrueClaims, AShareOfAnothersValueIsARatio) {
  EXPECT_EQ(verdicts(quants(), "`f16` delivers 66.7 % of `q8_0`'s throughput."), "s");
  EXPECT_EQ(verdicts(quants(), "`f16` delivers 80 % of `q8_0`'s throughput."), "c");
}

TEST(TrueClaims, ARecordOfTheMachineIsOutOfARange) {
  Observations data;
  sample::add_table(data, "a.csv", 3).columns = {metric("gpu_mem_gb", "GB", {15, 17, 18}, "")};
  sample::add_table(data, "b.csv", 2).columns = {metric("gpu_mem_gb", "GB", {16, 20}, "")};
  sample::add_table(data, "machine.json", 1).columns = {metric("gpu_mem_gb", "GB", {80}, "")};
  EXPECT_EQ(verdicts(data, "GPU memory ranges from 15.0 GB to 20.0 GB."), "ss");
  EXPECT_EQ(verdicts(data, "GPU memory ranges from 15.0 GB to 25.0 GB."), "sc");
}

TEST(TrueClaims, AMarginIsNoMeasuredValue) {
  EXPECT_EQ(verdicts(quants(), "q8_0 stays within 0.40 s of the TTFT of f16."), "u");
}

TEST(TrueClaims, ThereIsWhatTheClauseBeforeNames) {
  Observations data = quants();
  Table& kernels = sample::add_table(data, "kernels.csv", 4);
  kernels.columns = {setting("kernel", Role::kFactor, {"gemm", "gemm", "rope", "rope"}),
                     setting("compiler", Role::kFactor, {"gcc", "clang", "gcc", "clang"}),
                     metric("runtime_ms", "ms", {90, 10, 4, 5}, "")};
  data.tables.erase(data.tables.begin());
  EXPECT_EQ(verdicts(data,
                     "The rope kernel is the exception: clang has a longer runtime than gcc "
                     "there."),
            "s");
}

TEST(TrueClaims, ARequestTakesTheWholeTime) {
  Observations data;
  Table& table = sample::add_table(data, "run.csv", 3);
  table.columns = {metric("total_s", "s", {4.5, 17.03, 9}, ""),
                   metric("ttft_s", "s", {0.4, 0.5, 0.6}, "ttft")};
  EXPECT_EQ(verdicts(data, "The longest request took 17.03 s."), "s");
  EXPECT_EQ(verdicts(data, "The longest request took 18.03 s."), "c");
}

TEST(TrueClaims, AnExtremeOfAPercentileThatTheSentenceNames) {
  Observations data;
  Table& table = sample::add_table(data, "serve.csv", 3);
  table.columns = {metric("mean_ttft_ms", "ms", {100, 200, 300}, "ttft"),
                   metric("p99_ttft_ms", "ms", {400, 500, 600}, "ttft")};
  const std::string first = "P99 TTFT grows with the load; the worst value, ";
  EXPECT_NE(verdicts(data, first + "600 ms, came last.").back(), 'c');
  EXPECT_NE(verdicts(data, first + "300 ms, came last.").back(), 's');
}

TEST(TrueClaims, HeadsMayBeShortened) {
  Observations data;
  Table& table = sample::add_table(data, "accuracy.csv", 4);
  table.columns = {
      setting("variant", Role::kFactor, {"fp16", "fp16", "nf4", "nf4"}),
      setting("task", Role::kFactor, {"mmlu", "arc_challenge", "mmlu", "arc_challenge"}),
      metric("value", "", {71.9, 63.24, 69.5, 61.08}, "")};
  EXPECT_EQ(verdicts(data,
                     "| Variant | MMLU | ARC-C |\n|---|---|---|\n| fp16 | 71.9 | 63.24 |\n"
                     "| nf4 | 69.5 | 69.5 |\n"),
            "sssc");
}

TEST(TrueClaims, PlusMinusIsOfTheColumnBefore) {
  Observations data;
  Table& table = sample::add_table(data, "quality.csv", 2);
  table.columns = {setting("variant", Role::kFactor, {"q4_0", "q8_0"}),
                   metric("perplexity", "", {6.4123, 6.331}, ""),
                   metric("ppl_stderr", "", {0.0391, 0.0386}, "")};
  EXPECT_EQ(verdicts(data,
                     "| Variant | PPL | ± |\n|---|---|---|\n| q4_0 | 6.4123 | 0.0391 |\n"
                     "| q8_0 | 6.3310 | 0.0391 |\n"),
            "sssc");
}

// What Ollama's interface answers has no rate. By hand, 24 / 0.2 s and 14 / 0.07 s.
TEST(TrueClaims, ARateIsThatOfThePhaseThatItIsSaidOf) {
  Observations data;
  data.artifacts.push_back({"answers.ndjson", ArtifactType::kJson, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("answers.ndjson", 2));
  table.columns = {metric("eval_count", "", {24, 24}, "tokens"),
                   metric("eval_duration", "ns", {2e8, 2e8}, "eval_time"),
                   metric("prompt_eval_count", "", {14, 14}, "prompt_tokens"),
                   metric("prompt_eval_duration", "ns", {7e7, 7e7}, "prompt_eval_time"),
                   metric("load_duration", "ns", {3e9, 1e9}, "load_time")};
  EXPECT_EQ(verdicts(data, "The mean throughput was 120 tok/s."), "s");
  EXPECT_EQ(verdicts(data, "The mean throughput was 130 tok/s."), "c");
  EXPECT_EQ(verdicts(data, "The prompt was evaluated at 200 tok/s."), "s");
  EXPECT_EQ(verdicts(data, "The prompt was evaluated at 120 tok/s."), "c");
  EXPECT_EQ(verdicts(data, "The load time is 2 s on average."), "s");
  EXPECT_EQ(verdicts(data, "The load time is 0.2 s on average."), "c");
}

// llama-bench's raw records: what was processed has n_gen 0, what was generated n_prompt 0.
TEST(TrueClaims, PhasesOfRawRecordsAreToldByTheirLengths) {
  Observations data;
  Table& table = sample::add_table(data, "bench.csv", 4);
  table.columns = {setting("n_prompt", Role::kFactor, {"512", "0", "512", "0"}),
                   setting("n_gen", Role::kFactor, {"0", "128", "0", "128"}),
                   setting("flash_attn", Role::kFactor, {"0", "0", "1", "1"}),
                   metric("avg_ts", "tok/s", {5000, 100, 5500, 110}, "throughput")};
  EXPECT_EQ(verdicts(data, "The mean generation speed is 105 t/s."), "s");
  EXPECT_EQ(verdicts(data, "With flash attention off the mean generation speed is 100 t/s."), "s");
  EXPECT_EQ(verdicts(data, "With flash attention off the mean generation speed is 110 t/s."), "c");
  EXPECT_EQ(verdicts(data, "The mean generation speed is 5250 t/s."), "c");
  EXPECT_EQ(verdicts(data, "Flash attention raises the mean generation speed by 10 %."), "s");
  EXPECT_EQ(verdicts(data,
                     "Flash attention raises the mean generation speed from 100 t/s to "
                     "110 t/s, i.e. by 10 %."),
            "sss");
  EXPECT_EQ(verdicts(data, "The mean prompt processing rate is 5250 t/s."), "s");
}

// "f16" is a level of its own column; a model of the same table that is named after it is not
// meant.
TEST(TrueClaims, ALevelIsNotThePartOfALongerNameBesideIt) {
  Observations data = quants();
  Table& table = data.tables.front();
  std::vector<std::string_view> models(50, "toy-f16");
  std::fill(models.begin(), models.begin() + 25, "toy-q8_0");
  table.columns.push_back(setting("model", Role::kSubject, models));
  EXPECT_EQ(verdicts(data, "The mean throughput of `f16` in `run.csv` is 40.02 tok/s.\n"), "s");
}

TEST(TrueClaims, TokensInTotalAreASum) {
  Observations data;
  Table& table = sample::add_table(data, "calls.csv", 3);
  table.columns = {metric("generated_tokens", "tokens", {40, 60, 110}, "")};  // 210 together
  EXPECT_EQ(verdicts(data, "The calls of `calls.csv` generated 210 tokens in total."), "s");
  EXPECT_EQ(verdicts(data, "The calls of `calls.csv` generated 110 tokens in total."), "c");
}

// "The two" tells which are meant; only where there are others is it a claim.
TEST(TrueClaims, ADefiniteCountThatHoldsIsNoClaim) {
  EXPECT_EQ(verdicts(quants(), "Memory differs between the two quantizations."), "");
  EXPECT_EQ(verdicts(quants(), "Memory differs between the three quantizations."), "c");
}

TEST(TrueClaims, APartOfWhatAnotherClauseNamesIsOfNothingHere) {
  EXPECT_EQ(verdicts(quants(), "Three of these runs failed completely."), "u");
  EXPECT_EQ(verdicts(quants(), "A batch of 50 requests was faster."), "");
}

// By hand: 36 s against 45 s; 60 tok/s against 50.
TEST(TrueClaims, WhatFinishesSoonerTakesLessTime) {
  Observations data;
  Table& table = sample::add_table(data, "modes.csv", 2);
  table.columns = {setting("mode", Role::kFactor, {"solo", "duo"}),
                   metric("wall_s", "s", {45, 36}, ""),
                   metric("tokens_s", "tok/s", {60, 50}, "throughput")};
  EXPECT_EQ(verdicts(data, "Duo finishes 20 % sooner than solo."), "s");
  EXPECT_EQ(verdicts(data, "Duo finishes 30 % sooner than solo."), "c");
  const std::string quicker = "Duo is 20 % quicker than solo in wall-clock time.";
  EXPECT_EQ(verdicts(data, quicker), "s");
  EXPECT_EQ(verdicts(data, "Both modes ran on the same node, one behind the other. " + quicker),
            "s");
}

TEST(TrueClaims, NobodyWasAsked) {
  EXPECT_EQ(verdicts(quants(), "Users preferred the answers."), "u");
  EXPECT_EQ(verdicts(quants(), "Reviewers rated the reports of q8_0 12 % better."), "u");
}

// 40.02 tok/s of f16 in the 20 that did not fail, 60.02 of q8_0, 80 and 100 of the others.
TEST(TrueClaims, EachOfTwoRatiosIsToTheNameBehindIt) {
  Observations data;
  Table& table = sample::add_table(data, "run.csv", 6);
  table.columns = {setting("quant", Role::kFactor, {"f16", "f16", "q8_0", "q8_0", "q4_0", "q4_0"}),
                   metric("tokens_s", "tok/s", {40, 40, 50, 50, 100, 100}, "throughput")};
  const auto of = [&](const std::string& first) {
    return verdicts(data, "q4_0 delivers 100 tok/s, which is " + first +
                              "% higher than q8_0 and 150% higher than f16.");
  };
  EXPECT_EQ(of("100"), "sss");
  EXPECT_EQ(of("120"), "scs");
}

// From 50 to 60 tok/s: 20 % more.
TEST(TrueClaims, AChangeIsFromBeforeToAfter) {
  Observations data;
  for (const auto& [path, rate] : {std::pair{"toy_before.csv", 50.0}, {"toy_after.csv", 60.0}}) {
    Table& table = sample::add_table(data, path, 2);
    table.columns = {metric("tokens_s", "tok/s", {rate, rate}, "throughput")};
  }
  const std::string head = "| Metric | Before | After | Change |\n|---|---|---|---|\n";
  EXPECT_EQ(verdicts(data, head + "| tokens_s (mean) | 50.0 | 60.0 | +20.0% |\n"), "sss");
  EXPECT_EQ(verdicts(data, head + "| tokens_s (mean) | 50.0 | 60.0 | +25.0% |\n"), "ssc");
}

TEST(TrueClaims, NothingIsPerWattWhereNothingSaysSo) {
  EXPECT_EQ(verdicts(quants(), "q8_0 delivers 3.5 tok/s per watt."), "u");
}

// A deviation never exceeds a round limit by what rounding would forgive.
TEST(TrueClaims, ALimitIsNotRounded) {
  Observations data;
  Table& table = sample::add_table(data, "node.csv", 4);
  table.columns = {metric("cpu_pct", "%", {10, 12, 14, 15.4}, "")};
  EXPECT_EQ(verdicts(data, "CPU usage never exceeded 16 %."), "s");
  EXPECT_EQ(verdicts(data, "CPU usage never exceeded 15 %."), "c");
}

// q8_0: 20 GB against 15, and 60 tok/s against 66.
TEST(TrueClaims, EachVerbHasItsOwnNumber) {
  Observations data;
  Table& table = sample::add_table(data, "run.csv", 4);
  table.columns = {setting("cache", Role::kFactor, {"f16", "f16", "q8_0", "q8_0"}),
                   metric("peak_memory_gb", "GB", {20, 20, 15, 15}, ""),
                   metric("tokens_s", "tok/s", {66, 66, 60, 60}, "throughput")};
  const auto of = [&](const std::string& verb) {
    return verdicts(data, "The q8_0 cache lowers the peak memory by 25.0% and " + verb +
                              " the mean throughput by 9.1%.");
  };
  EXPECT_EQ(of("lowers"), "ss");
  EXPECT_EQ(of("improves"), "sc");
}

// toy:1b has one cold start; without it its mean is the lowest, with it the highest: whoever names
// the mean means that of all trials.
TEST(TrueClaims, AMeanThatIsNamedHoldsItsColdStart) {
  Observations data;
  for (const auto& [path, first] : {std::pair{"one.csv", 9.0}, {"eight.csv", 0.5}}) {
    Table& table = sample::add_table(data, path, 4);
    const bool one = std::string_view{path} == "one.csv";
    const double rest = one ? 0.1 : 0.5;
    table.columns = {setting("model", Role::kSubject, {one ? "toy:1b" : "toy:8b"}, true),
                     metric("ttft_s", "s", {first, rest, rest, rest}, "ttft")};
    table.state[0].cold = one;
  }
  EXPECT_EQ(verdicts(data, "toy:1b has the lowest mean TTFT."), "c");
  EXPECT_EQ(verdicts(data, "toy:1b has the lowest TTFT."), "s");
}

TEST(TrueClaims, AUnitThatNothingHasIsOfNothing) {
  Observations data;
  Table& table = sample::add_table(data, "run.csv", 2);
  table.columns = {metric("lost_track_pct", "%", {9, 9.4}, "")};
  EXPECT_EQ(verdicts(data, "Fog at 15 mg/l doubles the lost tracks."), "uu");
  EXPECT_EQ(verdicts(data, "The share of lost tracks comes to 9.2 %."), "s");
}

}  // namespace
}  // namespace chimera::verify
