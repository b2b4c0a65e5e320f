// What a recommendation rests on, what "it" is there, and claims that one clause holds two of. The
// means are worked out by hand beside the rows.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Means: eager 1 ms, jit 2 ms, onnx 4 ms; the build of jit took 40.5 s. Of its 8 s to the first
// token alpha loads for 1 s, beta 6 s. int8 has 3029 bytes, fp8 and the baseline 2781.
Observations backends() {
  Observations data;
  Table& table = sample::add_table(data, "bench/net_bench.csv", 3);
  table.columns = {setting("backend", Role::kFactor, {"eager", "jit", "onnx"}),
                   metric("latency_ms", "ms", {1.0, 2.0, 4.0}, "e2e_latency"),
                   metric("compile_time_s", "s", {0.5, 40.5, 2.0}, "")};
  Table& starts = sample::add_table(data, "bench/starts.csv", 2);
  starts.columns = {setting("model", Role::kSubject, {"alpha:1b", "beta:7b"}),
                    metric("ttft_s", "s", {8.0, 8.0}, "ttft"),
                    metric("load_s", "s", {1.0, 6.0}, "load_time")};
  Table& sizes = sample::add_table(data, "bench/sizes.csv", 3);
  sizes.columns = {setting("scheme", Role::kFactor, {"baseline", "int8", "fp8"}),
                   metric("model_size_bytes", "B", {2781, 3029, 2781}, ""),
                   metric("perplexity_wikitext", "", {6.1, 6.2, 6.3}, "")};
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(backends(), report);
}

TEST(PremisesSaid, TheReasonOfAnAdviceIsOfWhatItAdvises) {
  EXPECT_EQ(verdicts_of("Adopt eager, given that it has the lowest latency in `net_bench.csv`."),
            "s");
  EXPECT_EQ(verdicts_of("Adopt onnx, given that it has the lowest latency in `net_bench.csv`."),
            "c");
  EXPECT_EQ(verdicts_of("Adopt onnx, which has the lowest latency."), "c");
}

TEST(PremisesSaid, WhatItCostsIsNoPrice) {
  const std::string fastest = "eager is the fastest backend, at the price of a compile time of ";
  EXPECT_EQ(
      verdicts_of("jit is the fastest backend, at the price of a compile time of up to 40.5 s."),
      "c s");
  EXPECT_EQ(verdicts_of(fastest + "up to 41.5 s."), "s c");
  EXPECT_EQ(verdicts_of("Each token costs 0.4 J."), "u");
}

TEST(PremisesSaid, MostOfAWholeIsHeldAgainstSums) {
  EXPECT_EQ(verdicts_of("beta:7b had a TTFT of 8.0 s, most of it spent on loading the model."),
            "s s");
  EXPECT_EQ(verdicts_of("alpha:1b had a TTFT of 8.0 s, most of it spent on loading the model."),
            "s c");
  EXPECT_EQ(verdicts_of("The TTFT of alpha:1b is dominated by load time."), "c");
}

TEST(PremisesSaid, AChangeIsAgainstTheBaseLevel) {
  EXPECT_EQ(verdicts_of("int8 raises the model size by 8.9 %."), "s");
  EXPECT_EQ(verdicts_of("int8 reduces the model size by 8.9 %."), "c");
  EXPECT_EQ(verdicts_of("int8 shrinks the model by 8.9 % relative to baseline."), "c");
  EXPECT_EQ(verdicts_of("fp8 reduced the model size by 50 %."), "c");
}

TEST(PremisesSaid, FasterIsSaidOfNoPerplexity) {
  EXPECT_EQ(verdicts_of("fp8 decodes 1.9x faster than int8."), "u");
}

TEST(PremisesSaid, ADeniedScoreGoesByItsFirstWord) {
  EXPECT_EQ(verdicts_of("No perplexity figures were collected."), "c");
}

TEST(PremisesSaid, WhatWillBeIsNotDecided) {
  EXPECT_EQ(verdicts_of("A warm cache will cut the mean TTFT of alpha:1b to 0.1 s."), "u");
}

TEST(PremisesSaid, AStatisticRightBeforeTheNumberIsMeant) {
  EXPECT_EQ(verdicts_of("The latency mean is inflated by a maximum of 4.0 ms."), "s");
  EXPECT_EQ(verdicts_of("The latency mean is inflated by a maximum of 3.0 ms."), "c");
}

TEST(PremisesSaid, ALevelThatNoTrialHasIsNotThere) {
  Observations data;
  Table& table = sample::add_table(data, "runs/grid.csv", 2);
  table.columns = {setting("batch_size", Role::kFactor, {"2", "4"}),
                   metric("tokens_s", "tok/s", {10.0, 20.0}, "throughput")};
  Table& other = sample::add_table(data, "other/grid8.csv", 2);
  other.columns = {setting("batch_size", Role::kFactor, {"8", "16"}),
                   metric("tokens_s", "tok/s", {30.0, 40.0}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "`grid.csv` contains a batch size of 4 and a batch size of 8."),
            "c");
  EXPECT_EQ(sample::verdicts(data, "Raising the batch size from 2 to 32 doubles its throughput."),
            "u");
}

}  // namespace
}  // namespace chimera::verify
