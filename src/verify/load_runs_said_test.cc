// What reports say of the runs of a load test whose roll-up has a row a run: how they ended, who is
// ahead where both ran, and at one stream.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::setting;

Column counted(const std::string& name, Role role, const std::vector<std::string_view>& cells) {
  Column column = setting(name, role, cells);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    column.number[row] = std::stod(std::string(cells[row]));
  }
  return column;
}

// Two engines, two formats; alpha's full run at 64 lost 12 requests, beta's packed one died.
Observations load_test() {
  Observations data;
  Table& table = sample::add_table(data, "rollup.csv", 9);
  table.columns = {
      setting("run_id", Role::kFactor, {"r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9"}),
      setting("engine", Role::kSubject,
              {"alpha", "alpha", "alpha", "alpha", "beta", "beta", "beta", "beta", "alpha"}),
      setting("weights", Role::kFactor,
              {"full", "full", "packed", "packed", "full", "full", "packed", "packed", "full"}),
      counted("streams", Role::kFactor, {"1", "64", "1", "64", "1", "64", "1", "64", "8"}),
      counted("ok", Role::kFactor, {"32", "500", "32", "512", "32", "512", "32", "0", "128"}),
      counted("err", Role::kError, {"0", "12", "0", "0", "0", "0", "0", "512", "0"}),
      sample::metric("ttft_avg", "", {40, 900, 45, 1000, 35, 950, 42, 0, 100}, ""),
      sample::metric("gen_tok_s", "tok/s", {50, 3000, 100, 3300, 52, 3500, 110, 0, 400},
                     "throughput"),
      setting("remark", Role::kFactor,
              {"", "12 requests hit the client timeout", "", "", "", "", "", "engine died", ""})};
  table.state[7].failed = true;
  return data;
}

std::string said(const std::string& report) {
  return sample::verdicts(load_test(), report);
}

TEST(LoadRunsSaid, HowRunsEnded) {
  EXPECT_EQ(said("Seven runs finished without a single failed request, one produced no output and "
                 "one was only partially successful."),
            "s s s");
  EXPECT_EQ(said("Eight runs finished without a failed request."), "c");
  EXPECT_EQ(said("Three runs were only partially successful."), "c");
}

TEST(LoadRunsSaid, RequestsThatWereLost) {
  const std::string label = "**Full alpha, 64 streams.** ";
  EXPECT_EQ(said(label + "12 requests hit the client timeout."), "s");
  EXPECT_EQ(said(label + "13 requests hit the client timeout."), "c");
  EXPECT_EQ(said(label + "12 requests hit the client timeout, a failure rate of 2.3 %."), "s u");
}

TEST(LoadRunsSaid, OfWhatMostRunsAre) {
  EXPECT_EQ(said("The majority of all runs use full weights."), "s");
  EXPECT_EQ(said("The majority of all runs use packed weights."), "c");
  EXPECT_EQ(said("Alpha contributes the most runs, followed by beta (4)."), "s s");
  EXPECT_EQ(said("Beta contributes the most runs, ahead of alpha (6)."), "c c");
}

TEST(LoadRunsSaid, WhatSaysWhereAnExtremeIsStandsApart) {
  const std::string most = "The highest throughput, 3,500 tok/s, was seen ";
  EXPECT_EQ(said(most + "during the beta run with full weights."), "s s");
  EXPECT_EQ(said(most + "during the alpha run with full weights."), "s c");
}

TEST(LoadRunsSaid, AboveATableOfMeans) {
  Observations data;
  const auto add = [&](const std::string& run, std::string_view engine, double rate) {
    Table& table = sample::add_table(data, run + ".json", 1);
    table.columns = {setting("engine", Role::kSubject, {engine}),
                     sample::metric("gen_tok_s", "tok/s", {rate}, "throughput")};
  };
  add("one", "alpha", 102.5);
  add("two", "alpha", 107.5);
  add("three", "beta", 90);
  const std::string rows = "| Engine | tok/s |\n|---|---|\n| alpha | 102.5 |\n| beta | 90.0 |\n";
  EXPECT_EQ(sample::verdicts(data, rows), "s s");
  EXPECT_EQ(sample::verdicts(data, "Where replicates exist the mean is shown.\n\n" + rows), "c s");
}

