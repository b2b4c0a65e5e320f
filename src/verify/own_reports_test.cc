// Sentences that `run` writes about trees of other kinds than the sample: they are true by
// construction, so that none may be refuted. The means are worked out by hand beside the rows.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Prompts: f16 at 2300 tok/s on average, q8_0 at 2130; generation: 46 and 82.
Observations two_rates() {
  Observations data;
  for (const auto& [file, name, definition, values] :
       {std::tuple{"pp.json", "prompt_ts", "prompt_throughput",
                   std::vector<double>{2250, 2350, 2110, 2150}},
        std::tuple{"tg.json", "gen_ts", "throughput", std::vector<double>{45, 47, 80, 84}}}) {
    Table& table = sample::add_table(data, file, values.size());
    table.columns = {
        setting("model", Role::kSubject, {"qwen:f16", "qwen:f16", "qwen:q8", "qwen:q8"}),
        setting("n_threads", Role::kFactor, {"4", "8", "4", "8"}),
        metric(name, "tok/s", values, definition)};
  }
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(two_rates(), report);
}

// Two trials of each of four settings; 4 threads: 40, 44, 50, 54, 8 threads: 60, 64, 70, 74.
std::string verdicts_of_sweep(const std::string& report) {
  Observations data;
  Table& table = sample::add_table(data, "sweep.csv", 8);
  table.columns = {
      setting("n_threads", Role::kFactor, {"4", "4", "4", "4", "8", "8", "8", "8"}),
      setting("top_k", Role::kFactor, {"20", "20", "40", "40", "20", "20", "40", "40"}),
      metric("tokens_s", "tok/s", {40, 44, 50, 54, 60, 64, 70, 74}, "throughput")};
  return sample::verdicts(data, report);
}

TEST(OwnReports, AUnitNamesNoOtherRateThanTheSentence) {
  const std::string first = "`qwen:f16` has the highest mean prompt throughput, 2300 tok/s; ";
  EXPECT_EQ(verdicts_of(first + "`qwen:q8` follows with 2130 tok/s."), "s s s");
  EXPECT_EQ(verdicts_of(first + "`qwen:q8` follows with 82 tok/s."), "s s c");
  EXPECT_EQ(verdicts_of("`qwen:q8` generates at 82 tok/s."), "s");
}

TEST(OwnReports, TellingTheBestFromOthersIsOfATest) {
  EXPECT_EQ(verdicts_of("The highest prompt throughput for `qwen:f16` is 2350 tok/s; the "
                        "trials tell the best from every other setting."),
            "s");
}

TEST(OwnReports, TheHigherTheBetter) {
  EXPECT_EQ(verdicts_of("The higher `n_threads`, the better the prompt throughput."), "s");
  EXPECT_EQ(verdicts_of("The higher `n_threads`, the worse the prompt throughput."), "c");
  EXPECT_EQ(verdicts_of("The lower `n_threads`, the lower the prompt throughput."), "s");
}

TEST(OwnReports, TopOfANameIsNoExtreme) {
  const std::string first =
      "The highest throughput, 74 tok/s, was measured with `n_threads=8`, "
      "`top_k=40` and the lowest, ";
  EXPECT_EQ(verdicts_of_sweep(first + "40 tok/s, with `n_threads=4`, `top_k=20`."), "s s s");
  EXPECT_EQ(verdicts_of_sweep(first + "44 tok/s, with `n_threads=4`, `top_k=20`."), "s s c");
}

TEST(OwnReports, TheLowestBesideTheHighestMeanIsAMean) {
  const std::string first =
      "The highest mean throughput, 67 tok/s, is that of `n_threads=8` and "
      "the lowest, ";
  EXPECT_EQ(verdicts_of_sweep(first + "47 tok/s, that of `n_threads=4`."), "s s");
  EXPECT_EQ(verdicts_of_sweep(first + "40 tok/s, that of `n_threads=4`."), "s c");
}

