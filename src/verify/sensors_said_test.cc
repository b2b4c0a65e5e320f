// Readings of a machine, and statistics that are percentages. Expected values by hand: of 60 and 70
// the mean is 65; of 40, 50 and 60 tok/s the mean is 50, the deviation 10, the CV 20 %.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

Observations observations() {
  Observations out;
  out.artifacts.push_back({"node.csv", ArtifactType::kCsv, 100, 0});
  out.artifacts.push_back({"runs.csv", ArtifactType::kCsv, 100, 0});
  Table& node = out.tables.emplace_back(sample::table("node.csv", 2));
  node.columns = {sample::metric("gpu_temp_c", "", {60, 70}, ""),
                  sample::metric("gpu_util_pct", "%", {80, 90}, ""),
                  sample::metric("cpu_pct", "%", {20, 30}, ""),
                  sample::metric("gpu_power_w", "W", {100, 150}, "")};
  Table& runs = out.tables.emplace_back(sample::table("runs.csv", 6));
  runs.columns = {
      sample::setting("device", Role::kFactor, {"gpu", "gpu", "gpu", "cpu", "cpu", "cpu"}),
      sample::metric("tok_s", "tok/s", {40, 50, 60, 10, 10, 10}, "throughput")};
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(Sensors, APartOfTheMachineIsNoLevelOfADevice) {
  EXPECT_EQ(verdicts_of("The GPU temperature peaked at 70 °C."), "s");
  EXPECT_EQ(verdicts_of("The GPU temperature peaked at 75 °C."), "c");
  EXPECT_EQ(verdicts_of("GPU utilisation peaks at 90%, power draw at 150 W."), "s s");
  EXPECT_EQ(verdicts_of("GPU utilisation peaks at 95%, power draw at 160 W."), "c c");
  // And still is one where throughput is spoken of.
  EXPECT_EQ(verdicts_of("On the GPU the mean throughput is 50 tok/s."), "s");
  EXPECT_EQ(verdicts_of("On the CPU the mean throughput is 50 tok/s."), "c");
}

TEST(Sensors, HowBusyAPartIsHasManyNames) {
  for (const char* name : {"load", "usage", "utilization"}) {
    EXPECT_EQ(verdicts_of("The mean CPU " + std::string(name) + " was 25 %."), "s") << name;
    EXPECT_EQ(verdicts_of("The mean CPU " + std::string(name) + " was 28 %."), "c") << name;
  }
}

TEST(Sensors, AtAllTimesAndConstantAreOfEveryValue) {
  EXPECT_EQ(verdicts_of("The node shows the GPU staying below 75 °C at all times."), "s");
  EXPECT_EQ(verdicts_of("The node shows the GPU staying below 68 °C at all times."), "c");
  EXPECT_EQ(verdicts_of("The GPU temperature remained constant at 70 °C."), "c");
}

TEST(Statistics, ACoefficientOfVariationIsAPercentage) {
  EXPECT_EQ(verdicts_of("On the GPU the throughput has a CV of 20 %."), "s");
  EXPECT_EQ(verdicts_of("On the GPU the throughput has a CV of 25 %."), "c");
}

TEST(Statistics, OverHowManyRunsIsAClaimOfItsOwn) {
  Observations out;
  out.artifacts.push_back({"base.json", ArtifactType::kJson, 100, 0});
  Table& base = out.tables.emplace_back(sample::table("base.json", 1));
  base.columns = {sample::setting("runs", Role::kFactor, {"5"}, true),
                  sample::metric("coefficient_of_variation", "%", {0.23}, "")};
  const auto of = [&](const std::string& report) { return sample::verdicts(out, report); };
  EXPECT_EQ(of("`base.json` has a coefficient of variation of 0.23% over 5 runs."), "s s");
  EXPECT_EQ(of("`base.json` has a coefficient of variation of 0.23% over 10 runs."), "s c");
}

TEST(Numbers, OfAnotherOrderAreOfNothingThatWasMeasured) {
  EXPECT_EQ(verdicts_of("On the GPU the mean throughput is 900,000 tok/s."), "u");
  EXPECT_EQ(verdicts_of("On the GPU the mean throughput is 900 tok/s."), "c");
}

TEST(Numbers, OfNamesThatTheDataDoNotHold) {
  for (const char* name : {"gemma3:4b", "Mixtral 8x7B", "Llama-3.3-70B"}) {
    EXPECT_EQ(verdicts_of(std::string(name) + " reaches a mean throughput of 30 tok/s."), "u")
        << name;
  }
}

TEST(Headings, WhatTheyDoNotHoldMayBeOfMore) {
  const std::string heading = "# Report\n\n## Throughput on the CPU\n\n";
  EXPECT_EQ(verdicts_of(heading + "GPU utilisation peaks at 90 %."), "s");
  EXPECT_EQ(verdicts_of(heading + "The mean throughput is 10 tok/s."), "s");
  EXPECT_EQ(verdicts_of(heading + "The mean throughput is 50 tok/s."), "c");
}

// A bench on two devices: 20 ms and 2 ms; only the GPU's power was read.
Observations devices() {
  Observations out;
  Table& node = sample::add_table(out, "node.csv", 2);
  node.columns = {sample::metric("gpu_watts", "W", {100, 150}, "")};
  for (const std::string_view device : {"cpu", "cuda"}) {
    const std::string file = std::string(device) + ".json";
    out.artifacts.push_back({file, ArtifactType::kJson, 100, 0});
    Table& table = out.tables.emplace_back(sample::table(file, 2));
    const double time = device == "cpu" ? 20 : 2;
    table.columns = {sample::setting("key", Role::kSubject, {"eager", "jit"}),
                     sample::setting("model.device", Role::kFactor, {device}, true),
                     sample::metric("mean_time_ms", "ms", {time, time * 3}, "")};
  }
  return out;
}

TEST(Sensors, CudaIsTheGpu) {
  const auto of = [](const std::string& report) { return sample::verdicts(devices(), report); };
  EXPECT_EQ(of("Eager runs 10x faster on the GPU than on the CPU."), "s");
  EXPECT_EQ(of("Eager runs 10x faster on the CPU than on the GPU."), "c");
  EXPECT_EQ(of("The CPU package power was 125 W."), "u");
  EXPECT_EQ(of("The mean GPU power was 125 W."), "s");
}

// jit takes 6 ms where eager takes 2: no speed-up of three.
TEST(Sensors, ASpeedUpHasOneDirection) {
  const std::string head = "| Bench | Mean (ms) | Speed-up v eager |\n|---|---|---|\n";
  const auto of = [&](const std::string& row) { return sample::verdicts(devices(), head + row); };
  EXPECT_EQ(of("| jit (GPU) | 6.0 | 0.33x |\n"), "s s");
  EXPECT_EQ(of("| jit (GPU) | 6.0 | 3.00x |\n"), "s c");
}

TEST(Sensors, TheMemoryOfAMachineIsNoModels) {
  Observations data;
  for (const char* path : {"host.csv", "bench.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 100, 0});
  }
  Table& host = data.tables.emplace_back(sample::table("host.csv", 2));
  host.columns = {sample::metric("vram_gb", "GB", {4.5, 5.5}, "")};
  Table& bench = data.tables.emplace_back(sample::table("bench.csv", 2));
  bench.columns = {sample::setting("model", Role::kSubject, {"toy:1b", "big:9b"}),
                   sample::metric("tokens_s", "tok/s", {20, 10}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "The VRAM use averaged 4.1 GB."), "c");
  EXPECT_EQ(sample::verdicts(data, "big:9b needs 4.1 GB of VRAM."), "u");
  EXPECT_EQ(sample::verdicts(data, "big:9b needs 5 GB of VRAM."), "s");
}

// The card has 12282 MB, of which 5000 and 6000 were in use; its host has 15.6 GB.
std::string verdicts_of_machine(const std::string& report) {
  Observations data;
  Table& card = sample::add_table(data, "samples.json", 2);
  card.columns = {
      sample::setting("gpu_name", Role::kNote, {"NVIDIA GeForce RTX 4080 Laptop GPU"}, true),
      sample::metric("memory_used_mb", "MB", {5000, 6000}, ""),
      sample::metric("memory_total_mb", "MB", {12282, 12282}, "")};
  Table& host = sample::add_table(data, "host.json", 1);
  host.columns = {sample::metric("system.memory_total_gb", "GB", {15.6}, "")};
  return sample::verdicts(data, report);
}

TEST(Sensors, AMachineIsSaidWithItsMemory) {
  const std::string ran = "The runs were executed on an NVIDIA GeForce RTX 4080 Laptop GPU";
  EXPECT_EQ(verdicts_of_machine(ran + " with 12 GB of VRAM."), "s s");
  EXPECT_EQ(verdicts_of_machine(ran + " with 24 GB of VRAM."), "s c");
  EXPECT_EQ(verdicts_of_machine(ran + " with 16 GB of RAM."), "s s");
  EXPECT_EQ(verdicts_of_machine("GPU: NVIDIA GeForce RTX 4090"), "c");
}

TEST(Sensors, MemoryInUseIsNeitherFreeNorAll) {
  EXPECT_EQ(verdicts_of_machine("GPU memory peaked at 6000 MB."), "s");
  EXPECT_EQ(verdicts_of_machine("GPU memory peaked at 12282 MB."), "c");
  EXPECT_EQ(verdicts_of_machine("GPU memory remained constant at 6,000 MB."), "c");
}

TEST(Sensors, VersionsOfTwoNumbers) {
  Observations data;
  Table& table = sample::add_table(data, "environment.json", 1);
  table.columns = {sample::setting("cuda_version", Role::kNote, {"12.8"}, true),
                   sample::metric("tokens_s", "tok/s", {1}, "throughput")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("The CUDA version is 12.8."), "s");
  EXPECT_EQ(of("All of it was run with CUDA 12.4."), "c");
}

// The rates of the model scatter by 20 %, another file calls its own 3.1 a coefficient.
TEST(Statistics, AModelsCoefficientIsOfItsRate) {
  Observations data;
  Table& runs = sample::add_table(data, "toy_baseline.csv", 3);
  runs.columns = {sample::setting("model", Role::kSubject, {"toy:1b"}, true),
                  sample::metric("tokens_s", "tok/s", {40, 50, 60}, "throughput")};
  Table& other = sample::add_table(data, "demo_baseline.csv", 1);
  other.columns = {sample::metric("coefficient_of_variation", "", {3.1}, "")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("The toy:1b baseline has a coefficient of variation of 20 %."), "s");
  EXPECT_NE(of("The toy:1b baseline has a coefficient of variation of 30 %."), "s");
}

TEST(Statistics, OutliersThatAColumnCounts) {
  Observations data;
  Table& table = sample::add_table(data, "demo_baseline.json", 2);
  table.columns = {sample::metric("outliers_detected", "", {0, 0}, ""),
                   sample::metric("mean_ms", "ms", {5, 6}, "")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("No outliers were detected in any baseline."), "s");
  EXPECT_EQ(of("A few outliers were detected in the demo baselines."), "c");
}

}  // namespace
}  // namespace chimera::verify
