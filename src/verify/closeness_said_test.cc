// How far values and levels are said to lie apart, what "2.8x B" and "another 39 % on top" are of.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

Observations swept() {
  Observations data;
  data.artifacts.push_back({"raw/windows.csv", ArtifactType::kCsv, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("raw/windows.csv", 4));
  table.columns = {
      setting("model", Role::kSubject, {"alpha:7b", "alpha:7b", "alpha:7b", "alpha:7b"}, true),
      setting("num_ctx", Role::kFactor, {"1024", "1024", "2048", "2048"}),
      metric("tokens_s", "tok/s", {40, 42, 40.5, 41.8}, "throughput"),
  };
  return data;
}

TEST(Closeness, MeansOfLevelsWithinAShare) {
  const Observations data = swept();
  const std::string means = "For alpha:7b the two num_ctx means lie within ";
  EXPECT_EQ(sample::verdicts(data, means + "0.5 % of each other."), "s");
  EXPECT_EQ(sample::verdicts(data, means + "0.2 % of each other."), "c");
}

TEST(Closeness, TheBestAndTheWorst) {
  const Observations data = swept();
  EXPECT_EQ(sample::verdicts(data, "The best row of alpha:7b is 5.0 % faster than the worst."),
            "s");
  EXPECT_EQ(sample::verdicts(data, "The best row of alpha:7b is 7.0 % faster than the worst."),
            "c");
  EXPECT_EQ(sample::verdicts(data, "The worst row of alpha:7b is 4.8 % slower than the best."),
            "s");
  EXPECT_EQ(sample::verdicts(data, "For alpha:7b the best and the worst lie 5.0 % apart."), "s");
}

// Three formats of one model; each about a quarter slower than the one before.
Observations formats() {
  Observations data;
  data.artifacts.push_back({"raw/formats.csv", ArtifactType::kCsv, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("raw/formats.csv", 6));
  table.columns = {
      setting("model", Role::kSubject,
              {"beta:q4_0", "beta:q4_0", "beta:q5_1", "beta:q5_1", "beta:q8_0", "beta:q8_0"}),
      metric("tokens_s", "tok/s", {80, 80, 60, 60, 45, 45}, "throughput"),
  };
  return data;
}

TEST(Closeness, ARatioWithNothingButItsObject) {
  const Observations data = formats();
  EXPECT_EQ(sample::verdicts(data, "beta:q4_0 is roughly 1.8x beta:q8_0."), "s");
  EXPECT_NE(sample::verdicts(data, "beta:q8_0 is roughly 1.8x beta:q4_0."), "s");
}

TEST(Closeness, AnotherShareOnTop) {
  const Observations data = formats();
  const std::string gives_up = "beta:q5_1 gives up about 25 % of beta:q4_0's rate and beta:q8_0 ";
  EXPECT_EQ(sample::verdicts(data, gives_up + "another 25 % on top of that."), "s s");
  EXPECT_EQ(sample::verdicts(data, gives_up + "another 44 % on top of that."), "s c");
}

TEST(Closeness, NeverSlowerAndLosesOnSome) {
  Observations data;
  data.artifacts.push_back({"raw/backends.csv", ArtifactType::kCsv, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("raw/backends.csv", 9));
  table.columns = {
      setting("network", Role::kFactor,
              {"gru", "gru", "gru", "vit", "vit", "vit", "cnn", "cnn", "cnn"}),
      setting("backend", Role::kFactor,
              {"eager", "fused", "lean", "eager", "fused", "lean", "eager", "fused", "lean"}),
      metric("latency_ms", "ms", {5, 6, 4, 7, 8, 6, 20, 3, 15}, "e2e_latency"),
  };
  EXPECT_EQ(sample::verdicts(data, "fused loses to eager on gru and vit."), "s");
  EXPECT_EQ(sample::verdicts(data, "lean loses to eager on gru and vit."), "c");
  EXPECT_EQ(sample::verdicts(data, "fused is never slower than eager."), "c");
  EXPECT_EQ(sample::verdicts(data, "lean is never slower than eager."), "s");
}

}  // namespace
}  // namespace chimera::verify
