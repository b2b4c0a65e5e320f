// Which two things a number or a word holds against each other, and what numbers of one sentence
// say of each other. The expected verdicts are computed by hand beside the rows.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Three models of three runs each: means 20, 10 and 40; two temperatures that differ by nothing;
// three of the trials failed, all with beta at 0.7.
Observations observations() {
  Observations out;
  for (const char* path : {"runs.csv", "agent_A_runs.csv", "agent_B_runs.csv"}) {
    out.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
  }
  Table& runs = out.tables.emplace_back(sample::table("runs.csv", 12));
  runs.columns = {
      setting("model", Role::kSubject,
              {"alpha", "alpha", "alpha", "beta", "beta", "beta", "gamma", "gamma", "gamma", "beta",
               "beta", "beta"}),
      setting("temperature", Role::kFactor,
              {"0.2", "0.7", "0.2", "0.2", "0.7", "0.2", "0.2", "0.7", "0.2", "0.7", "0.7", "0.7"}),
      metric("tokens_s", "tok/s", {19, 20, 21, 9.5, 10, 10.5, 39, 40, 41, 0, 0, 0}, "throughput"),
      metric("gpu_temp_c", "", {61, 62, 63, 64, 65, 66, 67, 68, 69, 60, 60, 60}, "")};
  for (const std::size_t row : {9U, 10U, 11U}) {
    runs.state[row].failed = true;
  }
  double speed = 50;
  for (const char* path : {"agent_A_runs.csv", "agent_B_runs.csv"}) {
    Table& agent = out.tables.emplace_back(sample::table(path, 3));
    agent.columns = {setting("task", Role::kFactor, {"plan", "write", "check"}),
                     metric("latency_ms", "ms", {speed, speed + 1, speed + 2}, "")};
    speed += 10;
  }
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(Sides, EachRatioHasItsOwnObject) {
  EXPECT_EQ(verdicts_of("Alpha is 2.0 times as fast as beta and 50 % slower than gamma."), "s s");
  EXPECT_EQ(verdicts_of("Alpha is 2.0 times as fast as beta and 25 % slower than gamma."), "s c");
}

TEST(Sides, RelativeToNamesTheBase) {
  EXPECT_EQ(verdicts_of("Relative to beta, alpha is 100 % faster."), "s");
  EXPECT_EQ(verdicts_of("Relative to beta, alpha is 50 % faster."), "c");
}

TEST(Sides, ChangesOfTwoNumbersBefore) {
  EXPECT_EQ(
      verdicts_of("Alpha averages 20.0 tok/s against 10.0 tok/s for beta, a 100 % advantage."),
      "s s s");
  EXPECT_EQ(
      verdicts_of("Alpha averages 20.0 tok/s against 10.0 tok/s for beta, a 120 % advantage."),
      "s s c");
}

TEST(Sides, OfEveryModelByTheMeansOfEach) {
  Observations data;
  Table& grid = sample::add_table(data, "grid.csv", 8);
  // With 8 threads alpha is faster on the mean, and once slower; beta is slower.
  grid.columns = {setting("model", Role::kSubject,
                          {"alpha", "alpha", "alpha", "alpha", "beta", "beta", "beta", "beta"}),
                  setting("threads", Role::kFactor, {"4", "4", "8", "8", "4", "4", "8", "8"}),
                  setting("seed", Role::kFactor, {"1", "2", "1", "2", "1", "2", "1", "2"}),
                  metric("tokens_s", "tok/s", {10, 20, 9, 40, 50, 50, 30, 30}, "throughput")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report).back(); };
  EXPECT_EQ(of("8 threads are faster than 4 threads for every model."), 'c');
  EXPECT_EQ(of("Beta is faster than alpha for all threads."), 'c');
  grid.columns.back() = metric("tokens_s", "tok/s", {10, 20, 9, 40, 50, 50, 60, 60}, "throughput");
  EXPECT_EQ(of("8 threads are faster than 4 threads for every model."), 's');
}

TEST(Counts, OfWhatDidNotFail) {
  EXPECT_EQ(verdicts_of("Beta completed 3 runs."), "s");
  EXPECT_EQ(verdicts_of("Beta completed all 6 runs."), "c");
  EXPECT_EQ(verdicts_of("Three of the 6 beta rows carry an error."), "s");
  EXPECT_EQ(verdicts_of("Two of the 6 beta rows carry an error."), "c");
}

