// Tables about a serving sweep and about llama-bench: columns of a model and an engine, rows of
// clients, names of cards, columns worked out of others. The expected verdicts follow from the
// values that stand in the rows here.
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

Column stated(std::string name, std::string unit, std::vector<double> values) {
  Column column = metric(std::move(name), std::move(unit), std::move(values), "");
  column.role = Role::kSummary;
  return column;
}

void add_sweep(Observations& out, const char* path, std::string_view engine, std::string_view model,
               std::vector<double> rates, std::vector<double> tails) {
  out.artifacts.push_back({path, ArtifactType::kJson, 1000, 0});
  Table& sweep = out.tables.emplace_back(sample::table(path, 2));
  sweep.columns = {setting("backend", Role::kFactor, {engine}, true),
                   setting("model", Role::kSubject, {model}, true),
                   setting("max_concurrency", Role::kFactor, {"1", "64"}),
                   metric("output_throughput", "tok/s", std::move(rates), "throughput.system"),
                   stated("max_output_tokens_per_s", "tok/s", {3000, 3000}),
                   stated("p99_ttft_ms", "ms", std::move(tails))};
}

// Two engines and two models at 1 and 64 clients; of 128 clients there is a log alone, which calls
// its columns otherwise.
Observations serving() {
  Observations out;
  add_sweep(out, "swift/alpha.json", "swift", "alpha-7b", {90, 1800}, {60, 700});
  add_sweep(out, "quick/alpha.json", "quick", "alpha-7b", {80, 2160}, {70, 650});
  add_sweep(out, "swift/gamma.json", "swift", "gamma-8b", {75, 1500}, {65, 834});
  add_sweep(out, "quick/gamma.json", "quick", "gamma-8b", {60, 1650}, {75, 790});
  out.artifacts.push_back({"swift/logs/gamma-8b_c128.log", ArtifactType::kLog, 1000, 0});
  Table& log = out.tables.emplace_back(sample::table("swift/logs/gamma-8b_c128.log", 1));
  log.columns = {setting("Maximum request concurrency", Role::kFactor, {"128"}),
                 metric("Output token throughput (tok/s)", "tok/s", {1998}, "throughput.system"),
                 stated("P99 TTFT (ms)", "ms", {1888})};
  return out;
}

// Two cards, each in a file of its own: tests of one model in two precisions.
Observations cards() {
  Observations out;
  double rate = 60;
  for (const auto& [path, card] : {std::pair{"bench/rtx4090.json", "NVIDIA GeForce RTX 4090"},
                                   std::pair{"bench/l4.json", "NVIDIA L4"}}) {
    out.artifacts.push_back({path, ArtifactType::kJson, 1000, 0});
    Table& bench = out.tables.emplace_back(sample::table(path, 4));
    bench.columns = {
        setting("gpu", Role::kNote, {card}, true),
        setting("model_type", Role::kSubject, {"toy F16", "toy F16", "toy Q8_0", "toy Q8_0"}),
        setting("test", Role::kFactor, {"pp512", "tg128", "pp512", "tg128"}),
        metric("model_size", "", {16e9, 16e9, 8e9, 8e9}, ""),
        stated("avg_ts", "tok/s", {90 * rate, rate, 80 * rate, 2 * rate}),
        stated("stddev_ts", "tok/s", {12.5, 0.5, 7.25, 0.25})};
    bench.columns[3].role = Role::kNote;
    rate = 20;
  }
  return out;
}

std::string of_serving(const std::string& report) {
  return sample::verdicts(serving(), report);
}

std::string of_cards(const std::string& report) {
  return sample::verdicts(cards(), report);
}

constexpr std::string_view kRates =
    "## Output throughput\n\nAll figures in tok/s, output tokens only.\n\n"
    "| Clients | Alpha, swift | Alpha, quick | Δ | Gamma, swift | Gamma, quick | Δ (Gamma) |\n"
    "|--:|--:|--:|--:|--:|--:|--:|\n";

TEST(ServingTables, AColumnIsOfAModelAndAnEngine) {
  const std::string rates(kRates);
  EXPECT_EQ(of_serving(rates + "| 1 | 90.0 | 80.0 | −11.1 % | 75 | 60.0 | −20.0 % |\n"),
            "s s s s s s");
  EXPECT_EQ(of_serving(rates + "| 64 | 1,850 | 2,160 | +20.0 % | 1,998 | 1,650 | +10.0 % |\n"),
            "c s s c s s");
  EXPECT_EQ(of_serving(rates + "| 64 | 1,800 | 2,160 | +12.0 % | 1,500 | 1,650 | +44.0 % |\n"),
            "s s c s s c");
}

TEST(ServingTables, ALogOfOtherClientsIsNotMeant) {
  const std::string tails =
      "## Latency at 64 clients\n\n| | P99 TTFT (ms) |\n|:--|--:|\n| Gamma / swift | ";
  EXPECT_EQ(of_serving(tails + "834 |\n"), "s");
  EXPECT_EQ(of_serving(tails + "1,888 |\n"), "c");
}