// Around the median of 63.5 lie 18.5, 16.5, 16.5 and 20.5.
TEST(OwnReports, AMedianAbsoluteDeviationIsNoMedian) {
  EXPECT_EQ(verdicts_of("The median throughput is 63.5 tok/s, whose median absolute deviation is "
                        "17.5 tok/s."),
            "s s");
  EXPECT_EQ(verdicts_of("The median absolute deviation of the throughput is 63.5 tok/s."), "c");
  EXPECT_EQ(verdicts_of("The interquartile range of the throughput is 34.5 tok/s."), "s");
}

// Files whose names begin with a day, and a list of them that holds their paths as settings.
Observations dated_files() {
  Observations data;
  for (const auto& [file, model] : {std::pair{"runs/2025-11-05_a.csv", "alpha:1b"},
                                    std::pair{"runs/2025-11-06_a.csv", "beta:7b"}}) {
    Table& table = sample::add_table(data, file, 4);
    table.columns = {setting("model", Role::kSubject, {model, model, model, model}, true),
                     setting("users", Role::kFactor, {"1", "1", "8", "8"}),
                     setting("prompt", Role::kBlock, {"0", "1", "0", "1"}),
                     metric("tokens_s", "tok/s", {40, 44, 50, 54}, "throughput")};
    table.content = file;
  }
  Table& list = sample::add_table(data, "list.csv", 2);
  list.columns = {
      setting("file", Role::kFactor, {"runs/2025-11-05_a.csv", "runs/2025-11-06_a.csv"}),
      metric("size_kb", "", {12, 14}, "")};
  return data;
}

TEST(OwnReports, APathIsAFileAndItsDayNoDate) {
  const auto verdicts_of_files = [](const std::string& report) {
    return sample::verdicts(dated_files(), report);
  };
  EXPECT_EQ(verdicts_of_files("`runs/2025-11-05_a.csv` holds 4 trials."), "s");
  EXPECT_EQ(verdicts_of_files("The mean over `users=8` in `runs/2025-11-05_a.csv` holds only the "
                              "trials that succeeded."),
            "");
  EXPECT_EQ(verdicts_of_files("`runs/2025-11-05_a.csv` lacks `beta:7b`, which its sibling "
                              "`runs/2025-11-06_a.csv` has in 4 trials."),
            "s s");
  EXPECT_EQ(verdicts_of_files("`runs/2025-11-05_a.csv` lacks `alpha:1b`."), "c");
  EXPECT_EQ(verdicts_of_files("In `runs/2025-11-05_a.csv` `users=64` was never run beside the 4 "
                              "trials that were."),
            "s");
}

TEST(OwnReports, ABlockIsASettingWhereItIsSpelledOut) {
  const std::string report = "In `runs/2025-11-05_a.csv` the mean throughput with `prompt=1` is ";
  EXPECT_EQ(sample::verdicts(dated_files(), report + "49 tok/s."), "s");
  EXPECT_EQ(sample::verdicts(dated_files(), report + "47 tok/s."), "c");
}

// A benchmark's rows of repetitions and of what sums them up.
TEST(OwnReports, AStatisticIsNoLevelOfThatName) {
  Observations data;
  Table& table = sample::add_table(data, "gbench.json", 4);
  table.columns = {setting("aggregate", Role::kFactor, {"median", "stddev", "median", "stddev"}),
                   metric("cpu_ns", "ns", {10, 1, 20, 2}, "")};
  Table& runs = sample::add_table(data, "runs.csv", 4);
  runs.columns = {metric("tokens_s", "tok/s", {45, 47, 80, 84}, "throughput")};
  EXPECT_EQ(
      sample::verdicts(data, "The median absolute deviation of the throughput is 17.5 tok/s."),
      "s");
}

