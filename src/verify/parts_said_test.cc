// Which part of the trials a number is of: cold starts, a part that no column tells, the setting of
// the sentence before. The expected verdicts follow from the rows here.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// A series with two cold starts (means 4 s of those, 0.1 s of the others, 24 tok/s of all), a sweep
// over clients, a log of the card's power and a file with each pass's longest time.
Observations observations() {
  Observations out;
  for (const char* path : {"series.csv", "sweep.csv", "power.csv", "passes.json"}) {
    out.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
  }
  Table& series = out.tables.emplace_back(sample::table("series.csv", 6));
  series.columns = {setting("model", Role::kSubject, {"alpha"}, true),
                    metric("ttft_s", "s", {3, 0.1, 0.1, 5, 0.1, 0.1}, "ttft"),
                    metric("tokens_s", "tok/s", {20, 25, 25, 24, 25, 25}, "throughput")};
  series.state[0].cold = true;
  series.state[3].cold = true;
  Table& sweep = out.tables.emplace_back(sample::table("sweep.csv", 3));
  sweep.columns = {setting("engine", Role::kFactor, {"vega", "vega", "vega"}),
                   setting("max_concurrency", Role::kFactor, {"1", "16", "64"}),
                   metric("mean_tpot_ms", "ms", {11, 16, 25}, "tpot.decode")};
  Table& power = out.tables.emplace_back(sample::table("power.csv", 4));
  power.columns = {metric("power_w", "W", {60, 300, 310, 70}, "")};
  Table& passes = out.tables.emplace_back(sample::table("passes.json", 1));
  passes.columns = {setting("backend", Role::kFactor, {"eager"}),
                    metric("mean_time_ms", "ms", {24.5}, ""),
                    metric("max_time_ms", "ms", {30.25}, "")};
  passes.columns[1].role = Role::kSummary;
  passes.columns[2].role = Role::kSummary;
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(PartsSaid, ColdStartsHaveAMeanOfTheirOwn) {
  EXPECT_EQ(verdicts_of("The cold rows of alpha have a mean TTFT of 4.00 s."), "s");
  EXPECT_EQ(verdicts_of("The cold rows of alpha have a mean TTFT of 4.70 s."), "u");
  EXPECT_EQ(verdicts_of("Rows of alpha have a mean TTFT of 4.00 s."), "c");
}

// All six have a mean of 1.4 s, the warm ones of 0.1 s.
TEST(PartsSaid, AMeanOfWarmTrialsSaysSo) {
  EXPECT_EQ(verdicts_of("The mean TTFT of alpha is 1.4 s."), "s");
  EXPECT_EQ(verdicts_of("The mean TTFT of alpha is 0.1 s."), "c");
  EXPECT_EQ(verdicts_of("The mean TTFT of alpha is 0.1 s, cold starts left out."), "s");
  EXPECT_EQ(verdicts_of("| Model | mean TTFT (s) |\n|---|---|\n| alpha | 0.10 |\n"), "c");
  EXPECT_EQ(verdicts_of("| Model | mean TTFT, warm (s) |\n|---|---|\n| alpha | 0.10 |\n"), "s");
}

TEST(PartsSaid, ThePartThatNoColumnTellsRefutesNothing) {
  EXPECT_EQ(verdicts_of("The power draw of busy samples averages 305 W."), "u");
  EXPECT_EQ(verdicts_of("The power draw averages 305 W."), "c");
}

TEST(PartsSaid, TheNearerSettingHoldsOn) {
  const std::string below = "## Latency at 64 clients\n\n- With one client the engine idles. ";
  EXPECT_EQ(verdicts_of(below + "Its mean TPOT is 11.0 ms."), "s s");
  EXPECT_EQ(verdicts_of("## Latency at 64 clients\n\n- The mean TPOT is 11.0 ms."), "c");
}

TEST(PartsSaid, TheSlowestPassIsTheLongestThatWasTimed) {
  EXPECT_EQ(verdicts_of("The slowest eager pass took 30.25 ms."), "s");
}

TEST(PartsSaid, AChangeByAnAmountIsNoValue) {
  EXPECT_EQ(verdicts_of("Dropping the first row raises the throughput of alpha by just 0.8 tok/s."),
            "u");
}

}  // namespace
}  // namespace chimera::verify
