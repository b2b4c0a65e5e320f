// Whole runs that lie in a folder each. By hand: of three suite runs of 2 October two failed in
// every trial and one in none; of two sweeps of 9 October one lost one of its trials.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

struct Folder {
  std::string path;
  std::size_t failed;
};

Observations runs() {
  Observations out;
  for (const Folder& folder : std::vector<Folder>{{"runs/20241002-101500/suite_trials.csv", 3},
                                                  {"runs/20241002-113000/suite_trials.csv", 3},
                                                  {"runs/20241002-120000/suite_trials.csv", 0},
                                                  {"runs/20241009-090000/sweep_trials.csv", 1},
                                                  {"runs/20241009-100000/sweep_trials.csv", 0}}) {
    Table& table = sample::add_table(out, folder.path, 3);
    table.content = folder.path;
    table.columns = {sample::metric("tokens_s", "tok/s", {10, 11, 12}, "throughput")};
    for (std::size_t row = 0; row < folder.failed; ++row) {
      table.judge(row, true, false, "connection refused");
    }
  }
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(runs(), report);
}

TEST(RunFolders, HowManyFailedInEveryTrial) {
  EXPECT_EQ(verdicts_of("Two of the five runs in `runs/` failed completely."), "s");
  EXPECT_EQ(verdicts_of("Three of the five runs in `runs/` failed completely."), "c");
  EXPECT_EQ(verdicts_of("Two of the three suite runs contain nothing but errors."), "s");
}

TEST(RunFolders, HowManyFailedInNone) {
  EXPECT_EQ(verdicts_of("Two of the five runs in `runs/` completed successfully."), "s");
  EXPECT_EQ(verdicts_of("One of the two sweep runs completed successfully."), "s");
  EXPECT_EQ(verdicts_of("Both numbers: two of the two sweep runs completed successfully."), "c");
}

TEST(RunFolders, ADaySaysOfWhich) {
  EXPECT_EQ(verdicts_of("Two of the three runs of 2 October 2024 failed completely."), "s");
  EXPECT_EQ(verdicts_of("One of the three runs of 2 October failed completely."), "c");
}

TEST(RunFolders, CountedAheadOfTheirEnd) {
  EXPECT_EQ(verdicts_of("Of the five run folders under `runs/`, two did not produce a single "
                        "completed trial."),
            "s");
  EXPECT_EQ(verdicts_of("Of the five run folders under `runs/`, three did not produce a single "
                        "completed trial."),
            "c");
}

TEST(RunFolders, Several) {
  EXPECT_EQ(verdicts_of("Several of the runs in `runs/` failed completely."), "s");
}

TEST(RunFolders, ARateOfTwoNumbers) {
  const std::string ahead = "7 of the 15 rows in `runs/` failed, which is a failure rate of ";
  EXPECT_EQ(verdicts_of(ahead + "46.7%."), "s s");
  EXPECT_EQ(verdicts_of(ahead + "52.1%."), "s c");
}

}  // namespace
}  // namespace chimera::verify
