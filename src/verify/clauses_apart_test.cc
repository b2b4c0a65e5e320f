// Which names a number of a sentence goes with where another clause has its own, and what the words
// of a sentence keep apart. The means are worked out by hand beside the rows.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Baselines: alpha 182 tok/s, beta 102. Sweeps: alpha 185 and 187, beta 101 and 108, with a context
// of 1024 and 4096 each.
Observations models() {
  Observations data;
  for (const auto& [model, low, high] :
       {std::tuple{"alpha:1b", 180.0, 184.0}, std::tuple{"beta:7b", 100.0, 104.0}}) {
    const std::string name = std::string(model).substr(0, 4);
    Table& base = sample::add_table(data, "base/" + name + "_baseline.csv", 2);
    base.columns = {setting("model", Role::kSubject, {model, model}, true),
                    metric("tokens_s", "tok/s", {low, high}, "throughput")};
  }
  for (const auto& [model, low, high] :
       {std::tuple{"alpha:1b", 185.0, 187.0}, std::tuple{"beta:7b", 101.0, 108.0}}) {
    const std::string name = std::string(model).substr(0, 4);
    Table& sweep = sample::add_table(data, "sweep/" + name + "_sweep.csv", 2);
    sweep.columns = {setting("model", Role::kSubject, {model, model}, true),
                     setting("num_ctx", Role::kFactor, {"1024", "4096"}),
                     metric("tokens_s", "tok/s", {low, high}, "throughput")};
  }
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(models(), report);
}

TEST(ClausesApart, ANameBehindACommaIsOfTheNextNumber) {
  EXPECT_EQ(verdicts_of("alpha:1b averages 182.0 tok/s on its baseline, beta:7b manages 102.0."),
            "s s");
  EXPECT_EQ(verdicts_of("alpha:1b averages 102.0 tok/s on its baseline, beta:7b manages 102.0."),
            "c s");
}

TEST(ClausesApart, TheSettingOfAnotherNumberIsNotThisOnes) {
  const std::string first = "The alpha:1b sweep peaks at 187.0 tok/s with num_ctx=4096, while ";
  EXPECT_EQ(verdicts_of(first + "the lowest of the beta:7b sweep is 101.0 tok/s."), "s s s");
  EXPECT_EQ(verdicts_of(first + "the lowest of the beta:7b sweep is 108.0 tok/s."), "s s c");
}

TEST(ClausesApart, APeakAndItsPlaceAreTwoClaims) {
  EXPECT_EQ(verdicts_of("The beta:7b sweep peaks at 108.0 tok/s with num_ctx=4096."), "s s");
  EXPECT_EQ(verdicts_of("The beta:7b sweep peaks at 108.0 tok/s with num_ctx=1024."), "s c");
  EXPECT_EQ(verdicts_of("The beta:7b sweep peaks at 109.0 tok/s with num_ctx=1024."), "c");
}

TEST(ClausesApart, TheSmallestModelIsTheOneWhoseNameSaysSo) {
  EXPECT_EQ(verdicts_of("The smallest model averages 182.0 tok/s in the baselines."), "s");
  EXPECT_EQ(verdicts_of("The smallest model averages 102.0 tok/s in the baselines."), "c");
  EXPECT_EQ(verdicts_of("Beta's baseline is slow. In the baselines the smallest model is 1.78x "
                        "faster than beta:7b."),
            "s");
}

// Of "the lighter model" no name says which it is.
TEST(ClausesApart, AnUntoldSubjectIsNotWhatWasSpokenOfBefore) {
  EXPECT_EQ(verdicts_of("A word on alpha:1b. The lighter model is 3.50x faster than beta:7b."),
            "u");
}

TEST(ClausesApart, ASetIsNoSideOfAComparison) {
  EXPECT_EQ(verdicts_of("Among the beta:7b variants the lighter one always decodes faster."), "");
}

TEST(ClausesApart, AnExperimentOfOtherFilesStandsInTheirPlace) {
  EXPECT_EQ(verdicts_of("`beta_sweep` averaged 104.5 tok/s, a gain against the 102.0 tok/s of its "
                        "baseline file."),
            "s s");
}

TEST(ClausesApart, ADifferenceIsToThatOfAnother) {
  EXPECT_EQ(verdicts_of("In the baselines alpha:1b runs 80.0 tok/s above that of beta:7b."), "s");
  EXPECT_EQ(verdicts_of("In the baselines alpha:1b runs 60.0 tok/s above that of beta:7b."), "c");
}

