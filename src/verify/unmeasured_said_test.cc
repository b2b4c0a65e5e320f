// What no data could tell: causes, machines and switches that nothing records, tests of nothing
// that has a name. All of it is unsupported, whatever else the sentence names.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

Observations observations() {
  Observations out;
  Table& sweep = sample::add_table(out, "sweep.csv", 4);
  sweep.columns = {setting("quant", Role::kFactor, {"awq", "awq", "fp8", "fp8"}),
                   setting("temperature", Role::kFactor, {"0.2", "0.8", "0.2", "0.8"}),
                   metric("tokens_s", "tok/s", {20, 21, 30, 31}, "throughput")};
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(UnmeasuredSaid, WhatTheMachineWasDoing) {
  EXPECT_EQ(verdicts_of("The laptop ran on mains power."), "u");
  EXPECT_EQ(verdicts_of("Prefix caching was off on both servers."), "u");
  EXPECT_EQ(verdicts_of("The server had been restarted by the watchdog."), "u");
  EXPECT_EQ(verdicts_of("The client ran on a second host."), "u");
}

TEST(UnmeasuredSaid, CausesThatNobodyTested) {
  EXPECT_EQ(verdicts_of("The low temperature is what makes the first token slow."), "u");
  EXPECT_EQ(verdicts_of("The kernels are what holds AWQ back, most likely."), "u");
  EXPECT_EQ(verdicts_of("We put the gap down to the scheduler."), "u");
}

TEST(UnmeasuredSaid, ACauseIsAnotherClaimThanItsEffect) {
  EXPECT_EQ(verdicts_of("The higher throughput of fp8 is caused by thermal throttling."), "s u");
  EXPECT_EQ(verdicts_of("The gains stem from better cache residency."), "u");
}

TEST(UnmeasuredSaid, ATestOfNothingThatHasAName) {
  EXPECT_EQ(verdicts_of("This drop is statistically insignificant."), "u");
}

// An accuracy is a score, and no perplexity's.
TEST(UnmeasuredSaid, ScoresAreOfWhatTheyAreCalledBy) {
  Observations data;
  Table& table = sample::add_table(data, "scores.csv", 2);
  table.columns = {setting("format", Role::kFactor, {"fp16", "int8"}),
                   metric("accuracy", "", {0.75, 0.5}, "accuracy"),
                   metric("p95_ms", "ms", {5.1, 5.3}, "")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("No perplexity scores are available."), "s");
  EXPECT_EQ(of("No accuracy scores are available."), "c");
  EXPECT_EQ(of("1. **Collect Percentiles:** The dataset does not include p95 values."), "c");
}

// Both tables have a time stamp in one column, only the JSON one a fan.
TEST(UnmeasuredSaid, OfFilesOfAType) {
  Observations data;
  Table& runs = sample::add_table(data, "runs.csv", 2);
  runs.columns = {sample::setting("timestamp", Role::kNote, {"2026-01-01", "2026-01-02"}),
                  sample::metric("tokens_s", "tok/s", {1, 2}, "throughput")};
  Table& sensors = sample::add_table(data, "sensors.json", 1);
  data.artifacts.back().type = ArtifactType::kJson;
  sensors.columns = {sample::metric("fan_speed_pct", "%", {40}, ""),
                     sample::metric("cpu_util", "%", {20}, "")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("* **Time:** None of the CSV files includes a timestamp column."), "c");
  EXPECT_EQ(of("None of the CSV files contains a fan speed column."), "s");
  EXPECT_EQ(of("* **CPU Metrics:** CPU utilization was not recorded in any file"), "c");
}

TEST(UnmeasuredSaid, OnHowManyDays) {
  Observations data;
  for (const char* path : {"run_20260216.csv", "run_20260222.csv"}) {
    Table& table = sample::add_table(data, path, 2);
    table.content = path;
    table.columns = {sample::metric("tokens_s", "tok/s", {1, 2}, "throughput")};
  }
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("All measurements were taken on a single day."), "c");
  data.artifacts.pop_back();
  data.tables.pop_back();
  EXPECT_EQ(of("All measurements were taken on a single day."), "s");
}

}  // namespace
}  // namespace chimera::verify