TEST(ServingTables, ScalingRunsBetweenTheColumnsThatItNames) {
  const std::string scaling =
      "Output throughput in tok/s:\n\n| Model | Engine | c=1 | c=64 | Scaling c=1→64 |\n"
      "|---|---|---|---|---|\n| alpha-7b | swift | 90 | 1,800 | ";
  EXPECT_EQ(of_serving(scaling + "20.0× |\n"), "s s s");
  EXPECT_EQ(of_serving(scaling + "18.0× |\n"), "s s c");
}

TEST(ServingTables, ANumberMayHaveItsRatioBesideIt) {
  const std::string rates =
      "Output throughput in tok/s:\n\n| Model | Engine | c=1 |\n|---|---|---|\n";
  EXPECT_EQ(of_serving(rates + "| alpha-7b | swift | 90 (1.1x) |\n"), "s");
  EXPECT_EQ(of_serving(rates + "| alpha-7b | swift | 80 (1.1x) |\n"), "c");
}

// A summary has a column of its own for the clients.
TEST(ServingTables, ALetterIsOfAllColumnsThatAreCalledAlike) {
  Observations data = serving();
  Table& summary = sample::add_table(data, "summary.csv", 2);
  summary.columns = {setting("concurrency", Role::kFactor, {"1", "64"}),
                     metric("tpot_ms", "ms", {5, 9}, "tpot")};
  const std::string rate = "The output throughput of alpha-7b with swift is ";
  EXPECT_EQ(sample::verdicts(data, rate + "1,800 tok/s at c=64."), "s");
  EXPECT_EQ(sample::verdicts(data, rate + "90 tok/s at c=64."), "c");
  EXPECT_EQ(sample::verdicts(data, "The TPOT is 9 ms at c=64."), "s");
  EXPECT_EQ(sample::verdicts(data, "The TPOT is 5 ms at c=64."), "c");
}

TEST(ServingTables, CardsGoByTheirNumbers) {
  const std::string rates =
      "| Quant | Size (GiB) | 4090 pp512 | 4090 tg128 | L4 tg128 | 4090 ÷ L4 (tg) |\n"
      "|---|---|---|---|---|---|\n";
  EXPECT_EQ(of_cards(rates + "| F16 | 14.90 | 5400 ± 12.5 | 60.0 | 20.0 | 3.00 |\n"),
            "s s s s s s");
  EXPECT_EQ(of_cards(rates + "| Q8_0 | 8.00 | 4800 ± 9.5 | 60.0 | 40.0 | 2.00 |\n"), "c s c c s c");
}

TEST(ServingTables, ABareNumberBelowARelativeHeadIsARatio) {
  const std::string relative =
      "| Quant | Mean generation (tok/s) on the 4090 | Relative speed |\n|---|---|---|\n"
      "| F16 | 60.0 | (base) |\n| Q8_0 | 120.0 | ";
  EXPECT_EQ(of_cards(relative + "2.00 |\n"), "s s s");
}

// Of the median alone, below means.
TEST(ServingTables, NumbersOfAColumnAreOfOneStatistic) {
  Observations data;
  Table& runs = sample::add_table(data, "runs.csv", 6);
  runs.columns = {
      setting("model", Role::kSubject, {"alpha", "alpha", "alpha", "beta", "beta", "beta"}),
      metric("tokens_s", "tok/s", {10, 11, 15, 20, 21, 28}, "throughput")};
  const std::string rates = "| Model | tok/s |\n|---|---|\n| alpha | 12.0 |\n| beta | ";
  EXPECT_EQ(sample::verdicts(data, rates + "23.0 |\n"), "s s");
  EXPECT_EQ(sample::verdicts(data, rates + "21.0 |\n"), "s c");
}

// One file writes 0 where another writes false.
TEST(ServingTables, ASwitchIsOneWhateverItsLevelsAreCalled) {
  Observations data;
  for (const auto& [file, off, on, rate] :
       {std::tuple{"a.json", "false", "true", 50.0}, std::tuple{"sweep.csv", "0", "1", 90.0}}) {
    Table& table = sample::add_table(data, file, 2);
    table.columns = {setting("flash_attn", Role::kFactor, {off, on}),
                     metric("tokens_s", "tok/s", {rate, rate + 5}, "throughput")};
  }
  const std::string rate = "With flash attention off, the throughput in `sweep.csv` is ";
  EXPECT_EQ(sample::verdicts(data, rate + "90.0 tok/s."), "s");
  EXPECT_EQ(sample::verdicts(data, rate + "95.0 tok/s."), "c");
}

// base 96.5 ms and patch 98.0 ms at 2 requests a second, 125.4 and 118.8 at 4; the means are
// others.
TEST(ServingTables, TheStatisticOfACaptionIsOfAllItsNumbers) {
  Observations data;
  Table& table = sample::add_table(data, "bench/rates.csv", 4);
  table.columns = {setting("build", Role::kFactor, {"base", "patch", "base", "patch"}),
                   setting("request_rate", Role::kFactor, {"2", "2", "4", "4"}),
                   metric("mean_ttft_ms", "ms", {60.0, 61.0, 70.0, 71.0}, "ttft"),
                   metric("p99_ttft_ms", "ms", {96.5, 98.0, 125.4, 118.8}, "ttft")};
  const std::string head = "p99 TTFT in ms:\n\n| qps | base | patch |\n|---|---|---|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| 2 | 96.5 | 98.0 |\n| 4 | 125.4 | 118.8 |\n"),
            "s s s s");
  EXPECT_EQ(sample::verdicts(data, head + "| 2 | 98.0 | 98.0 |\n| 4 | 125.4 | 96.5 |\n"),
            "c s s c");
}