TEST(LoadRunsSaid, WhatNobodyMeasured) {
  EXPECT_EQ(said("Wall-socket consumption of the whole host averaged 612 W."), "u");
  EXPECT_EQ(said("Beta produces noticeably higher user satisfaction under load."), "u");
  EXPECT_EQ(said("The root cause is a defect in the scheduler."), "u");
  EXPECT_EQ(said("Alpha is limited by the arithmetic of its kernels."), "u");
}

TEST(LoadRunsSaid, HowOftenEachWasRepeated) {
  Observations data;
  Table& table = sample::add_table(data, "reps.csv", 5);
  table.columns = {setting("clients", Role::kFactor, {"1", "2", "4", "8", "8"}),
                   counted("rep", Role::kRun, {"1", "1", "1", "1", "2"}),
                   sample::metric("tokens_s", "tok/s", {10, 20, 30, 41, 43}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "Every configuration was measured two times."), "c");
  EXPECT_EQ(sample::verdicts(data, "With 8 clients each run was repeated two times."), "s s");
}

TEST(LoadRunsSaid, WhatWasNeverRunTogether) {
  EXPECT_EQ(said("Alpha was tested with full weights."), "s");
  Observations data;
  Table& table = sample::add_table(data, "runs.csv", 4);
  table.columns = {setting("engine", Role::kSubject, {"alpha", "alpha", "beta", "beta"}),
                   setting("weights", Role::kFactor, {"full", "packed", "full", "full"}),
                   sample::metric("tokens_s", "tok/s", {10, 20, 30, 40}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "Beta was tested with packed weights."), "c");
  EXPECT_EQ(sample::verdicts(data, "Alpha was tested with packed weights."), "s");
}

TEST(LoadRunsSaid, WhatStaysBelow) {
  Observations data;
  Table& table = sample::add_table(data, "trace.csv", 4);
  table.columns = {sample::metric("temperature_c", "°C", {61, 64, 66, 74}, "")};
  EXPECT_EQ(sample::verdicts(data, "The temperature stayed below 70 °C during the whole run."),
            "c");
  EXPECT_EQ(sample::verdicts(data, "The temperature stayed below 75 °C during the whole run."),
            "s");
}

TEST(LoadRunsSaid, SettingsBesideTheirValues) {
  Observations data;
  Table& table = sample::add_table(data, "runs.csv", 2);
  table.columns = {setting("temperature", Role::kFactor, {"0.2", "0.8"}),
                   sample::metric("tokens_s", "tok/s", {10, 20}, "throughput")};
  const std::string head = "| Parameter | Value |\n|---|---|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| Sampling temperature | 0.2 |\n"), "s");
  EXPECT_EQ(sample::verdicts(data, head + "| Sampling temperature | 0.7 |\n"), "c");
}

TEST(LoadRunsSaid, HowFarASettingWasVaried) {
  Observations data;
  Table& table = sample::add_table(data, "sweep.csv", 3);
  table.columns = {setting("num_ctx", Role::kFactor, {"1024", "2048", "4096"}),
                   setting("temperature", Role::kFactor, {"0.2", "0.2", "0.2"}),
                   sample::metric("tokens_s", "tok/s", {10, 20, 30}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "num_ctx was varied between 1024 and 4096."), "s");
  EXPECT_EQ(sample::verdicts(data, "num_ctx was varied between 1024 and 8192."), "c");
  EXPECT_EQ(sample::verdicts(data, "The temperature was varied between 0.2 and 1.0."), "c");
}