// One column is called otherwise in another file, which comes first.
TEST(OwnReports, ATestIsOfTheColumnOfItsOwnFile) {
  Observations data;
  Table& other = sample::add_table(data, "a_suite.json", 2);
  other.columns = {setting("config.users", Role::kFactor, {"1", "8"}),
                   metric("tokens_s", "tok/s", {30, 70}, "throughput")};
  Table& sweep = sample::add_table(data, "sweep.csv", 4);
  sweep.columns = {setting("users", Role::kFactor, {"1", "1", "8", "8"}),
                   metric("tokens_s", "tok/s", {40, 44, 50, 54}, "throughput")};
  // p by scipy 1.17, ttest_ind without equal variances.
  const std::string report =
      "In `sweep.csv` the throughput with `users=8` and with `users=1` "
      "differs (Welch's t-test, p = ";
  EXPECT_EQ(sample::verdicts(data, report + "0.0715)."), "s");
  EXPECT_EQ(sample::verdicts(data, report + "0.0215)."), "c");
}

// Trials with their state and a quantisation that another file spells in capitals; the logarithms
// of q4 and q8 differ.
Observations states() {
  Observations data;
  Table& tags = sample::add_table(data, "a_tags.json", 2);
  tags.columns = {setting("details.quant", Role::kFactor, {"Q4_0", "Q8_0"}),
                  metric("size", "GB", {4, 8}, "")};
  Table& runs = sample::add_table(data, "runs.csv", 6);
  runs.columns = {
      setting("quant", Role::kFactor, {"q4_0", "q4_0", "q4_0", "q8_0", "q8_0", "q8_0"}),
      setting("state", Role::kFactor, {"cold", "warm", "warm", "cold", "warm", "warm"}),
      metric("prompt_tok_s", "tok/s", {900, 990, 991, 800, 880, 881}, "prompt_throughput"),
      metric("gen_tok_s", "tok/s", {30, 50, 52, 20, 40, 42}, "throughput")};
  runs.state[0].cold = true;
  runs.state[3].cold = true;
  return data;
}

TEST(OwnReports, ColdStartsLeftOutAreNoSetting) {
  const std::string first = "The mean throughput in `runs.csv` with `quant=q4_0` is ";
  EXPECT_EQ(sample::verdicts(states(), first + "51 tok/s, cold starts left out."), "s");
  EXPECT_EQ(sample::verdicts(states(), first + "30 tok/s, cold starts left out."), "c");
}

TEST(OwnReports, WhatATestIsBesideNamesNoMetric) {
  EXPECT_EQ(sample::verdicts(states(),
                             "The highest mean throughput in `runs.csv` is that of "
                             "`quant=q4_0`, 51 tok/s, `paired t-test, paired by prompt`, "
                             "cold starts left out."),
            "s");
}

TEST(OwnReports, WhatIsSaidOfSeveralCases) {
  EXPECT_EQ(sample::verdicts(states(), "The lowest `prompt_tok_s` belongs to `q8_0` or `q4_0`."),
            "");
  EXPECT_EQ(sample::verdicts(states(),
                             "About `quant=q4_0` against `quant=q8_0` the data hold too "
                             "few repeated runs."),
            "");
  EXPECT_EQ(sample::verdicts(states(), "`a_tags.json` has 1 trial."), "c");
}

TEST(OwnReports, ANestedSettingAsJsonSpellsIt) {
  Observations data;
  Table& table = sample::add_table(data, "a.json", 4);
  table.columns = {setting("config.batch_size", Role::kFactor, {"1", "1", "16", "16"}),
                   metric("latency_ms", "ms", {10, 12, 20, 24}, "")};
  EXPECT_EQ(sample::verdicts(data, "The mean `latency_ms` with `config.batch_size=16` is 22 ms."),
            "s");
  EXPECT_EQ(sample::verdicts(data, "The mean `latency_ms` with `config.batch_size=16` is 16.5 ms."),
            "c");
}

TEST(OwnReports, APathWithALeadingUnderscore) {
  Observations data;
  data.artifacts.push_back({"a/_keep/b_1.json", ArtifactType::kJson, 10, 0});
  EXPECT_EQ(sample::verdicts(data, "See a/_keep/b_1.json."), "");
  EXPECT_EQ(sample::verdicts(data, "See a/_kept/b_1.json."), "c");
}

