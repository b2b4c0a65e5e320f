// What trials failed for, and where. By hand: of 16 trials five failed, three of them for memory,
// all on the one network, and two for want of an operator, one on each.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

Observations sweeps() {
  Observations out;
  for (const char* const network : {"densenet_121", "swin_tiny"}) {
    const bool first = std::string(network) == "densenet_121";
    Table& table = sample::add_table(out, std::string("sweep_") + network + ".csv", 8);
    table.content = network;
    table.columns = {setting("Network", Role::kNote, std::vector<std::string_view>(8, network)),
                     setting("Engine", Role::kFactor,
                             {"plain", "plain", "plain", "plain", "fast", "fast", "fast", "fast"}),
                     setting("BatchSize", Role::kFactor, {"1", "2", "4", "8", "1", "2", "4", "8"}),
                     metric("MeanMs", "ms", {8, 12, 20, 39, 6, 9, 16, 31}, "")};
    table.judge(4, true, false, "unsupported operator: roll");
    if (!first) {
      table.judge(3, true, false, "CUDA out of memory");
      table.judge(6, true, false, "CUDA out of memory");
      table.judge(7, true, false, "CUDA out of memory");
    }
  }
  Table& host = sample::add_table(out, "host.json", 1);
  host.columns = {setting("gpu.name", Role::kNote, {"NVIDIA L4"}),
                  setting("cpu.model", Role::kNote, {"AMD EPYC 7413"})};
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(sweeps(), report);
}

TEST(FailedFor, ATableOfReasons) {
  const std::string head = "| Failure reason | Count |\n|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| CUDA out of memory | 3 |\n"), "s");
  EXPECT_EQ(verdicts_of(head + "| CUDA out of memory | 4 |\n"), "c");
  EXPECT_EQ(verdicts_of(head + "| Out of memory (Swin) | 3 |\n"), "s s");
  EXPECT_EQ(verdicts_of(head + "| Out of memory (DenseNet) | 3 |\n"), "c s");
  EXPECT_EQ(verdicts_of(head + "| Unsupported operator | 2 |\n"), "s");
}

TEST(FailedFor, ALabelThatCounts) {
  EXPECT_EQ(verdicts_of("- **Out of memory (3):** all on Swin."), "s");
  EXPECT_EQ(verdicts_of("- **Out of memory (2):** all on Swin."), "c");
}

TEST(FailedFor, NumbersThatAReasonTells) {
  Observations data = sweeps();
  data.tables.front().judge(7, true, false, "stopped at the limit of 600 s after 41 of 60 steps");
  const std::string run = "The fast run of DenseNet at batch size 8 failed: it stopped after ";
  EXPECT_EQ(sample::verdicts(data, run + "41 of 60 steps."), "s");
  EXPECT_NE(sample::verdicts(data, run + "43 of 60 steps."), "s");
}

TEST(FailedFor, BuildsThatTookAreNoRunsThatWentWell) {
  Observations data = sweeps();
  Table& builds = sample::add_table(data, "builds.csv", 4);
  builds.columns = {
      setting("Network", Role::kNote, {"densenet_121", "densenet_121", "swin_tiny", "swin_tiny"}),
      setting("Engine", Role::kFactor, {"plain", "fast", "plain", "fast"}),
      metric("build_time_s", "s", {20, 30, 25, 40}, "")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("On DenseNet, the plain engine completed 4 of its configurations."), "s");
  EXPECT_EQ(of("On DenseNet, the plain engine completed 2 of its configurations."), "c");
  EXPECT_EQ(of("Limit Swin to batch size 4, as no engine completed batch size 8."), "s");
  EXPECT_EQ(of("Limit Swin to batch size 2, as no engine completed batch size 4."), "c");
}

TEST(FailedFor, WithoutASingleFailedRun) {
  EXPECT_EQ(verdicts_of("Swin finished the sweep without a single failed request."), "c");
  Observations data;
  Table& runs = sample::add_table(data, "runs.csv", 2);
  runs.columns = {setting("Network", Role::kNote, {"densenet_121", "swin_tiny"}),
                  metric("MeanMs", "ms", {8, 12}, "")};
  EXPECT_EQ(sample::verdicts(data, "Swin finished the sweep without a single failed request."),
            "s");
}

TEST(FailedFor, NoneOfItsRuns) {
  Observations data;
  Table& runs = sample::add_table(data, "runs.csv", 4);
  runs.columns = {setting("Engine", Role::kFactor, {"plain", "fast", "plain", "fast"}),
                  setting("Host", Role::kFactor, {"oak", "oak", "elm", "elm"}),
                  metric("MeanMs", "ms", {8, 12, 20, 39}, "")};
  runs.judge(3, true, false, "no such device");
  EXPECT_EQ(sample::verdicts(data, "fast was tried on elm, but none of its elm runs succeeded."),
            "s");
  EXPECT_EQ(sample::verdicts(data, "plain was tried on elm, but none of its elm runs succeeded."),
            "c");
}

TEST(FailedFor, AllOfOneReason) {
  EXPECT_EQ(verdicts_of("All out-of-memory failures occurred on Swin."), "s");
  EXPECT_EQ(verdicts_of("All out-of-memory failures occurred on DenseNet."), "c");
  EXPECT_EQ(verdicts_of("## Swin\n\nAll out-of-memory failures occurred on this network."), "s");
}

