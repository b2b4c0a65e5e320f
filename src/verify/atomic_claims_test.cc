// Sentences that say several things at once, and what was measured of what and what was not. The
// expected verdicts are read off the rows or computed by hand beside them.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Flash attention off and on: 91 and 94 tok/s on the average, 101 and 111 with cuda, 81 and 77 with
// rocm. Power was taken with cuda only.
Observations observations() {
  Observations out;
  for (const char* path : {"bench.csv", "power.csv", "scores.csv"}) {
    out.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
  }
  Table& bench = out.tables.emplace_back(sample::table("bench.csv", 8));
  bench.columns = {setting("backend", Role::kFactor,
                           {"cuda", "cuda", "cuda", "cuda", "rocm", "rocm", "rocm", "rocm"}),
                   setting("flash_attn", Role::kFactor, {"0", "0", "1", "1", "0", "0", "1", "1"}),
                   setting("n_threads", Role::kFactor, {"16"}, true),
                   setting("n_ubatch", Role::kFactor, {"512"}, true),
                   metric("tokens_s", "tok/s", {100, 102, 110, 112, 80, 82, 78, 76}, "throughput")};
  Table& power = out.tables.emplace_back(sample::table("power.csv", 4));
  power.columns = {setting("backend", Role::kFactor, {"cuda", "cuda", "cuda", "cuda"}),
                   metric("power_w", "W", {300, 310, 320, 330}, "power"),
                   metric("gpu_mem_gb", "GB", {7, 8, 9, 10}, ""),
                   metric("page_faults", "", {1244, 1500, 1700, 1886}, "")};
  Table& scores = out.tables.emplace_back(sample::table("scores.csv", 3));
  scores.columns = {setting("model", Role::kSubject, {"toy:1b", "toy:3b", "toy:8b"}),
                    metric("score", "", {5.30, 7.10, 7.94}, "")};
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(AtomicClaims, EachEndOfARange) {
  EXPECT_EQ(verdicts_of("Page faults ranged from 1244 to 1886."), "s s");
  EXPECT_EQ(verdicts_of("Page faults ranged from 1250 to 1886."), "c s");
  EXPECT_EQ(verdicts_of("Page faults varied between 1244 and 1896."), "s c");
}

TEST(AtomicClaims, BothSidesOfAChange) {
  EXPECT_EQ(verdicts_of("Flash attention raises the throughput from 91.0 tok/s to 94.0 tok/s."),
            "s s");
  EXPECT_EQ(verdicts_of("Flash attention raises the throughput from 91.0 tok/s to 96.0 tok/s."),
            "s c");
}

TEST(AtomicClaims, AValueAndItsSpread) {
  // Of 300, 310, 320, 330: s = 12.91, s / √4 = 6.455, t(3, 97.5 %) · 6.455 = 3.1824 · 6.455
  // = 20.54.
  for (const char* const spread : {"12.9", "6.5", "20.5"}) {
    EXPECT_EQ(verdicts_of(std::string("The mean power was 315 W ± ") + spread + " W."), "s s");
  }
  EXPECT_EQ(verdicts_of("The mean power was 315 W ± 15.0 W."), "s c");
}

TEST(AtomicClaims, NumbersThatGoOnFromTheOneBefore) {
  EXPECT_EQ(verdicts_of("toy:8b scores 7.94 on average, toy:3b 7.10 and toy:1b 5.30."), "s s s");
  EXPECT_EQ(verdicts_of("toy:8b scores 7.94 on average, toy:3b 7.10 and toy:1b 5.23."), "s s c");
}

TEST(AtomicClaims, ASuperlativeSaysWhichValueItsNumberIs) {
  EXPECT_EQ(verdicts_of("The highest power was 330 W."), "s");
  EXPECT_EQ(verdicts_of("The highest power was 340 W."), "c");
}

TEST(AtomicClaims, AnotherPartOfTheMachineIsNotMeant) {
  EXPECT_EQ(verdicts_of("GPU memory usage was at most 10 GB."), "s");
  EXPECT_EQ(verdicts_of("System RAM usage was 11 GB."), "u");
}

TEST(AtomicClaims, SettingsThatAreSaidForTheirOwnSake) {
  EXPECT_EQ(verdicts_of("Every run used n_threads = 16 and n_ubatch = 512."), "s s");
  EXPECT_EQ(verdicts_of("Every run used n_threads = 16 and n_ubatch = 1024."), "s c");
}

TEST(ClosedWorld, WhatWasNotMeasured) {
  EXPECT_EQ(verdicts_of("No power data was recorded for rocm."), "s");
  EXPECT_EQ(verdicts_of("No power data was recorded for cuda."), "c");
  EXPECT_EQ(verdicts_of("toy:8b was never run on rocm."), "s");
  EXPECT_EQ(verdicts_of("Results for ARM64 are not part of this data."), "s");
}

TEST(ClosedWorld, ANameThatStandsNowhere) {
  EXPECT_EQ(verdicts_of("TruthfulQA was evaluated as well."), "c");
}

TEST(AtomicClaims, TwoSharesOfOneSentence) {
  // 300 / 330 = 0.909; nothing says what the second is of.
  EXPECT_EQ(verdicts_of("GPU memory peaked at 10 GB; power (300 vs. 330 W) is what was seen."),
            "s s s");
}

TEST(AtomicClaims, DegreesAreNoUnitOfTheirOwn) {
  Observations data = observations();
  data.tables[1].columns.push_back(metric("gpu_temp_c", "", {61, 64, 66, 68}, ""));
  EXPECT_EQ(sample::verdicts(data, "The GPU temperature peaked at 68 °C."), "s");
  EXPECT_EQ(sample::verdicts(data, "The GPU temperature peaked at 71 °C."), "c");
}

TEST(Trends, OfEachLevelThatIsSpokenOf) {
  // Pooled, flash attention raises throughput; with rocm it lowers it.
  EXPECT_EQ(verdicts_of("Flash attention raises the throughput."), "s");
  EXPECT_EQ(verdicts_of("Flash attention raises the throughput of every backend."), "c");
}

TEST(Trends, ASwitchSlowsDown) {
  EXPECT_EQ(verdicts_of("On rocm, flash attention slows the throughput down."), "s");
  EXPECT_EQ(verdicts_of("On cuda, flash attention slows the throughput down."), "c");
}

}  // namespace
}  // namespace chimera::verify
