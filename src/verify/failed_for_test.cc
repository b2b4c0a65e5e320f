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

}  // namespace
}  // namespace chimera::verify