// The host's load was measured beside alpha alone.
TEST(ClausesApart, ATraceOfAnotherModelRefutesNothing) {
  Observations data = models();
  Table& host = sample::add_table(data, "alpha1/host.csv", 2);
  host.columns = {metric("gpu_temperature_c", "°C", {50, 54}, "")};
  EXPECT_EQ(sample::verdicts(data, "GPU temperature averaged 70 °C in the beta:7b sweeps."), "u");
  EXPECT_EQ(sample::verdicts(data, "GPU temperature averaged 70 °C in the alpha:1b sweeps."), "c");
  EXPECT_EQ(sample::verdicts(data, "GPU temperature averaged 52 °C in the alpha:1b sweeps."), "s");
}

TEST(ClausesApart, AFileOfOtherSettingsLacksNoMeasurement) {
  EXPECT_EQ(verdicts_of("`alph_sweep.csv` reaches 108.0 tok/s for beta:7b."), "u");
}

TEST(ClausesApart, ALongBoldLineIsAHeadingToo) {
  const std::string long_name =
      "**2 The sweep of the context window of beta:7b, as it was run in "
      "the second week (`beta_sweep.csv`)**";
  const std::string table = "\n\n| num_ctx | tokens_s |\n|---|---|\n| 1024 | 101.0 |\n";
  EXPECT_EQ(
      verdicts_of("# A\n\n**1 Baseline (`alph_baseline.csv`)**\n\nIt is.\n\n" + long_name + table),
      "s");
}

TEST(ClausesApart, AVariationIsNoShareOfTheFiles) {
  Observations data;
  for (const char* file : {"one.json", "two.json"}) {
    data.artifacts.push_back({file, ArtifactType::kJson, 100, 0});
    Table& table = data.tables.emplace_back(sample::table(file, 1));
    table.columns = {metric("coefficient_of_variation", "",
                            {std::string_view{file} == "one.json" ? 31.35 : 0.36}, "")};
  }
  EXPECT_EQ(
      sample::verdicts(
          data, "one.json has the largest coefficient of variation among the files, 31.35 %."),
      "s s");
  EXPECT_EQ(
      sample::verdicts(
          data, "one.json has the largest coefficient of variation among the files, 21.35 %."),
      "s c");
}

TEST(ClausesApart, AnAppositionHasItsOwnNames) {
  const auto first = [](const std::string& report) { return verdicts_of(report).substr(0, 1); };
  EXPECT_EQ(
      first("The best configuration of alpha:1b reached 187.0 tok/s, a 2.7 % improvement over "
            "the mean of the baseline."),
      "s");
  EXPECT_EQ(
      first("The best configuration of alpha:1b reached 150.0 tok/s, a 2.7 % improvement over "
            "the mean of the sweep."),
      "c");
}

TEST(ClausesApart, WhatOneIsHeldAgainstIsNoSubject) {
  Observations data;
  Table& table = sample::add_table(data, "q.csv", 2);
  table.columns = {setting("scheme", Role::kFactor, {"fp16", "int8"}),
                   metric("accuracy", "", {0.75, 0.5}, "accuracy"),
                   metric("size_mb", "MB", {14480, 7260}, "")};
  const std::string lead =
      "int8 loses 25 percentage points of accuracy against fp16 and halves the "
      "size to ";
  EXPECT_EQ(sample::verdicts(data, lead + "7260 MB."), "s s");
  EXPECT_EQ(sample::verdicts(data, lead + "14480 MB."), "s c");
}

TEST(ClausesApart, AVerbBehindAndMakesAnotherStatement) {
  EXPECT_EQ(verdicts_of("alpha:1b averages 182.0 tok/s on its baseline, and listeners preferred "
                        "the answers of beta:7b."),
            "s u");
  EXPECT_EQ(verdicts_of("alpha:1b averages 182.0 tok/s on its baseline, and speculative decoding "
                        "would add another 30 %."),
            "s u");
}

TEST(ClausesApart, AWholeClauseGoesOnBehindANumberThatNothingIs) {
  const auto claims = sample::claims(models(), "The average queue depth was 14 requests.");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims.front().place.text, "The average queue depth was 14 requests");
  EXPECT_EQ(verdicts_of("The average queue depth was 14 requests and each request consumed about "
                        "35 joules."),
            "u u");
}

