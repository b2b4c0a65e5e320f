// Remarks in a table's row: which files they are of, and what they are held against.
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Of each model a baseline and a sweep. First tokens of the baselines: alpha 6.0, 0.1 and 0.2 s, a
// mean of 2.1 and the first a cold start; beta 0.3, 0.4 and 0.5 s. In the sweeps beta is slower.
Observations models() {
  Observations data;
  for (const auto& [file, model, first] : {std::tuple{"alph_baseline.csv", "alpha:1b", 6.0},
                                           std::tuple{"beta_baseline.csv", "beta:7b", 0.3},
                                           std::tuple{"alph_sweep.csv", "alpha:1b", 0.1},
                                           std::tuple{"beta_sweep.csv", "beta:7b", 9.0}}) {
    const bool alpha = std::string_view{model} == "alpha:1b";
    Table& table = sample::add_table(data, file, 3);
    table.columns = {
        setting("model", Role::kSubject, {model, model, model}, true),
        setting("tag", Role::kFactor, {"g40_c1", "g60_c1", "g80_c1"}),
        metric("tokens_s", "tok/s",
               alpha ? std::vector{190.0, 181.0, 172.0} : std::vector{100.0, 102.0, 104.0},
               "throughput"),
        metric("ttft_s", "s", {first, alpha ? 0.1 : 0.4, alpha ? 0.2 : 0.5}, "ttft"),
        metric("load_s", "s", {first - 0.1, 0.01, 0.01}, "load_time")};
    if (first > 1) {
      table.judge(0, false, true, "cold start");
    }
  }
  return data;
}

std::string verdicts_of(const std::string& rows) {
  return sample::verdicts(models(),
                          "| Model | mean tokens_s | mean ttft_s | Remark |\n"
                          "|---|---|---|---|\n" +
                              rows);
}

// The numbers beside it are of the baselines alone.
TEST(Remarks, AreOfTheFilesOfTheTablesNumbers) {
  EXPECT_EQ(verdicts_of("| alpha:1b | 181.0 | 2.100 | Highest mean TTFT of all |\n"
                        "| beta:7b | 102.0 | 0.400 | |\n"),
            "s s s s s");
  EXPECT_EQ(verdicts_of("| alpha:1b | 181.0 | 2.100 | Lowest mean TTFT of all |\n"
                        "| beta:7b | 102.0 | 0.400 | |\n"),
            "s s c s s");
}

TEST(Remarks, AreOfTheirRow) {
  EXPECT_EQ(verdicts_of("| beta:7b | 102.0 | 0.400 | Peak throughput of 104.0 tok/s |\n"), "s s s");
  EXPECT_EQ(verdicts_of("| beta:7b | 102.0 | 0.400 | Peak throughput of 190.0 tok/s |\n"), "s s c");
}

TEST(Remarks, ASettingIsTheBestOfTheRowsModel) {
  EXPECT_EQ(verdicts_of("| beta:7b | 102.0 | 0.400 | Fastest tag is g80_c1 |\n"), "s s s");
  EXPECT_EQ(verdicts_of("| beta:7b | 102.0 | 0.400 | Fastest tag is g40_c1 |\n"), "s s c");
}

TEST(Remarks, OfWhatWasNotMeasuredAreUndecided) {
  EXPECT_EQ(verdicts_of("| beta:7b | 102.0 | 0.400 | Largest memory footprint |\n"), "s s u");
}

TEST(Remarks, SayWhoComesLast) {
  const auto of = [](const std::string& text) { return sample::verdicts(models(), text); };
  EXPECT_EQ(of("By throughput, alpha:1b comes first."), "s");
  EXPECT_EQ(of("By throughput, alpha:1b comes last."), "c");
}

// Of three quantisations and of two models.
TEST(Remarks, OfTheQuantisationsAreOfThoseAlone) {
  Observations data;
  Table& table = sample::add_table(data, "a.csv", 4);
  table.columns = {setting("model", Role::kSubject, {"slow:7b", "slow:7b", "slow:7b", "fast:1b"}),
                   setting("quant", Role::kFactor, {"q4_0", "q5_0", "q8_0", "q6_0"}),
                   metric("tokens_s", "tok/s", {76, 65, 46, 180}, "throughput")};
  const auto of = [&](const std::string& row) {
    return sample::verdicts(data, "| Metric | Mean | Remark |\n|---|---|---|\n" + row);
  };
  EXPECT_EQ(of("| tokens_s - slow:7b q4_0 | 76.0 | Fastest of the quantisations |"), "s s");
  EXPECT_EQ(of("| tokens_s - slow:7b q8_0 | 46.0 | Fastest of the quantisations |"), "s c");
}