// A head that names a test and a row: of that test's column, against that row.
TEST(ServingTables, AColumnAgainstARowIsOfItsOwnTest) {
  Observations data;
  Table& table = sample::add_table(data, "bench/llama.csv", 4);
  table.columns = {setting("quant", Role::kFactor, {"q4_0", "q4_0", "q8_0", "q8_0"}),
                   setting("test", Role::kFactor, {"pp512", "tg128", "pp512", "tg128"}),
                   metric("avg_ts", "tok/s", {1700.0, 50.0, 1600.0, 40.0}, "throughput")};
  const std::string head =
      "| quant | pp512 t/s | tg128 t/s | tg vs q8_0 |\n|---|---|---|---|\n| q8_0 | 1600 | 40.0 | - "
      "|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| q4_0 | 1700 | 50.0 | +25.0 % |\n"), "s s s s s");
  EXPECT_EQ(sample::verdicts(data, head + "| q4_0 | 1700 | 50.0 | +35.0 % |\n"), "s s s s c");
}

// Of four trials two have a prompt throughput: "n" below that title counts those.
TEST(ServingTables, TrialsBelowAMetricAreThoseThatHaveIt) {
  Observations data;
  Table& table = sample::add_table(data, "bench/phases.csv", 4);
  const double none = std::nan("");
  table.columns = {setting("model", Role::kSubject, {"alpha", "alpha", "alpha", "alpha"}, true),
                   metric("prompt_ts", "tok/s", {400.0, 420.0, none, none}, "prompt_throughput"),
                   metric("gen_ts", "tok/s", {none, none, 30.0, 32.0}, "throughput")};
  const std::string head = "### Prompt throughput by model\n\n| Model | n |\n|---|---|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| alpha | 2 |\n"), "s");
  EXPECT_EQ(sample::verdicts(data, head + "| alpha | 3 |\n"), "c");
}

TEST(ServingTables, WhatWasNeverVariedMayHaveBeenRun) {
  Observations data;
  Table& table = sample::add_table(data, "bench/gpu.csv", 2);
  table.columns = {setting("backend", Role::kFactor, {"cuda", "cuda"}),
                   metric("tokens_s", "tok/s", {1.0, 2.0}, "throughput")};
  const std::string said = sample::verdicts(data,
                                            "Never varied in what was read: CUDA graphs, flash "
                                            "attention and the number of layers on the GPU.");
  EXPECT_EQ(said.find('c'), std::string::npos) << said;
}

// Where the data have a metric called "failed", "Mean" behind that head is still of the title's.
TEST(ServingTables, AMeanBehindFailedIsNoCountOfFailures) {
  Observations data;
  Table& table = sample::add_table(data, "bench/load.csv", 2);
  table.columns = {setting("model", Role::kSubject, {"alpha", "alpha"}, true),
                   metric("failed", "", {0.0, 1.0}, ""),
                   metric("tokens_s", "tok/s", {30.0, 34.0}, "throughput")};
  const std::string head =
      "### Throughput by model, tok/s\n\n| Model | n | Failed | Mean |\n|---|---|---|---|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| alpha | 2 | none | 32.0 |\n"), "s s");
  EXPECT_EQ(sample::verdicts(data, head + "| alpha | 2 | none | 33.0 |\n"), "s c");
}

// Ares ran at all three rates, boreas at two: by hand 30, 40 and 100 ms against 33 and 44 ms.
TEST(ServingTables, RatesThatWereAskedForAndWhatBothRan) {
  Observations data;
  Table& table = sample::add_table(data, "bench/load.csv", 5);
  table.columns = {
      setting("engine", Role::kFactor, {"ares", "ares", "ares", "boreas", "boreas"}),
      setting("request_rate", Role::kFactor, {"1", "4", "16", "1", "4"}),
      metric("request_throughput", "req/s", {0.9, 3.8, 12, 0.9, 3.7}, "request throughput"),
      metric("tpot_ms", "ms", {30, 40, 100, 33, 44}, "tpot")};
  const std::string head = "| Rate (req/s) | ares TPOT (ms) |\n|---|---|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| 1 | 30 |\n| 4 | 40 |\n"), "s s");
  EXPECT_EQ(sample::verdicts(data, head + "| 1 | 40 |\n| 4 | 30 |\n"), "c c");
  EXPECT_EQ(sample::verdicts(data, "The mean TPOT of boreas is 10 % higher than that of ares."),
            "s");
  EXPECT_EQ(sample::verdicts(data, "The mean TPOT of boreas is 20 % higher than that of ares."),
            "c");
}

}  // namespace
}  // namespace chimera::verify