TEST(ClausesApart, ANameOfAWholeSettingTellsNoPairsApart) {
  Observations data;
  Table& table = sample::add_table(data, "q.csv", 5);
  table.columns = {
      setting("scheme", Role::kFactor, {"fp16", "fp16", "int8", "int8", "int8"}),
      setting("batch", Role::kFactor, {"1", "2", "1", "2", "64"}),
      setting("config", Role::kFactor, {"fp16_b1", "fp16_b2", "int8_b1", "int8_b2", "int8_b64"}),
      metric("latency_ms", "ms", {10, 20, 9, 18, 90}, "latency")};
  EXPECT_EQ(sample::verdicts(data, "fp16 is consistently faster than int8."), "c");
  EXPECT_EQ(sample::verdicts(data, "int8 is consistently faster than fp16."), "s");
}

TEST(ClausesApart, WhatThereIsNoTelemetryOf) {
  Observations data;
  Table& table = sample::add_table(data, "q.csv", 2);
  table.columns = {metric("gpu_memory_mb", "MB", {20, 10}, "")};
  EXPECT_EQ(sample::verdicts(data, "There is no telemetry on GPU memory."), "c");
  EXPECT_EQ(sample::verdicts(data, "There is no telemetry on acoustics."), "s");
}

TEST(ClausesApart, SmallerIsSaidOfSizes) {
  Observations data;
  Table& table = sample::add_table(data, "q.csv", 3);
  table.columns = {setting("scheme", Role::kFactor, {"fp16", "int8", "nf4"}),
                   metric("accuracy", "", {0.75, 0.5, 0.6}, "accuracy"),
                   metric("weights_gb", "GB", {14, 7, 4}, "")};
  EXPECT_EQ(sample::verdicts(data, "int8 is 50 % smaller than fp16."), "s");
  EXPECT_EQ(sample::verdicts(data, "int8 is 33 % smaller than fp16."), "c");
  EXPECT_EQ(sample::verdicts(data, "int8 is the smallest artifact."), "c");
  EXPECT_EQ(sample::verdicts(data, "nf4 is the most compact variant."), "s");
}

TEST(ClausesApart, APremiseOfAdviceIsAClaim) {
  EXPECT_EQ(verdicts_of("Avoid beta:7b: its baseline averages 182.0 tok/s."), "c");
  EXPECT_EQ(verdicts_of("Prefer beta:7b, since beta:7b is faster than alpha:1b."), "c");
  EXPECT_EQ(verdicts_of("Use alpha:1b since it is faster than beta:7b."), "s");
  EXPECT_EQ(verdicts_of("Move to 64 clients."), "");
}

TEST(ClausesApart, ASuperlativeMayLeaveOutTheFirstTrials) {
  Observations data;
  Table& table = sample::add_table(data, "q.csv", 6);
  table.columns = {
      setting("scheme", Role::kSubject, {"fp16", "fp16", "fp16", "int8", "int8", "int8"}),
      metric("latency_ms", "ms", {90, 1, 1, 5, 2, 2}, "latency")};
  EXPECT_EQ(sample::verdicts(data, "fp16 has the lowest mean latency."), "c");
  EXPECT_EQ(
      sample::verdicts(data, "With the first prompt left out, fp16 has the lowest mean latency."),
      "s");
}

TEST(ClausesApart, DoublesIsARatio) {
  Observations data;
  Table& table = sample::add_table(data, "q.csv", 2);
  table.columns = {setting("scheme", Role::kFactor, {"fp16", "int8"}),
                   metric("latency_ms", "ms", {20, 10}, "latency")};
  EXPECT_EQ(sample::verdicts(data, "fp16 doubles the latency of int8."), "s");
  EXPECT_EQ(sample::verdicts(data, "fp16 triples the latency compared to int8."), "c");
}

TEST(ClausesApart, AGainOfEachIsNoRatioOfTheTwo) {
  EXPECT_EQ(
      verdicts_of("The new build raises the throughput of alpha:1b by 9 % and that of beta:7b "
                  "by 7 %."),
      "u u");
}

