// Gains whose sides a sentence before says, and levels that nothing was run at. The expected
// verdicts are computed by hand beside the rows.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// q4 against q8: heron 40 and 20, ibis 30 and 20, owl 25 and 20 tok/s. Heron's server with 1, 4 and
// 16 clients: 50, 100 and 105 tok/s; ibis's 40, 60 and 90.
Observations observations() {
  Observations data;
  Table& bench = sample::add_table(data, "bench.csv", 6);
  bench.columns = {
      setting("model", Role::kSubject, {"heron", "heron", "ibis", "ibis", "owl", "owl"}),
      setting("quant", Role::kFactor, {"q4", "q8", "q4", "q8", "q4", "q8"}),
      metric("tokens_s", "tok/s", {40, 20, 30, 20, 25, 20}, "throughput")};
  Table& load = sample::add_table(data, "load.csv", 6);
  load.columns = {
      setting("model", Role::kSubject, {"heron", "heron", "heron", "ibis", "ibis", "ibis"}),
      setting("concurrency", Role::kFactor, {"1", "4", "16", "1", "4", "16"}),
      metric("output_tok_s", "tok/s", {50, 100, 105, 40, 60, 90}, ""),
      metric("ttft_p95_ms", "ms", {100, 300, 900, 200, 400, 800}, "")};
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(ReferringGains, AreOfTheSidesBefore) {
  const std::string first = "Heron decodes 2.0x faster at q4 than at q8. ";
  EXPECT_EQ(verdicts_of(first + "For ibis the gain is 50 %, and for owl it is 25 %."), "s s s");
  EXPECT_EQ(verdicts_of(first + "For ibis the gain is 60 %, and for owl it is 30 %."), "s c c");
  EXPECT_EQ(verdicts_of(first + "For ibis the same step is worth only 50 %."), "s s");
}

TEST(ReferringGains, AtALevelOfTheirOwn) {
  const std::string first = "Heron's output throughput is higher than ibis's at 1 client; ";
  EXPECT_EQ(verdicts_of(first + "at 16 clients the lead is 17 %."), "s s");
  EXPECT_EQ(verdicts_of(first + "at 16 clients the lead is 40 %."), "s c");
}

TEST(ReferringGains, OnlyTheEndOfAChangeIsSaid) {
  const std::string first = "Heron delivers 100 tok/s at 4 clients. ";
  EXPECT_EQ(verdicts_of(first + "Going to 16 clients adds only 5 % throughput."), "s s");
  EXPECT_EQ(verdicts_of(first + "Going to 16 clients adds only 30 % throughput."), "s c");
}

TEST(ReferringGains, TheEndMayBeABareNumber) {
  const std::string first = "Cap it at 4 clients for heron. ";
  EXPECT_EQ(verdicts_of(first + "Going to 16 adds only 5 % throughput."), "s");
  EXPECT_NE(verdicts_of(first + "Going to 16 adds only 30 % throughput."), "s");
}

// Heron 105 and ibis 90 tok/s at 16 clients, 50 and 40 at one.
TEST(ReferringGains, AMarginForWhatStandsBetween) {
  const std::string first = "q4 stays ahead of q8 for every model, although the margin for ";
  EXPECT_EQ(verdicts_of(first + "ibis narrows to 50 %; for owl it is 25 %."), "s s s");
  EXPECT_EQ(verdicts_of(first + "ibis narrows to 40 %; for owl it is 35 %."), "s c c");
}

TEST(ReferringGains, AnElidedComparisonIsOfTheSameTwo) {
  const std::string first = "q4 is 2.0x faster than q8 on heron but only ";
  EXPECT_EQ(verdicts_of(first + "1.25x faster on owl."), "s s");
  EXPECT_EQ(verdicts_of(first + "1.75x faster on owl."), "s c");
}

TEST(ReferringGains, HowMuchAChangeIs) {
  EXPECT_EQ(verdicts_of("For ibis, switching from q8 to q4 changes the rate by only 50 %."), "s");
  EXPECT_EQ(verdicts_of("For ibis, switching from q8 to q4 changes the rate by only 20 %."), "c");
}

TEST(PairsWon, AreCounted) {
  Observations data;
  Table& grid = sample::add_table(data, "grid.csv", 8);
  grid.columns = {setting("engine", Role::kFactor,
                          {"swift", "swift", "swift", "swift", "wader", "wader", "wader", "wader"}),
                  setting("quant", Role::kFactor, {"q4", "q4", "q8", "q8", "q4", "q4", "q8", "q8"}),
                  setting("concurrency", Role::kFactor, {"1", "4", "1", "4", "1", "4", "1", "4"}),
                  metric("output_tok_s", "tok/s", {50, 90, 40, 80, 45, 95, 35, 70}, "throughput")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report).back(); };
  EXPECT_EQ(of("Wader has the higher output throughput in 1 of 4 matched configurations."), 's');
  EXPECT_EQ(of("Wader has the higher output throughput in 2 of 4 matched configurations."), 'c');
}

TEST(UntriedLevels, DecideNothing) {
  EXPECT_EQ(verdicts_of("At 32 clients, the p95 TTFT of heron exceeds five seconds."), "u");
  EXPECT_EQ(verdicts_of("At 32 clients heron is faster than ibis."), "u");
  EXPECT_EQ(verdicts_of("At 16 clients heron is faster than ibis."), "s");
  EXPECT_EQ(verdicts_of("Heron keeps its lead up to 64 clients."), "u");
  EXPECT_EQ(verdicts_of("With 8 concurrent requests heron delivers 100 tok/s."), "u");
}

TEST(UntriedLevels, AreNoCountOfThem) {
  EXPECT_EQ(verdicts_of("The server was tested with 3 concurrency levels."), "s");
}

TEST(ReferringGains, AnAdvantageIsOfSpeed) {
  EXPECT_EQ(verdicts_of("For heron, the advantage of q4 over q8 is 2.0x."), "s");
  EXPECT_NE(verdicts_of("For heron, the advantage of q4 over q8 is 2.6x."), "s");
  EXPECT_EQ(verdicts_of("For heron, q8 reaches 20 tok/s, a factor of 2.7x below the leader."),
            "s u");
}

}  // namespace
}  // namespace chimera::verify