// Of two versions of one model the extreme is of both.
TEST(Extremes, AreOfAllThatIsNamed) {
  Observations data;
  Table& table = sample::add_table(data, "load.csv", 4);
  table.columns = {
      setting("model", Role::kSubject, {"toy-8b-fp8", "toy-8b-fp8", "toy-8b-bf16", "other-7b"}),
      metric("load_s", "s", {27.7, 20, 41.3, 50}, "load_time")};
  EXPECT_EQ(sample::verdicts(data, "The maximum load time of toy-8b is 41.3 s."), "s");
  EXPECT_EQ(sample::verdicts(data, "The maximum load time of toy-8b is 27.7 s."), "c");
}

TEST(Clauses, BeginBehindAndAlso) {
  Observations data;
  Table& table = sample::add_table(data, "q.csv", 3);
  table.columns = {setting("scheme", Role::kFactor, {"baseline", "int8", "qat"}),
                   metric("accuracy", "", {0.75, 0.7, 0.375}, "accuracy"),
                   metric("model_size_bytes", "B", {2781, 3029, 2700}, "")};
  EXPECT_EQ(sample::verdicts(data,
                             "QAT falls to an accuracy of 0.375, and int8 also shrinks the "
                             "model size."),
            "s c");
}

// Alpha's first token takes 6.0 s, then 0.1 and 0.2; 2.1 on the mean.
TEST(Heads, SayWhichOfARunsTrials) {
  const auto of = [](const std::string& head, const std::string& value) {
    return sample::verdicts(
        models(), "| Model | " + head + " |\n|---|---|\n| `alph_baseline.csv` | " + value + " |");
  };
  EXPECT_EQ(of("first TTFT (s)", "6.00"), "s");
  EXPECT_EQ(of("rest TTFT (s)", "0.150"), "s");
  EXPECT_EQ(of("rest TTFT (s)", "2.100"), "c");
}

// Of its three loads the first took 8.9 s, the others 0.01.
TEST(Heads, APeakIsOfAllTrialsOfItsFile) {
  Observations data = models();
  const auto of = [&](const std::string& value) {
    return sample::verdicts(data, "| Metric | Value | Source |\n|---|---|---|\n| load_s (peak) | " +
                                      value + " | beta_sweep.csv |");
  };
  EXPECT_EQ(of("8.90"), "s");
  EXPECT_EQ(of("0.01"), "c");
  // Two models in one file: its peak is that of both.
  data.tables.back().columns.front() =
      setting("model", Role::kSubject, {"beta:7b", "gamma:9b", "gamma:9b"});
  EXPECT_EQ(of("0.01"), "c");
}

// Its sweep takes 3.3 s on the mean, which a summary states under the name that the text uses.
TEST(Headings, SayOfWhichRunsAMeanIs) {
  Observations data = models();
  Table& summary = sample::add_table(data, "beta_sweep_summary.csv", 1);
  summary.columns = {setting("model", Role::kSubject, {"beta:7b"}),
                     metric("mean_ttft_s", "s", {3.3}, "")};
  const auto of = [&](const std::string& value) {
    return sample::verdicts(data,
                            "# R\n\n## Baseline\n\nThe mean ttft of beta:7b is " + value + " s.");
  };
  EXPECT_EQ(of("0.40"), "s");
  EXPECT_EQ(of("3.30"), "c");
}

TEST(Heads, WithAUnitAreNoSettings) {
  Observations data;
  Table& table = sample::add_table(data, "q.csv", 4);
  table.columns = {setting("scheme", Role::kFactor, {"int8", "int8", "qat", "qat"}),
                   setting("batch_size", Role::kFactor, {"1", "8", "1", "8"}),
                   metric("accuracy", "", {0.7, 0.7, 0.4, 0.4}, "accuracy")};
  EXPECT_EQ(sample::verdicts(
                data, "| scheme | accuracy | Size (MB) |\n|---|---|---|\n| int8 | 0.70 | 4158 |"),
            "s u");
}

TEST(Remarks, OfSpreadAreOfTheDeviationsBesideThem) {
  Observations data = models();
  Table& other = sample::add_table(data, "other.csv", 2);
  other.columns = {setting("model", Role::kSubject, {"gamma:9b", "gamma:9b"}),
                   metric("tokens_s", "tok/s", {70, 90}, "throughput")};
  const auto of = [&](const std::string& rows) {
    return sample::verdicts(
        data, "| Model | SD of tokens_s | mean ttft_s | Remark |\n|---|---|---|---|\n" + rows);
  };
  const std::string alpha = "| alpha:1b | 9.00 | 2.100 | |\n";
  EXPECT_EQ(of(alpha + "| beta:7b | 2.00 | 0.400 | Tightest throughput spread |\n"), "s s s s s");
  EXPECT_EQ(of(alpha + "| beta:7b | 2.00 | 0.400 | Widest throughput spread |\n"), "s s s s c");
}

TEST(Remarks, OfARateThatNobodyMeasuredAreUndecided) {
  EXPECT_EQ(verdicts_of("| beta:7b | 102.0 | 0.400 | Highest throughput per watt |\n"), "s s u");
}