// Of three that are named the data know two.
TEST(ClausesApart, AsManyAsAreNamedInTheBracket) {
  EXPECT_EQ(verdicts_of("It covers two language models (alpha:1b and beta:7b)."), "s");
  EXPECT_EQ(verdicts_of("It covers three language models (alpha:1b, beta:7b and gamma3)."), "u");
  EXPECT_EQ(verdicts_of("It covers four language models (alpha:1b, beta:7b and gamma3)."), "c");
}

TEST(ClausesApart, AllValuesLieBetweenTheirEnds) {
  EXPECT_EQ(verdicts_of("All rates of the beta:7b sweep lie between 101.0 and 108.0 tok/s."),
            "s s");
  EXPECT_EQ(verdicts_of("All rates of the beta:7b sweep lie between 103.0 and 108.0 tok/s."),
            "c s");
}

TEST(ClausesApart, FusingIsOfWhatIsFused) {
  Observations data;
  Table& table = sample::add_table(data, "k.csv", 2);
  table.columns = {setting("kernel", Role::kFactor, {"rmsnorm", "rmsnorm"}, true),
                   setting("fusing", Role::kFactor, {"fused", "unfused"}),
                   metric("mean_time_ms", "ms", {10, 30}, "")};
  EXPECT_EQ(sample::verdicts(data, "Fusing rmsnorm is 3.00x faster."), "s");
  EXPECT_EQ(sample::verdicts(data, "Fusing rmsnorm is 3.00x slower."), "c");
}

// A quantisation that was spoken of before is no part of the model that is spoken of now.
TEST(ClausesApart, AnotherModelIsNoPartOfThisOne) {
  Observations data = models();
  Table& quants = sample::add_table(data, "quants.csv", 2);
  quants.columns = {setting("tag", Role::kSubject, {"q4_0", "q8_0"}),
                    metric("tokens_s", "tok/s", {70, 50}, "throughput")};
  Table& suite = sample::add_table(data, "suite.csv", 2);
  suite.columns = {setting("model", Role::kSubject, {"gamma:8b-q4_0", "gamma:8b-q8_0"}),
                   metric("tokens_s", "tok/s", {71, 51}, "throughput")};
  EXPECT_EQ(sample::verdicts(data,
                             "The q4_0 series was started cold.\n\nThe 1b model stays between "
                             "180.0 and 184.0 tok/s."),
            "s s");
}

TEST(ClausesApart, WhatIsRankedIsNoLevelAlone) {
  EXPECT_EQ(verdicts_of("The num_ctx tells: 4096 leads clearly, and 1024 comes last of them."), "");
}

TEST(ClausesApart, AQueueThatNobodyMeasured) {
  EXPECT_EQ(
      verdicts_of("Throughput of alpha:1b reaches 187.0 tok/s, while requests in the queue stay "
                  "below 5 tok/s."),
      "s u");
}

TEST(ClausesApart, OfTheFormerAnotherSentenceTells) {
  const std::string said = "In the baselines it is 120.0 tok/s on the former.";
  EXPECT_EQ(verdicts_of(said), "u");
  EXPECT_EQ(verdicts_of("The first is alpha:1b and the second beta:7b. " + said), "c");
}

// The host was traced beside the baseline alone.
TEST(ClausesApart, ATraceOfAnotherKindOfRunRefutesNothing) {
  Observations data = models();
  Table& host = sample::add_table(data, "base/host_baseline.csv", 2);
  host.columns = {metric("utilization_gpu", "%", {30, 36}, "")};
  EXPECT_EQ(sample::verdicts(data, "GPU utilization averaged 95 % in the sweeps."), "u");
  EXPECT_EQ(sample::verdicts(data, "GPU utilization averaged 95 % in the baselines."), "c");
}

// Beta's sweep: 101 tok/s at a context of 1024, 108 at 4096.
TEST(ClausesApart, ALevelBehindANumberSaysWhere) {
  const std::string lead = "In the beta:7b sweep num_ctx has the largest effect: ";
  EXPECT_EQ(verdicts_of(lead + "108.0 tok/s at 4096 against 101.0 tok/s at 1024."), "s s");
  EXPECT_EQ(verdicts_of(lead + "101.0 tok/s at 4096 against 108.0 tok/s at 1024."), "c c");
}

TEST(ClausesApart, ADeviationsExtremeIsOfNoMean) {
  EXPECT_EQ(verdicts_of("In the standard deviation of throughput, beta:7b is the lowest."), "u");
}

}  // namespace
}  // namespace chimera::verify
