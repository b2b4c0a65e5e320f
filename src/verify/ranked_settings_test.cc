// What is said of the place of settings: best, second, worst, by trials or by the means of a level.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// The best trial has 16 threads; by the mean of its trials 8 threads are the best, 2 the worst.
Observations grid() {
  Observations data;
  data.artifacts.push_back({"raw/grid.csv", ArtifactType::kCsv, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("raw/grid.csv", 6));
  table.columns = {
      setting("threads", Role::kFactor, {"2", "2", "8", "8", "16", "16"}),
      setting("batch", Role::kFactor, {"512", "2048", "512", "2048", "512", "2048"}),
      metric("tokens_s", "tok/s", {20, 22, 40, 42, 25, 50}, "throughput"),
  };
  return data;
}

TEST(RankedSettings, PlacesBehindTheBest) {
  const Observations data = grid();
  EXPECT_EQ(sample::verdicts(data, "The top configuration is threads=16, batch=2048."), "s");
  EXPECT_EQ(sample::verdicts(data, "The top configuration is threads=8, batch=2048."), "c");
  EXPECT_EQ(sample::verdicts(data, "Third place goes to threads=8, batch=512."), "s");
  EXPECT_EQ(sample::verdicts(data, "Third place goes to threads=2, batch=512."), "c");
  EXPECT_EQ(sample::verdicts(data, "The slowest configuration is threads=2, batch=512."), "s");
  EXPECT_EQ(sample::verdicts(data, "The slowest configuration is threads=8, batch=512."), "c");
}

TEST(RankedSettings, LevelsByTheirMeans) {
  const Observations data = grid();
  EXPECT_EQ(sample::verdicts(data, "On average, threads=8 is the best setting."), "s");
  EXPECT_EQ(sample::verdicts(data, "On average, threads=16 is the best setting."), "c");
  EXPECT_EQ(sample::verdicts(data, "threads=2 is the worst setting."), "s");
  // By one reading the best, by the other not.
  EXPECT_EQ(sample::verdicts(data, "threads=16 is the best setting."), "u");
  EXPECT_EQ(sample::verdicts(data, "threads=8 leads with a mean of 41 tok/s."), "s s");
  EXPECT_EQ(sample::verdicts(data, "The runner-up level is threads=16."), "s");
  EXPECT_EQ(sample::verdicts(data, "The runner-up level is threads=2."), "c");
}

TEST(RankedSettings, BareNumbersOfALabelledFactor) {
  const Observations data = grid();
  EXPECT_EQ(sample::verdicts(data, "*Threads.* 2 is the worst setting, at 21 tok/s on average."),
            "s s");
  EXPECT_EQ(sample::verdicts(data, "*Threads.* 8 is the worst setting, at 41 tok/s on average."),
            "c s");
  EXPECT_EQ(sample::verdicts(data, "For the threads the middle setting, 8, is best on average."),
            "s");
}

TEST(RankedSettings, AnExtremeAndWhereItWas) {
  const Observations data = grid();
  const std::string highest = "The highest throughput, 50.0 tok/s, came from ";
  EXPECT_EQ(sample::verdicts(data, highest + "threads=16, batch=2048."), "s s");
  EXPECT_EQ(sample::verdicts(data, highest + "threads=8, batch=2048."), "s c");
  EXPECT_EQ(sample::verdicts(data, "The lowest throughput is 20.0 tok/s at threads=2."), "s s");
  EXPECT_EQ(sample::verdicts(data, "The lowest throughput is 20.0 tok/s at threads=8."), "s c");
}

}  // namespace
}  // namespace chimera::verify
