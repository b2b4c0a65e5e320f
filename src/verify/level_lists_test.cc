// Levels that a sentence lists, and what it says became of trials.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Threads of 2, 4 and 8, batches of 256 and 512; of six rows one timed out and one crashed.
Observations sweep() {
  Observations data;
  data.artifacts.push_back({"sweep.csv", ArtifactType::kCsv, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("sweep.csv", 6));
  table.columns = {setting("threads", Role::kFactor, {"2", "4", "8", "2", "4", "8"}),
                   setting("ubatch", Role::kFactor, {"256", "256", "256", "512", "512", "512"}),
                   metric("tok_per_s", "tok/s", {100, 110, 120, 100, 0, 0}, "throughput")};
  table.judge(4, true, false, "timeout after 60 s");
  table.judge(5, true, false, "segfault");
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(sweep(), report);
}

TEST(LevelLists, AreOneClaimOfAllTheirLevels) {
  EXPECT_EQ(verdicts_of("The sweep varies `threads` over 2, 4 and 8."), "s");
  EXPECT_EQ(verdicts_of("The sweep varies `threads` over 2, 4 and 16."), "c");
  EXPECT_EQ(
      verdicts_of("The sweep varies `threads` over 2, 4 and 8 and `ubatch` over 256 and 1024."),
      "s c");
}

TEST(LevelLists, AnUpperEndIsTheMost) {
  EXPECT_EQ(verdicts_of("The sweep varies `threads` up to 8."), "s");
  EXPECT_EQ(verdicts_of("The sweep varies `threads` up to 16."), "c");
}

TEST(Trials, BehindAMeanAreWhatItIsOver) {
  EXPECT_EQ(verdicts_of("The sweep averages 107.5 tok/s over 4 successful rows."), "s s");
  EXPECT_EQ(verdicts_of("The sweep averages 107.5 tok/s over 6 successful rows."), "s c");
}

TEST(Trials, ThatTimedOutAreThoseWhoseReasonSaysSo) {
  EXPECT_EQ(verdicts_of("One configuration timed out."), "s");
  EXPECT_EQ(verdicts_of("Two configurations timed out."), "c");
  EXPECT_EQ(verdicts_of("Two configurations failed."), "s");
}

TEST(Ratios, BeatingSaysWhichIsFaster) {
  EXPECT_EQ(verdicts_of("At 256, threads=8 comes out first, beating threads=2 by roughly 20 %."),
            "s");
  EXPECT_EQ(verdicts_of("At 256, threads=2 comes out first, beating threads=8 by roughly 20 %."),
            "c");
}

}  // namespace
}  // namespace chimera::verify
