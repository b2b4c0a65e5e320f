// What a change of one setting does. By hand: alpha's mean latency is 8 s at a batch of 1 and 2 s
// at 16, its speed and its error 3 and 6; beta's latency is 5 s at both.
#include "verify/changes_said.h"

#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

Observations sweeps() {
  Observations data;
  for (const std::string model : {"alpha", "beta"}) {
    const bool first = model == "alpha";
    Table& table = sample::add_table(data, model + ".csv", 4);
    table.columns = {
        setting("model", Role::kSubject, {model, model, model, model}, true),
        setting("batch_size", Role::kFactor, {"1", "1", "16", "16"}),
        setting("num_gpu", Role::kFactor, {"40", "999", "40", "999"}),
        metric("latency_s", "s",
               first ? std::vector<double>{7.5, 8.5, 1.8, 2.2} : std::vector<double>{5, 5, 5, 5},
               "e2e_latency"),
        metric("speed_x", "x",
               first ? std::vector<double>{3, 3, 6, 6} : std::vector<double>{4, 4, 4, 4}, ""),
        metric("wer_pct", "%",
               first ? std::vector<double>{3, 3, 6, 6} : std::vector<double>{4, 4, 4, 4}, "")};
  }
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(sweeps(), report);
}

TEST(ChangesSaid, EachEndIsOfItsLevel) {
  const std::string going = "Going from batch size 1 to 16 the mean latency of alpha falls from ";
  EXPECT_EQ(verdicts_of(going + "8.00 s to 2.00 s."), "s s");
  EXPECT_EQ(verdicts_of(going + "2.00 s to 8.00 s."), "c c");
}

TEST(ChangesSaid, AChangeIsFromTheLevelBeforeToTheOneBehind) {
  const std::string raising = "Raising the batch size from 1 to 16 ";
  EXPECT_EQ(verdicts_of(raising + "lifts the WER of alpha."), "s");
  EXPECT_EQ(verdicts_of(raising + "reduces the WER of alpha."), "c");
  EXPECT_EQ(verdicts_of("Raising num_gpu from 40 to 999 lifts the WER of alpha."), "c");
}

TEST(ChangesSaid, FasterIsOfASpeedToo) {
  // 8 s against 2 s are four times, a speed of 6 against 3 twice.
  EXPECT_EQ(verdicts_of("For alpha a batch size of 16 is 100 % faster than a batch size of 1."),
            "s");
}

TEST(ChangesSaid, ALevelThatWasTestedIsThere) {
  EXPECT_EQ(verdicts_of("A batch size of 16 was tested as well."), "s");
  EXPECT_EQ(verdicts_of("A batch size of 10 was tested as well."), "c");
}

TEST(ChangesSaid, WhatTwoNumbersComeTo) {
  const std::string two = "alpha takes 8.00 s at batch size 1 while it needs 2.00 s at 16, so ";
  EXPECT_EQ(verdicts_of(two + "the larger batch is 4x faster."), "s s s");
  EXPECT_EQ(verdicts_of(two + "the larger batch is 5x faster."), "s s c");
}

}  // namespace
}  // namespace chimera::verify
