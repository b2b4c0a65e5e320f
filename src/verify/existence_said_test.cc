// What reports say is there or not, and what ran through: denials of one thing or of several,
// completeness, failures, coverage, and how the files divide. Verdicts follow from the rows here.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// A machine's sensors, a sweep of two sampling temperatures in which one trial timed out, a table
// of scores, and the settings of another run.
Observations observations() {
  Observations data;
  Table& sensors = sample::add_table(data, "metrics/machine.csv", 2);
  sensors.columns = {metric("gpu_util", "%", {50, 70}, ""), metric("power_w", "W", {90, 110}, "")};
  Table& sweep = sample::add_table(data, "runs/alpha_sweep.csv", 4);
  sweep.content = "sweep";
  sweep.columns = {setting("model", Role::kSubject, {"alpha"}, true),
                   setting("n_batch", Role::kFactor, {"256", "256", "512", "512"}),
                   setting("temperature", Role::kFactor, {"0.2", "0.8", "0.2", "0.8"}),
                   metric("tokens_s", "tok/s", {100, 110, 120, 0}, "throughput")};
  sweep.judge(3, true, false, "request timeout");
  Table& scores = sample::add_table(data, "quant/scores.csv", 2);
  scores.columns = {setting("format", Role::kFactor, {"fp16", "int8"}),
                    metric("perplexity", "", {5.1, 5.3}, "")};
  Table& arms = sample::add_table(data, "runs/arms.csv", 1);
  arms.columns = {setting("tuned.n_batch", Role::kNote, {"1024"})};
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(ExistenceSaid, ADenialOfSeveralThingsIsRefutedByOne) {
  EXPECT_EQ(verdicts_of("No energy or power telemetry is present."), "c");
  EXPECT_EQ(verdicts_of("No energy or humidity telemetry is present."), "s");
  EXPECT_EQ(verdicts_of("No system telemetry (GPU utilisation, power) was found."), "c");
  EXPECT_EQ(verdicts_of("No system telemetry (fan speed, humidity) was found."), "s");
  EXPECT_EQ(verdicts_of("Neither power nor humidity was logged."), "c");
  EXPECT_EQ(verdicts_of("Neither energy nor humidity was logged."), "s");
}

TEST(ExistenceSaid, DenialsInOtherWords) {
  EXPECT_EQ(verdicts_of("There is no perplexity figure."), "c");
  EXPECT_EQ(verdicts_of("There is no accuracy figure."), "s");
  EXPECT_EQ(verdicts_of("Although power readings are absent, the picture is clear."), "c");
  EXPECT_EQ(verdicts_of("Energy readings are absent from the data."), "s");
  EXPECT_EQ(verdicts_of("The tree holds no power readings."), "c");
  EXPECT_EQ(verdicts_of("The tree holds 4 files, but no power data."), "s c");
  EXPECT_EQ(verdicts_of("The tree holds 4 files, but no energy data."), "s s");
}

TEST(ExistenceSaid, ASamplingTemperatureIsNoSensors) {
  EXPECT_EQ(verdicts_of("No GPU temperature data was recorded."), "");
  EXPECT_EQ(verdicts_of("No GPU power data was recorded."), "c");
}

TEST(ExistenceSaid, WhatIsSaidToBeThereAndIsNot) {
  EXPECT_EQ(verdicts_of("The dataset also contains detailed energy measurements."), "c");
  EXPECT_EQ(verdicts_of("Speculative decoding runs are also included."), "c");
  EXPECT_NE(verdicts_of("The dataset also contains detailed power measurements."), "c");
}

TEST(ExistenceSaid, ALevelThatOnlyANoteHasWasTested) {
  EXPECT_EQ(verdicts_of("**Explore batches:** A batch of 1024 was never tested."), "c");
  EXPECT_EQ(verdicts_of("**Explore batches:** A batch of 2048 was never tested."), "s");
}

TEST(ExistenceSaid, DeniedFailures) {
  EXPECT_EQ(verdicts_of("The dataset contains no error records."), "c");
  EXPECT_EQ(verdicts_of("No run timed out."), "c");
  EXPECT_EQ(verdicts_of("No run crashed."), "s");
  EXPECT_EQ(verdicts_of("alpha ran without failure with an n_batch of 256."), "s");
  EXPECT_EQ(verdicts_of("alpha ran without failure with an n_batch of 512."), "c");
}

TEST(ExistenceSaid, ARightCountDoesNotMakeItComplete) {
  Observations data = observations();
  Table& other = sample::add_table(data, "runs/beta_sweep.csv", 4);
  other.columns = {setting("model", Role::kSubject, {"beta"}, true),
                   setting("n_batch", Role::kFactor, {"256", "256", "512", "512"}),
                   setting("temperature", Role::kFactor, {"0.2", "0.8", "0.2", "0.8"}),
                   metric("tokens_s", "tok/s", {50, 51, 52, 53}, "throughput")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("All 4 configurations of the alpha sweep completed without error."), "c");
  EXPECT_EQ(of("All 4 configurations of the beta sweep completed without error."), "s");
  EXPECT_EQ(of("All 5 configurations of the beta sweep completed without error."), "c");
  EXPECT_EQ(of("The alpha sweep has 4 configurations; all of them completed without error."),
            "s c");
  EXPECT_EQ(of("The beta sweep has 4 configurations; all of them completed without error."), "s s");
  EXPECT_EQ(of("In the alpha sweep all 4 configurations finished."), "c");
  EXPECT_EQ(of("In the beta sweep all four configurations finished."), "s");
  EXPECT_EQ(of("alpha completed all 4 runs."), "c");
  EXPECT_EQ(of("beta completed all 4 runs."), "s");
  EXPECT_EQ(of("All 2 machine runs passed."), "s");
}

}  // namespace
}  // namespace chimera::verify