TEST(FailedFor, WhatARunEndedIn) {
  EXPECT_EQ(
      verdicts_of("On Swin the fast run at batch size 8 ended in a CUDA out-of-memory error."),
      "s");
  EXPECT_EQ(
      verdicts_of("On Swin the fast run at batch size 1 ended in a CUDA out-of-memory error."),
      "c");
}

TEST(FailedFor, WhichFailedMost) {
  EXPECT_EQ(verdicts_of("The engine with the most failures is fast."), "s");
  EXPECT_EQ(verdicts_of("The engine with the most failures is plain."), "c");
}

TEST(FailedFor, NoneCompleted) {
  EXPECT_EQ(verdicts_of("## Swin\n\nNo engine completed batch size 8."), "s");
  EXPECT_EQ(verdicts_of("## Swin\n\nNo engine completed batch size 4."), "c");
}

TEST(FailedFor, HardwareStandsInCells) {
  const std::string head = "| Component | Value |\n|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| GPU | NVIDIA L4 |\n"), "s");
  EXPECT_EQ(verdicts_of(head + "| GPU | NVIDIA A40 |\n"), "c");
}

TEST(FailedFor, WhatIsQuotedSomeTrialSays) {
  EXPECT_EQ(verdicts_of("On swin_tiny the plain runs failed with \"CUDA out of memory\"."), "s");
}

TEST(FailedFor, WhatWasLostFailed) {
  Observations data;
  Table& table = sample::add_table(data, "nets.csv", 2);
  table.columns = {setting("engine", Role::kFactor, {"plain", "fast"}),
                   setting("error", Role::kNote, {"", "no working operator library"}),
                   metric("MeanMs", "ms", {8, 0}, "")};
  table.judge(1, true, false, "no working operator library");
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("None of the fast runs could finish, for want of an operator library."), "s");
  EXPECT_EQ(of("The benchmarks lost the fast engine because no sombrero was there."), "u");
}

// Of five trials three failed: two for a connection, one timed out; both connections were lost at
// 2 clients.
Observations reasons() {
  Observations data;
  Table& table = sample::add_table(data, "load_fixed_runs.csv", 5);
  const std::vector<std::string_view> errors = {"", "", "connection refused by host",
                                                "connection refused by host", "timed out"};
  table.columns = {setting("clients", Role::kFactor, {"1", "1", "2", "2", "1"}),
                   setting("error", Role::kError, errors),
                   metric("tokens_s", "tok/s", {8, 9, 0, 0, 0}, "throughput")};
  for (const std::size_t row : {2U, 3U, 4U}) {
    table.judge(row, true, false, errors[row]);
  }
  for (const char* path : {"other.csv", "third.csv"}) {
    Table& other = sample::add_table(data, path, 2);
    other.columns = {metric("tokens_s", "tok/s", {8, 9}, "throughput")};
  }
  return data;
}

TEST(FailedFor, WhatTheReasonsAre) {
  const auto of = [](const std::string& report) { return sample::verdicts(reasons(), report); };
  EXPECT_EQ(of("Most failures in the dataset are timeouts."), "c");
  EXPECT_EQ(of("Most of the failed rows report connection problems."), "s");
  EXPECT_EQ(of("The error messages point to an unsupported codec."), "c");
  EXPECT_EQ(of("No out-of-memory errors were recorded."), "s");
}

TEST(FailedFor, WhereTheTimeoutsWere) {
  const auto of = [](const std::string& report) { return sample::verdicts(reasons(), report); };
  EXPECT_EQ(of("The timeouts occurred with clients=1."), "s");
  EXPECT_EQ(of("The timeouts occurred with clients=2."), "c");
}

TEST(FailedFor, ASuccessRateIsOfTheTrials) {
  const auto of = [](const std::string& report) { return sample::verdicts(reasons(), report); };
  EXPECT_EQ(of("In `load_fixed_runs.csv` the success rate is 40 %."), "s");
  EXPECT_EQ(of("In `load_fixed_runs.csv` the success rate is 60 %."), "c");
  EXPECT_EQ(of("The `_fixed` runs completed without errors."), "c");
  EXPECT_EQ(of("The `_fixed` runs have a completion rate of 40 %."), "s");
}

TEST(FailedFor, AllOfWhichIsOfThose) {
  const auto of = [](const std::string& report) { return sample::verdicts(reasons(), report); };
  EXPECT_EQ(of("`other.csv` consists of 2 runs, all of which completed successfully."), "s");
  EXPECT_EQ(of("`load_fixed_runs.csv` consists of 5 runs, all of which completed successfully."),
            "c");
}

TEST(FailedFor, NoFailuresAreOfWhatTheSentenceNames) {
  const auto of = [](const std::string& report) { return sample::verdicts(reasons(), report); };
  EXPECT_EQ(of("`other.csv` has 2 rows and no failures."), "s s");
  EXPECT_EQ(of("`load_fixed_runs.csv` has 5 rows and no failures."), "s c");
}

}  // namespace
}  // namespace chimera::verify
