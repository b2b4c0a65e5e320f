// Columns whose names have capitals, which a text or a query may spell as they are. By hand: the
// mean throughput of both levels of kvBits is 37.5 tok/s, that of uBatch 256 and 64 42.5 and 32.5.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

Observations grid() {
  Observations out;
  Table& table = sample::add_table(out, "grid.csv", 8);
  table.columns = {
      setting("kvBits", Role::kFactor, {"4", "4", "4", "4", "8", "8", "8", "8"}),
      setting("uBatch", Role::kFactor, {"64", "256", "64", "256", "64", "256", "64", "256"}),
      metric("FirstTokenMs", "ms", {60, 72, 61.2, 73.44, 50, 60, 51, 61.2}, "ttft"),
      metric("GenRate", "tok/s", {30, 40, 35, 45, 31, 41, 34, 44}, "throughput"),
      metric("LoadMs", "ms", {900, 20, 900, 20, 900, 20, 900, 20}, "load")};
  for (const std::size_t row : {0U, 2U, 4U, 6U}) {
    table.state[row].cold = true;
  }
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(grid(), report);
}

TEST(SpelledColumns, AFactorsEffectIsTested) {
  EXPECT_EQ(verdicts_of("uBatch has a significant effect on throughput."), "s");
  EXPECT_EQ(verdicts_of("kvBits has a significant effect on throughput."), "c");
  EXPECT_EQ(verdicts_of("kvBits has no significant effect on throughput."), "s");
}

TEST(SpelledColumns, ARatioIsOfTheLastTwoBeforeIt) {
  const std::string first =
      "In `grid.csv` the throughput has, between `kvBits=4` and `kvBits=8`, "
      "a ratio of 1.000; between `uBatch=256` and `uBatch=64` a ratio of ";
  EXPECT_EQ(verdicts_of(first + "1.308."), "s s");
  EXPECT_EQ(verdicts_of(first + "1.000."), "s c");
}

TEST(SpelledColumns, ACountBehindAColonIsNoSetting) {
  const std::string before = "`kvBits=4` is loaded with each uBatch: ";
  EXPECT_EQ(verdicts_of(before + "2 of its 4 trials in `grid.csv` are cold starts."), "s");
  EXPECT_EQ(verdicts_of(before + "3 of its 4 trials in `grid.csv` are cold starts."), "c");
}

TEST(SpelledColumns, ACellIsHeldAgainstALevelThatNoRowIsOf) {
  const std::string before =
      "Throughput in `grid.csv`:\n\n| uBatch | Mean tok/s | Speed-up vs uBatch=64 |\n"
      "|---|---|---|\n| 256 | 42.5 | ";
  EXPECT_EQ(verdicts_of(before + "1.31x |"), "s s");
  EXPECT_EQ(verdicts_of(before + "1.51x |"), "s c");
}

// A roll-up beside it has "genRate": { "mean": 37.5 } and "promptRate": { "mean": 300 }.
TEST(SpelledColumns, AMeasurementIsNamedAsItIsSpelled) {
  Observations data = grid();
  Table& table = sample::add_table(data, "rollup.json", 1);
  table.columns = {metric("genRate.mean", "", {37.5}, ""),
                   metric("promptRate.mean", "", {300}, "")};
  EXPECT_EQ(sample::verdicts(data, "The mean GenRate in `grid.csv` is 37.5."), "s");
  EXPECT_EQ(sample::verdicts(data, "The mean GenRate in `grid.csv` is 39.5."), "c");
}

}  // namespace
}  // namespace chimera::verify
