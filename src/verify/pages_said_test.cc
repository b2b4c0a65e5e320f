// What engineers' pages say of a whole tree: periods of everything, lists of files, runs that go by
// their time and hold nothing but errors, and what nobody measured.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Three runs of a day each; of the first every trial failed.
Observations stamped() {
  Observations data;
  for (const char* path : {"runs/20260105-101010/calls.csv", "runs/20260210-101010/calls.csv",
                           "runs/20260211-101010/calls.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
    Table& table = data.tables.emplace_back(sample::table(path, 4));
    table.content = path;
    table.columns = {
        setting("model", Role::kSubject, {"toy:latest", "toy:latest", "toy:1b", "toy:1b"}),
        setting("prompt", Role::kBlock, {"one", "two", "one", "two"}),
        metric("tokens_s", "tok/s", {50, 52, 90, 92}, "throughput")};
  }
  for (std::size_t row = 0; row < 4; ++row) {
    data.tables.front().judge(row, true, false, "connection refused");
  }
  return data;
}

TEST(Pages, EverythingIsOfThePeriod) {
  const Observations data = stamped();
  EXPECT_EQ(sample::verdicts(data, "Everything here was measured in January 2026."), "c");
  EXPECT_EQ(sample::verdicts(data, "Something here was measured in January 2026."), "s");
}

TEST(Pages, ATagIsNoLatestDay) {
  EXPECT_EQ(sample::verdicts(stamped(), "On 10 February toy:latest managed 51 tok/s."), "s s");
}

TEST(Pages, ADayBehindThanIsNoPeriod) {
  EXPECT_EQ(sample::verdicts(stamped(), "The rerun was slower than that of 10 February."), "");
}

TEST(Pages, FoldersThatGoByTheirTime) {
  const Observations data = stamped();
  EXPECT_EQ(sample::verdicts(data, "`runs/` holds three timestamped runs."), "s");
  EXPECT_EQ(sample::verdicts(data, "`runs/` holds four timestamped runs."), "c");
  const std::string some = "`runs/` holds 3 timestamped runs, ";
  EXPECT_EQ(sample::verdicts(data, some + "2 of which have nothing but errors."), "s c");
  EXPECT_EQ(sample::verdicts(data, some + "one of which has nothing but errors."), "s");
}

TEST(Pages, AnItemSaysThatItsFileIsThere) {
  const Observations data = stamped();
  EXPECT_EQ(sample::verdicts(data, "- `runs/20260105-101010/calls.csv`: three successful rows"),
            "s c");
  EXPECT_EQ(sample::verdicts(data, "- `runs/20260210-101010/calls.csv` for both models"), "s");
}

TEST(Pages, WhatNobodyMeasured) {
  const Observations data = stamped();
  EXPECT_EQ(sample::verdicts(data, "Our play-testers did not notice the switch."), "u");
  EXPECT_EQ(sample::verdicts(data, "The short prompt produced the most coherent answers."), "u");
  EXPECT_EQ(sample::verdicts(data, "It ran at full speed over a campaign of 150 runs."), "u");
}

TEST(Pages, APlaceListedByCommas) {
  Observations data;
  data.artifacts.push_back({"raw/grid.csv", ArtifactType::kCsv, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("raw/grid.csv", 4));
  table.columns = {setting("model", Role::kSubject, {"toy:1b", "toy:1b", "toy:1b", "toy:1b"}, true),
                   setting("num_gpu", Role::kFactor, {"20", "20", "40", "40"}),
                   setting("num_ctx", Role::kFactor, {"1024", "2048", "1024", "2048"}),
                   metric("tokens_s", "tok/s", {80, 82, 90, 92}, "throughput")};
  const std::string head =
      "| Model | Mean tok/s | Best point (num_gpu, num_ctx) |\n|---|---|---|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| toy:1b | 86.0 | 40, 2048 |"), "s s");
  EXPECT_EQ(sample::verdicts(data, head + "| toy:1b | 86.0 | 40, 1024 |"), "s c");
}

}  // namespace
}  // namespace chimera::verify