TEST(Sides, RatiosInWords) {
  EXPECT_EQ(verdicts_of("Gamma is four times as fast as beta."), "s");
  EXPECT_EQ(verdicts_of("Gamma is seven times as fast as beta."), "c");
}

TEST(Sides, AnUnknownObjectIsNotReplaced) {
  EXPECT_EQ(verdicts_of("Gamma is 54 % faster than rocBLAS, beta is not."), "u");
}

TEST(Sides, AgentsAreCalledByTheirFiles) {
  EXPECT_EQ(verdicts_of("The mean latency of agent B is 61.0 ms."), "s");
  EXPECT_EQ(verdicts_of("The mean latency of agent A is 61.0 ms."), "c");
}

TEST(Significance, OfTheRowsOfBothSides) {
  // Welch's t for 19, 20, 21 against 39, 40, 41 is 24.5, p < 0.001 (scipy.stats.ttest_ind).
  EXPECT_EQ(verdicts_of("The throughput of alpha and gamma differs significantly."), "s");
  EXPECT_EQ(verdicts_of("The throughput of alpha and gamma does not differ significantly."), "c");
  EXPECT_EQ(verdicts_of("With gamma, temperature 0.7 is not significantly different."), "u")
      << "one run with 0.7";
}

TEST(Wholes, APercentageInBracketsIsOfTheNumbersBefore) {
  EXPECT_EQ(verdicts_of("In `runs.csv` 9 of 12 trials succeeded (75.0 %)."), "s s");
  EXPECT_EQ(verdicts_of("In `runs.csv` 9 of 12 trials succeeded (85.0 %)."), "s c");
}

TEST(Wholes, AChangeOfTwoNumbersBefore) {
  EXPECT_EQ(verdicts_of("The mean fell from 20.0 tok/s to 10.0 tok/s, a drop of 50 %.").back(),
            's');
  EXPECT_EQ(verdicts_of("The mean fell from 20.0 tok/s to 10.0 tok/s, a drop of 100 %.").back(),
            'c');
}

TEST(Wholes, WhatAllThatFailedHadInCommon) {
  EXPECT_EQ(verdicts_of("The trials that failed all ran with temperature 0.7."), "s");
  EXPECT_EQ(verdicts_of("The trials that failed all ran with temperature 0.2."), "c");
}

TEST(Wholes, OnlyOneFailed) {
  EXPECT_EQ(verdicts_of("Only beta had failed requests."), "s");
  EXPECT_EQ(verdicts_of("Beta is the only model with failed requests."), "s");
  EXPECT_EQ(verdicts_of("Only alpha had failed requests."), "c");
}

TEST(Wholes, FilesOfAnyTypeAndThoseOfOne) {
  Observations data = observations();
  data.artifacts.push_back({"run_all.sh", ArtifactType::kOther, 100, 0});
  EXPECT_EQ(sample::verdicts(data, "There are 4 files, 3 of them CSV."), "s s");
  EXPECT_EQ(sample::verdicts(data, "There are 5 files, 2 of them CSV."), "c c");
  EXPECT_EQ(sample::verdicts(data, "Total Files Analyzed: 3"), "s");
}

TEST(Bounds, EveryIsSaidOfEachValue) {
  EXPECT_EQ(verdicts_of("Every trial of alpha has a throughput of less than 20.5 tok/s."), "c");
  EXPECT_EQ(verdicts_of("Every trial of alpha has a throughput of less than 21.5 tok/s."), "s");
}

TEST(Degrees, AreOfTemperaturesOnly) {
  EXPECT_EQ(verdicts_of("The card ran at up to 69 °C."), "s");
  EXPECT_EQ(verdicts_of("The card ran at up to 75 °C."), "c");
}

TEST(Prices, StandInNoBenchmark) {
  EXPECT_EQ(verdicts_of("Gamma costs $2.60 an hour."), "u");
}

TEST(Titles, APlainWordOfATitleIsNoSetting) {
  Observations data = observations();
  data.tables[1].columns.push_back(setting("kind", Role::kFactor, {"review", "other", "other"}));
  EXPECT_EQ(sample::verdicts(data, "# A fleet review\n\nThe mean latency of agent A is 51.0 ms.\n"),
            "s");
}

}  // namespace
}  // namespace chimera::verify
