// Which two runs of a serving sweep a ratio holds against each other: the ends of a change, two
// engines, those of a number beside it. The ratios are worked out by hand from the rates here.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

struct Sweep {
  const char* path;
  std::string_view engine;
  std::string_view model;
  std::vector<double> rates;  ///< at 1, 16 and 64 clients
  std::string latency;        ///< what the engine calls it
  std::vector<double> waits;
};

Observations serving() {
  Observations out;
  for (const Sweep& sweep : {
           Sweep{"vega/alpha.json",
                 "vega",
                 "alpha-7b",
                 {90, 900, 1800},
                 "mean_e2el_ms",
                 {1000, 1500, 3000}},
           Sweep{"orion/alpha.json",
                 "orion",
                 "alpha-7b",
                 {80, 960, 2160},
                 "mean_e2e_latency_ms",
                 {1100, 1400, 2700}},
           Sweep{"vega/gamma.json",
                 "vega",
                 "gamma-8b",
                 {75, 700, 1500},
                 "mean_e2el_ms",
                 {1200, 1700, 3500}},
           Sweep{"orion/gamma.json",
                 "orion",
                 "gamma-8b",
                 {60, 720, 1650},
                 "mean_e2e_latency_ms",
                 {1250, 1650, 3710}},
       }) {
    out.artifacts.push_back({sweep.path, ArtifactType::kJson, 1000, 0});
    Table& table = out.tables.emplace_back(sample::table(sweep.path, 3));
    table.columns = {setting("backend", Role::kFactor, {sweep.engine}, true),
                     setting("model", Role::kSubject, {sweep.model}, true),
                     setting("max_concurrency", Role::kFactor, {"1", "16", "64"}),
                     metric("output_throughput", "tok/s", sweep.rates, "throughput.system"),
                     metric(sweep.latency, "ms", sweep.waits, "e2e_latency")};
  }
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(serving(), report);
}

TEST(RatioSides, AChangeHasTwoEnds) {
  const std::string going = "Going from a single client to 64 multiplies the throughput of alpha ";
  EXPECT_EQ(verdicts_of(going + "on vega by 20."), "s");
  EXPECT_EQ(verdicts_of(going + "on vega by 24."), "c");
  EXPECT_EQ(verdicts_of(going + "on vega by 20 and that on orion by 27."), "s s");
  EXPECT_EQ(verdicts_of("For alpha on vega the last step (16 to 64) is still worth a factor of 2.0 "
                        "in throughput."),
            "s");
}

TEST(RatioSides, AnEngineAloneIsHeldAgainstTheOther) {
  EXPECT_EQ(verdicts_of("At 64 clients the throughput of alpha is 20 % higher on orion."), "s");
}

TEST(RatioSides, WhereNothingSaysAgainstWhatNothingIsRefuted) {
  EXPECT_EQ(verdicts_of("At 64 clients the throughput of alpha is 37 % higher on orion."), "u");
  EXPECT_EQ(verdicts_of("At 64 clients alpha's throughput on orion is 37 % higher than on vega."),
            "c");
}

TEST(RatioSides, ANumberBesideItSaysOfWhatItIs) {
  const std::string gap =
      "On orion the throughput at 64 clients is higher by 20 % with alpha and by ";
  EXPECT_EQ(verdicts_of(gap + "10 % with gamma."), "s s");
  EXPECT_EQ(verdicts_of(gap + "15 % with gamma."), "s c");
}