TEST(LoadRunsSaid, APhaseOfATest) {
  Observations data;
  Table& table = sample::add_table(data, "bench.md", 4);
  table.columns = {setting("fa", Role::kFactor, {"0", "0", "1", "1"}),
                   setting("test", Role::kFactor, {"pp512", "tg128", "pp512", "tg128"}),
                   sample::metric("t/s", "tok/s", {1000, 100, 1100, 102}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "Flash attention raises prompt processing by 10.0 %."), "s");
  EXPECT_EQ(sample::verdicts(data, "Flash attention raises token generation by 2.0 %."), "s");
  EXPECT_EQ(sample::verdicts(data, "Flash attention raises token generation by 10.0 %."), "c");
}

TEST(LoadRunsSaid, WhereAllThatEndedSoAre) {
  Observations data;
  Table& table = sample::add_table(data, "runs.csv", 4);
  table.columns = {setting("engine", Role::kSubject, {"alpha", "beta", "beta", "gamma"}),
                   setting("error", Role::kError, {"timeout", "timeout", "", "out of memory"}),
                   sample::metric("tokens_s", "tok/s", {0, 0, 30, 0}, "throughput")};
  for (const std::size_t row : std::vector<std::size_t>{0, 1, 3}) {
    table.state[row].failed = true;
  }
  EXPECT_EQ(sample::verdicts(data, "Timeouts occurred exclusively with beta."), "c");
  EXPECT_EQ(sample::verdicts(data, "Out-of-memory errors occurred exclusively with gamma."), "s");
  EXPECT_EQ(sample::verdicts(data, "All out-of-memory errors happened on gamma."), "s");
}

// Beta alone has packed weights, which are slow: of both, full weights are held against each other.
TEST(LoadRunsSaid, ExtremesAreOfWhatBothRan) {
  Observations data;
  Table& table = sample::add_table(data, "runs.csv", 5);
  table.columns = {setting("engine", Role::kSubject, {"alpha", "alpha", "beta", "beta", "beta"}),
                   setting("weights", Role::kFactor, {"full", "full", "full", "full", "packed"}),
                   setting("clients", Role::kFactor, {"1", "8", "1", "8", "8"}),
                   sample::metric("tokens_s", "tok/s", {10, 50, 12, 60, 5}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "Beta is the fastest engine."), "s");
  EXPECT_EQ(sample::verdicts(data, "Alpha is the fastest engine."), "c");
  EXPECT_EQ(sample::verdicts(data,
                             "Going from one to 8 clients multiplies the throughput of alpha "
                             "by 5.0x."),
            "s");
}

TEST(LoadRunsSaid, WhoIsAheadWhereBothRan) {
  EXPECT_EQ(said("At 64 streams alpha has the lower mean TTFT in every pair that completed."), "s");
  EXPECT_EQ(said("At 64 streams beta has the lower mean TTFT in every pair that completed."), "c");
  EXPECT_EQ(said("With full weights beta stays ahead of alpha at every number of streams."), "s");
  EXPECT_EQ(said("With full weights alpha stays ahead of beta at every number of streams."), "c");
}

TEST(LoadRunsSaid, OneStream) {
  EXPECT_EQ(said("With one stream alpha is faster than beta."), "s c");
  EXPECT_EQ(said("With one stream beta is faster than alpha in both formats."), "s s");
  EXPECT_EQ(said("The single-stream throughput of alpha with full weights is 50.0 tok/s."), "s");
  EXPECT_EQ(said("The single-stream throughput of alpha with full weights is 400 tok/s."), "c");
}

TEST(LoadRunsSaid, TheTwoAroundThan) {
  const std::string more =
      "For alpha packed is 100 % faster than full at a single stream and still ";
  EXPECT_EQ(said(more + "10 % faster with 64 streams."), "s s s");
  EXPECT_EQ(said(more + "20 % faster with 64 streams."), "s c s");
}

}  // namespace
}  // namespace chimera::verify