// Each model has a file of its own, which alone says whose it is; pooled, 4 threads come first.
TEST(Extremes, ForEveryModelAreThoseOfEachFile) {
  Observations data;
  for (const auto& [file, at4, at12] :
       {std::tuple{"big_sweep.csv", std::vector{90.0, 90.0, 90.0}, std::vector{95.0}},
        std::tuple{"small_sweep.csv", std::vector{20.0}, std::vector{25.0, 25.0, 25.0}}}) {
    Table& table = sample::add_table(data, file, 4);
    std::vector<std::string_view> levels(at4.size(), "4");
    levels.insert(levels.end(), at12.size(), "12");
    std::vector<double> rates = at4;
    rates.insert(rates.end(), at12.begin(), at12.end());
    table.columns = {setting("threads", Role::kFactor, levels),
                     metric("tokens_s", "tok/s", rates, "throughput")};
  }
  const std::string claim = " yields the highest mean throughput for both models.";
  EXPECT_EQ(sample::verdicts(data, "threads=12" + claim), "s");
  EXPECT_EQ(sample::verdicts(data, "threads=4" + claim), "c");
}

// Neither was measured with the model that was spoken of.
TEST(Ratios, LeaveBehindWhatWasSpokenOfBefore) {
  Observations data = models();
  Table& quants = sample::add_table(data, "quants.csv", 4);
  quants.columns = {setting("model", Role::kSubject, {"gamma:9b"}, true),
                    setting("quant", Role::kFactor, {"q4_0", "q4_0", "q8_0", "q8_0"}),
                    metric("tokens_s", "tok/s", {12, 12, 10, 10}, "throughput")};
  const std::string before = "The mean throughput of beta:7b is 102.0 tok/s. ";
  EXPECT_EQ(sample::verdicts(data, before + "q4_0 has a 20 % higher throughput than q8_0."), "s s");
  EXPECT_EQ(sample::verdicts(data, before + "q4_0 has a 30 % higher throughput than q8_0."), "s c");
}

// One table has the family and the quantisation in two columns, another both in one.
TEST(Remarks, AreHeldAgainstByWhatTheirRowMeasures) {
  Observations data;
  Table& table = sample::add_table(data, "q.csv", 2);
  table.columns = {
      setting("model", Role::kSubject, {"toy3.1:8b-instruct-q4_0", "toy3.1:8b-instruct-q5_K_M"}),
      setting("tag", Role::kSubject, {"q4_0", "q5_K_M"}),
      metric("tokens_s", "tok/s", {80, 60}, "throughput")};
  const auto of = [&](const std::string& remark) {
    return sample::verdicts(data,
                            "| Metric | tokens_s | Remark |\n|---|---|---|\n"
                            "| toy3.1 q5_K_M | 60.0 | " +
                                remark + " |");
  };
  EXPECT_EQ(of("25.0 % below q4_0"), "s s");
  EXPECT_EQ(of("33.3 % below q4_0"), "s c");
  EXPECT_EQ(of("33.3 % above q4_0"), "s c");
  EXPECT_EQ(of("25.0 % slower than q4_0"), "s s");
  EXPECT_EQ(sample::verdicts(data, "toy3.1 q5_K_M is 25.0 % slower than q4_0."), "s");
}

// Gamma was measured in no baseline.
TEST(Extremes, OfAKindOfRunAreOfThoseRuns) {
  Observations data = models();
  Table& other = sample::add_table(data, "quants.csv", 2);
  other.columns = {setting("model", Role::kSubject, {"gamma:9b", "gamma:9b"}),
                   metric("tokens_s", "tok/s", {300, 310}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "Throughput was highest for alpha:1b in the baselines."), "s");
  EXPECT_EQ(sample::verdicts(data, "Throughput was highest for beta:7b in the baselines."), "c");
}

// eager 0.8 ms, jit 0.9 ms, onnx 3 ms on net_a; on net_b onnx is the fastest.
TEST(Remarks, AWinnerIsHeldAgainstItsRowAndTheData) {
  Observations data;
  Table& table = sample::add_table(data, "bench/nets.csv", 6);
  table.columns = {
      setting("net", Role::kFactor, {"net_a", "net_a", "net_a", "net_b", "net_b", "net_b"}),
      setting("backend", Role::kFactor, {"eager", "jit", "onnx", "eager", "jit", "onnx"}),
      metric("latency_ms", "ms", {0.8, 0.9, 3.0, 2.0, 1.5, 0.5}, "e2e_latency")};
  EXPECT_EQ(sample::verdicts(data,
                             "| net | eager (ms) | jit (ms) | winner |\n|---|---|---|---|\n"
                             "| net_a | 0.8 | 0.9 | eager |\n| net_b | 2.0 | 1.5 | onnx |\n"),
            "s s s s s s");
  EXPECT_EQ(sample::verdicts(data,
                             "| net | eager (ms) | jit (ms) | winner |\n|---|---|---|---|\n"
                             "| net_a | 0.8 | 0.9 | jit |\n| net_b | 2.0 | 1.5 | jit |\n"),
            "s s c s s c");
}

}  // namespace
}  // namespace chimera::verify
