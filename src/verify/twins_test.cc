// Two runs of the same things that folders tell apart, and sections that hold the one against the
// other. Heron decodes 110 tok/s of alpha where its baseline does 100, and 44 of beta against 50.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;

Observations twins() {
  Observations out;
  for (const auto& [path, mean] : {std::pair{"runs/baseline/alpha7b_baseline.csv", 100.0},
                                   {"runs/baseline/beta9b_baseline.csv", 50.0},
                                   {"runs/heron/alpha7b_heron.csv", 110.0},
                                   {"runs/heron/beta9b_heron.csv", 44.0}}) {
    Table& table = sample::add_table(out, path, 4);
    table.columns = {
        metric("tokens_s", "tok/s", {mean - 1, mean - 0.5, mean + 0.5, mean + 1}, "throughput")};
  }
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(twins(), report);
}

TEST(Twins, AHeadNamesThem) {
  const std::string head = "| Model | Baseline tok/s | Heron tok/s | Change |\n|---|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| alpha7b | 100.0 | 110.0 | +10.0% |\n"), "s s s");
  EXPECT_EQ(verdicts_of(head + "| beta9b | 50.0 | 44.0 | +12.0% |\n"), "s s c");
}

TEST(Twins, ATitleHoldsOneAgainstTheOther) {
  const std::string title = "## Baseline versus Heron\n\n";
  EXPECT_EQ(verdicts_of(title + "The throughput of alpha7b rises by 10.0 %."), "s");
  EXPECT_EQ(verdicts_of(title + "The throughput of beta9b rises by 12.0 %."), "c");
  EXPECT_EQ(verdicts_of(title + "The alpha7b gain is significant (p < 0.001)."), "s");
  EXPECT_EQ(verdicts_of(title + "The alpha7b gain is significant (p = 0.4)."), "c");
}

TEST(Twins, AColumnOfChangesIsOfTheTitle) {
  const std::string table =
      "## Baseline versus Heron\n\n| Model | Change of throughput |\n|---|---|\n";
  EXPECT_EQ(verdicts_of(table + "| alpha7b | +10.0% |\n| beta9b | -12.0% |\n"), "s s");
  EXPECT_EQ(verdicts_of(table + "| alpha7b | +9.0% |\n| beta9b | +12.0% |\n"), "c c");
}

TEST(Twins, WhatWasMeasuredOfNeitherHasNoRatio) {
  Observations data = twins();
  Table& table = sample::add_table(data, "power.csv", 2);
  table.columns = {metric("power_w", "W", {60, 62}, "power")};
  EXPECT_EQ(sample::verdicts(data, "## Baseline versus Heron\n\nThe power draw falls by 15 %."),
            "u");
}

}  // namespace
}  // namespace chimera::verify
