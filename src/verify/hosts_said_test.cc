// Two hosts, one with a card: what is said of "the GPU" and "the CPU", of rates by the second, of
// each network and of pairs without exception. Numbers follow from the rows here.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Per host and network: two runtimes at two precisions.
Observations observations() {
  Observations out;
  const auto add = [&](const std::string& host, const std::string& network, double scale) {
    Table& table = sample::add_table(out, "raw/" + host + "/" + network + ".csv", 4);
    table.content = host + network;
    table.columns = {
        setting("host", Role::kFactor,
                std::vector<std::string_view>(4, host == "l4" ? "l4" : "epyc9354")),
        setting("model", Role::kSubject,
                std::vector<std::string_view>(4, network == "tiny" ? "tiny" : "wide")),
        setting("runtime", Role::kFactor, {"plain", "plain", "fused", "fused"}),
        setting("precision", Role::kFactor, {"fp32", "fp16", "fp32", "fp16"}),
        metric("latency_mean_ms", "ms", {10 * scale, 8 * scale, 9 * scale, 7 * scale}, ""),
        metric("throughput_images_s", "images/s",
               {100 / scale, 125 / scale, 111 / scale, 143 / scale}, "")};
  };
  add("l4", "tiny", 1);
  add("l4", "wide", 2);
  add("epyc9354", "tiny", 3);
  add("epyc9354", "wide", 16);
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(HostsSaid, TheOneWithACardIsTheGpu) {
  EXPECT_EQ(verdicts_of("With plain fp32, the GPU is 8x faster than the CPU on wide."), "s");
  EXPECT_EQ(verdicts_of("With plain fp32, the GPU is 8x faster on wide."), "s");
  EXPECT_NE(verdicts_of("With plain fp32, the GPU is 5x faster on wide."), "s");
  EXPECT_EQ(verdicts_of("On the CPU, plain fp32 takes 160 ms for wide."), "s");
  EXPECT_EQ(verdicts_of("On the CPU, plain fp32 takes 20 ms for wide."), "c");
}

TEST(HostsSaid, ARateByTheSecondIsAThroughput) {
  EXPECT_EQ(verdicts_of("For tiny on the L4, plain fp16 delivered 125 images/s."), "s");
  EXPECT_EQ(verdicts_of("For tiny on the L4, plain fp16 delivered 143 images/s."), "c");
  EXPECT_EQ(verdicts_of("No configuration on the L4 exceeded 143 images/s."), "s");
  EXPECT_EQ(verdicts_of("No configuration on the L4 exceeded 90 images/s."), "c");
}

TEST(HostsSaid, NoConfigurationIsOfAnyWhateverStandsBefore) {
  const std::string first = "On the L4, fused fp16 takes 7 ms for tiny, and no configuration ";
  EXPECT_EQ(verdicts_of(first + "on the L4 exceeded 143 images/s."), "s s");
  EXPECT_EQ(verdicts_of(first + "on the L4 exceeded 120 images/s."), "s c");
}

TEST(HostsSaid, WhatSomethingAgreesWithIsNoPlace) {
  Observations data;
  Table& table = sample::add_table(data, "agreement.csv", 4);
  table.columns = {setting("precision", Role::kFactor, {"fp32", "fp16", "fp32", "fp16"}),
                   setting("runtime", Role::kFactor, {"plain", "plain", "fused", "fused"}),
                   metric("agreement.top1_pct", "%", {100, 99.7, 99.9, 99.8}, "")};
  const std::string said = "Top-1 agreement with plain fp32 stays above ";
  EXPECT_EQ(sample::verdicts(data, said + "99.6 % for all fp16 variants."), "s");
  EXPECT_EQ(sample::verdicts(data, said + "99.75 % for all fp16 variants."), "c");
}

TEST(HostsSaid, WithoutExceptionIsOfEveryPair) {
  EXPECT_EQ(verdicts_of("Switching from fp32 to fp16 lowered latency without exception."), "s");
  EXPECT_EQ(verdicts_of("Switching from fp16 to fp32 lowered latency without exception."), "c");
  Observations data = observations();
  data.tables.back().columns[4] = metric("latency_mean_ms", "ms", {160, 128, 144, 145}, "");
  EXPECT_EQ(sample::verdicts(data, "Switching from fp32 to fp16 lowered latency."), "s");
  EXPECT_EQ(
      sample::verdicts(data, "Switching from fp32 to fp16 lowered latency without exception."),
      "c");
}

// The latencies of the host without a card lie in its folder, which alone says so.
TEST(HostsSaid, BelowAHostsHeadingAnothersFolderIsLeftOut) {
  Observations data = observations();
  for (Table& table : data.tables) {
    std::erase_if(table.columns, [](const Column& column) { return column.name == "host"; });
  }
  Table& hosts = sample::add_table(data, "raw/hosts.csv", 2);
  hosts.columns = {setting("host", Role::kFactor, {"l4", "epyc9354"}),
                   metric("memory_gb", "GB", {64, 256}, "")};
  const std::string said = "\n\nFor tiny, plain fp32 averaged 10.0 ms.";
  EXPECT_EQ(sample::verdicts(data, "# Report\n\n## On the L4" + said), "s");
  EXPECT_EQ(sample::verdicts(data, "# Report\n\n## On the Epyc" + said), "c");
}

// One pair is lost, but the most is fused's in each network.
TEST(HostsSaid, TheMostOfEachNetwork) {
  Observations data = observations();
  data.tables[1].columns[5] = metric("throughput_images_s", "images/s", {60, 62, 55, 71}, "");
  const std::string l4 = "## On the L4\n\n";
  EXPECT_EQ(sample::verdicts(data, l4 + "fused has the highest throughput for each model."), "s");
  EXPECT_EQ(sample::verdicts(data, l4 + "plain has the highest throughput for each model."), "c");
}

TEST(HostsSaid, ARatioToTheBaseThatItsHeadNames) {
  const std::string head =
      "## On the L4\n\n| Runtime | Mean speed-up vs plain (fp16) |\n|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| fused | 1.14x |\n"), "s");
  EXPECT_EQ(verdicts_of(head + "| fused | 1.41x |\n"), "c");
}

}  // namespace
}  // namespace chimera::verify
