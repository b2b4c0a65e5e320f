// A trend over two levels that other settings turn round. By hand: with a cache the mean is 93.75
// and without 102.5 tok/s, while most of the pairs gain.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

std::string verdicts_of(const std::string& report) {
  Observations data;
  Table& table = sample::add_table(data, "sweep.csv", 8);
  table.columns = {
      sample::setting("cache", Role::kFactor, {"0", "1", "0", "1", "0", "1", "0", "1"}),
      sample::setting("gpu", Role::kFactor, {"a", "a", "b", "b", "c", "c", "d", "d"}),
      sample::metric("tok_s", "tok/s", {100, 51, 200, 101, 50, 101, 60, 122}, "throughput")};
  return sample::verdicts(data, report);
}

TEST(Trends, PairsAndMeansMustGoTheSameWay) {
  EXPECT_NE(verdicts_of("Increasing cache raises tok_s."), "s");
  EXPECT_NE(verdicts_of("Increasing cache lowers tok_s."), "s");
}

TEST(Trends, OfWhatIsNamedBehindFor) {
  Observations data;
  for (const auto& [file, model] : {std::pair{"a.csv", "toy:1b"}, {"b.csv", "toy:8b"}}) {
    Table& table = sample::add_table(data, file, 3);
    table.columns = {sample::setting("num_gpu", Role::kFactor, {"20", "40", "60"}),
                     sample::setting("model", Role::kSubject, {model}, true),
                     sample::metric("tokens_s", "tok/s", {10, 20, 30}, "throughput")};
  }
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("Raising num_gpu consistently increases throughput for toy:8b."), "s");
  EXPECT_EQ(of("Raising num_gpu consistently reduces throughput for toy:8b."), "c");
}

// By hand: with 0, 16 and 32 layers on the card the processor's load is 80, 50 and 10 %, the power
// 90, 150 and 300 W.
TEST(Trends, AsMoreOfItMovesOrIsAdded) {
  Observations data;
  Table& table = sample::add_table(data, "layers.csv", 3);
  table.columns = {sample::setting("n_gpu_layers", Role::kFactor, {"0", "16", "32"}),
                   sample::metric("cpu_pct", "%", {80, 50, 10}, ""),
                   sample::metric("power_w", "W", {90, 150, 300}, "")};
  Table& load = sample::add_table(data, "load.csv", 3);
  load.columns = {sample::setting("clients", Role::kFactor, {"1", "4", "16"}),
                  sample::metric("output_tok_s", "tok/s", {50, 90, 80}, "throughput")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  const std::string first = "CPU load drops steadily as layers move to the GPU, and power ";
  EXPECT_EQ(of(first + "rises along with it."), "s s");
  EXPECT_EQ(of(first + "declines along with it."), "s c");
  EXPECT_EQ(of("As clients are added, the throughput keeps climbing."), "c");
}

// By hand: of four models the larger is the slower one, of three quantizations the wider.
std::string verdicts_of_sizes(const std::string& report) {
  Observations data;
  Table& sizes = sample::add_table(data, "sizes.csv", 4);
  sizes.columns = {
      sample::setting("model", Role::kSubject, {"toy:270m", "toy:1b", "toy:4b", "big:70b"}),
      sample::metric("tokens_s", "tok/s", {300, 200, 100, 150}, "throughput")};
  Table& widths = sample::add_table(data, "widths.csv", 3);
  widths.columns = {sample::setting("quant", Role::kFactor, {"q4_0", "q5_K_M", "q8_0"}),
                    sample::metric("prefill_s", "s", {1, 2, 3}, "")};
  return sample::verdicts(data, report);
}

TEST(Trends, WithTheSizesThatModelsNamesSay) {
  EXPECT_EQ(verdicts_of_sizes("Within the toy family, throughput grows as the model shrinks."),
            "s");
  EXPECT_EQ(verdicts_of_sizes("For toy, throughput steadily increases with model size."), "c");
  EXPECT_EQ(verdicts_of_sizes("The larger the model, the lower the throughput of toy."), "s");
  // The largest of all is not the slowest.
  EXPECT_NE(verdicts_of_sizes("Throughput falls with model size."), "s");
}

TEST(Trends, WithTheBitsOfAQuantization) {
  EXPECT_EQ(verdicts_of_sizes("prefill_s grows with every increase in bit width."), "s");
  EXPECT_EQ(verdicts_of_sizes("prefill_s drops with every increase in bit width."), "c");
}

TEST(Trends, WhatRaisingAFactorResultsIn) {
  Observations data;
  Table& table = sample::add_table(data, "sweep.csv", 3);
  table.columns = {sample::setting("num_gpu", Role::kFactor, {"20", "40", "60"}),
                   sample::metric("tokens_s", "tok/s", {10, 20, 30}, "throughput")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("Higher num_gpu values generally result in slightly higher throughput."), "s");
  EXPECT_EQ(of("A lower num_gpu yields a higher throughput."), "c");
  EXPECT_EQ(of("A higher num_gpu leads to a noticeable reduction of throughput."), "c");
}

}  // namespace
}  // namespace chimera::verify