TEST(OwnReports, AReasonAsTheReaderPutsIt) {
  Observations data;
  Table& table = sample::add_table(data, "a.csv", 3);
  table.columns = {setting("status", Role::kError, {"ok", "timeout", "timeout"}),
                   metric("tokens_s", "tok/s", {40, 0, 0}, "throughput")};
  table.judge(1, true, false, "status is timeout");
  table.judge(2, true, false, "status is timeout");
  EXPECT_EQ(sample::verdicts(data,
                             "Of 3 trials, 2 failed; the most frequent reason is `status is "
                             "timeout`."),
            "s s s");
}

// A name of one letter, and one that is all signs, a digit and a tab.
TEST(OwnReports, ACodeSpanIsANameAsAWhole) {
  Observations data;
  Table& table = sample::add_table(data, "a.csv", 4);
  table.columns = {setting("model", Role::kSubject, {"b", "b", "]]\t{ = 7}", "]]\t{ = 7}"}),
                   metric("tokens_s", "tok/s", {10, 12, 20, 24}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "The mean throughput of `b` is 11 tok/s."), "s");
  EXPECT_EQ(sample::verdicts(data, "The mean throughput of `]] { = 7}` is 22 tok/s."), "s");
  EXPECT_EQ(sample::verdicts(data, "The mean throughput of `]] { = 7}` is 11 tok/s."), "c");
  const std::string head = "| Model | Trials | Mean throughput |\n|---|---|---|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| `b` | 2 | 11 |\n| `]] { = 7}` | 2 | 22 |\n"),
            "s s s s");
}

// What the reader concluded is a reason, too; a number or a name in one is none of the report's.
TEST(OwnReports, ReasonsOfFailures) {
  Observations data;
  Table& table = sample::add_table(data, "a.csv", 4);
  table.columns = {setting("model", Role::kSubject, {"alpha:1b", "alpha:1b", "beta:7b", "beta:7b"}),
                   setting("error", Role::kError, {"", "gave up on alpha:1b after 120 s", "", ""}),
                   metric("tokens_s", "tok/s", {40, 0, 0, 0}, "throughput")};
  table.judge(1, true, false, "gave up on alpha:1b after 120 s");
  const std::string report = "Of 4 trials, 3 failed; the most frequent reason is ";
  table.judge(2, true, false, "every value is zero");
  table.judge(3, true, false, "every value is zero");
  EXPECT_EQ(sample::verdicts(data, report + "`every value is zero`."), "s s s");
  EXPECT_EQ(sample::verdicts(data, report + "`gave up on alpha:1b after 120 s`."), "s s s");
}

TEST(OwnReports, TrialsWithoutColdStarts) {
  EXPECT_EQ(sample::verdicts(states(),
                             "The 4 trials in `runs.csv` lie far apart in throughput, "
                             "cold starts left out."),
            "s");
  EXPECT_EQ(sample::verdicts(states(),
                             "The 5 trials in `runs.csv` lie far apart in throughput, "
                             "cold starts left out."),
            "c");
  EXPECT_EQ(sample::verdicts(states(), "2 trials are cold starts: in `a_tags.json` there is none."),
            "s");
}

TEST(OwnReports, APartOfAGridThatWasNeverRun) {
  EXPECT_EQ(sample::verdicts(states(),
                             "Never run was a part of the grid in `runs.csv` and a part "
                             "of the grid in `a_tags.json`."),
            "");
}

TEST(OwnReports, TheBeginningOfAnAddressIsNoLevel) {
  Observations data;
  Table& table = sample::add_table(data, "a.csv", 2);
  table.columns = {
      setting("ollama_host", Role::kFactor, {"http://127.0.0.1:11434", "http://localhost:11434"}),
      metric("tokens_s", "tok/s", {40, 50}, "throughput")};
  Table& other = sample::add_table(data, "b.csv", 125);
  std::vector<double> values(125, 7);
  other.columns = {metric("tokens_s", "tok/s", values, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "Of 127 distinct trials, 0 failed."), "s s");
}

TEST(OwnReports, OneOfAFewIsNoCount) {
  EXPECT_EQ(verdicts_of("A difference of means there may be one of a few trials."), "");
}

}  // namespace
}  // namespace chimera::verify