TEST(RatioSides, FusionIsOfTheTwoThatAVariantTellsApart) {
  Observations data;
  data.artifacts.push_back({"kernels.json", ArtifactType::kJson, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("kernels.json", 4));
  table.columns = {setting("kernel", Role::kFactor,
                           {"attention", "matmul", "baseline_linear_gelu", "fused_linear_gelu"}),
                   metric("mean_time_ms", "ms", {50, 20, 8, 2}, "")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("Fusion cuts the linear-GELU time by 75 %."), "s");
  EXPECT_EQ(of("Fusion cuts the linear-GELU time by 70 %."), "c");
  EXPECT_EQ(of("Fusion cuts the linear-GELU time by 75 %, yet the gain shrinks elsewhere."), "s");
  // Wherever in its paragraph the sentence stands.
  EXPECT_EQ(of("All of it was measured on the machine that the kernels were written for. The fused "
               "linear-GELU kernel is 4x faster than its unfused baseline."),
            "s");
}

TEST(RatioSides, ToolsCallOneThingByTwoNames) {
  EXPECT_EQ(verdicts_of("End to end, alpha's requests at 64 clients are 10 % shorter on orion."),
            "s");
}

TEST(RatioSides, BehindIsOfTheLargerOne) {
  const std::string behind = "With alpha at 64 clients the throughput of vega is ";
  EXPECT_EQ(verdicts_of(behind + "16.7 % behind orion."), "s s");
  EXPECT_EQ(verdicts_of(behind + "20.0 % behind orion."), "s c");
}

TEST(Leads, AtALevelAndAtEvery) {
  EXPECT_EQ(verdicts_of("For alpha, orion leads in throughput at 64 clients."), "s");
  EXPECT_EQ(verdicts_of("For alpha, vega leads in throughput at 64 clients."), "c");
  EXPECT_EQ(verdicts_of("For alpha, orion leads in throughput at every load level."), "c");
}

TEST(Leads, EveryLevelOfBothModelsIsEachWithEach) {
  EXPECT_EQ(verdicts_of("Vega has the highest throughput at every load level for both models."),
            "c");
}

TEST(LevelLists, EachOfTheListWasTriedOrNot) {
  EXPECT_EQ(verdicts_of("Load: closed loop at 1, 16 and 64 clients."), "s");
  EXPECT_EQ(verdicts_of("Each sweep covers concurrency 1, 16, 32 and 64."), "c");
}

// Gamma's file names models, the quants' file tags alone: 102 tok/s against 76.5 and 46.5.
TEST(RatioSides, OfAModelAndATag) {
  Observations data;
  data.artifacts = {{"gamma.csv", ArtifactType::kCsv, 100, 0},
                    {"quants.csv", ArtifactType::kCsv, 100, 0}};
  Table& gamma = data.tables.emplace_back(sample::table("gamma.csv", 2));
  gamma.columns = {sample::setting("model", Role::kSubject, {"gamma:latest", "gamma:1b"}),
                   sample::metric("tokens_s", "tok/s", {102, 183}, "throughput")};
  Table& quants = data.tables.emplace_back(sample::table("quants.csv", 2));
  quants.columns = {sample::setting("tag", Role::kFactor, {"q4_0", "q8_0"}),
                    sample::metric("tokens_s", "tok/s", {76.5, 46.5}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "gamma:latest beats q4_0 by a third."), "s");
  EXPECT_EQ(sample::verdicts(data, "gamma:latest is 33.3 % faster than q4_0."), "s");
  EXPECT_NE(sample::verdicts(data, "gamma:latest is 53.3 % faster than q4_0."), "s");
  EXPECT_EQ(sample::verdicts(data, "gamma:1b is 79 % faster than `latest`."), "s");
  EXPECT_EQ(sample::verdicts(data, "gamma:1b is 69 % faster than `latest`."), "c");
}

TEST(RatioSides, AStatementAndItsNumberAreTwoClaims) {
  EXPECT_EQ(verdicts_of("At 64 clients orion has the highest output throughput for alpha, running "
                        "20% faster than vega."),
            "s s");
  EXPECT_EQ(verdicts_of("At 64 clients orion has the highest output throughput for alpha, running "
                        "30% faster than vega."),
            "s c");
}

// Means of 930 and 1066.7, maxima of 1800 and 2160: 1.15 and 1.2.
TEST(RatioSides, SettingsCompareByTheirMeansUnlessEndsAreMeant) {
  EXPECT_EQ(verdicts_of("For alpha, orion is 1.15x as fast as vega in output throughput."), "s");
  EXPECT_EQ(verdicts_of("For alpha, orion is 1.20x as fast as vega in output throughput."), "c");
  EXPECT_EQ(verdicts_of("For alpha, vega is 1.15x as fast as orion in output throughput."), "c");
  EXPECT_EQ(verdicts_of("For alpha, the peak output throughput of orion is 1.20x that of vega."),
            "s");
}

// By hand: 30 tok/s are twice 15; the first token comes after 2 s where it took 3, 50 % more.
TEST(RatioSides, FasterIsOfTheRateWhereThereIsOne) {
  Observations data;
  Table& table = sample::add_table(data, "bench.csv", 2);
  table.columns = {sample::setting("quant", Role::kFactor, {"q4_0", "q8_0"}),
                   sample::metric("ttft_s", "s", {2, 3}, "ttft"),
                   sample::metric("tokens_s", "tok/s", {30, 15}, "throughput")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("q4_0 is 100 % faster than q8_0."), "s");
  EXPECT_EQ(of("q4_0 is 50 % faster than q8_0."), "c");
}

// By hand: over all files alpha's mean is 24 and beta's 20; where both have three trials it is 30
// against 20.
TEST(RatioSides, FilesOfAsManyTrialsAreHeldAgainstEachOther) {
  Observations data;
  const auto add = [&](const char* path, const char* model, std::vector<double> rates) {
    Table& table = sample::add_table(data, path, rates.size());
    table.content = path;
    table.columns = {sample::setting("model", Role::kSubject, {model}, true),
                     sample::metric("tokens_s", "tok/s", std::move(rates), "throughput")};
  };
  add("a/alpha_suite.csv", "alpha:1b", {29, 30, 31});
  add("a/alpha_sweep.csv", "alpha:1b", {20, 20, 20, 20, 26});
  add("b/beta_bench.csv", "beta:7b", {19, 20, 21});
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("alpha:1b is 50 % faster than beta:7b."), "s");
  EXPECT_EQ(of("alpha:1b is 80 % faster than beta:7b."), "c");
}

}  // namespace
}  // namespace chimera::verify
