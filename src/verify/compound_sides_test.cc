// Two settings that stand side by side are one side of a comparison; a file holds one network.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Of two networks, each in a file of its own: two engines in two precisions at batch sizes 1, 2 and
// 4. A file of builds beside them.
Observations sweeps() {
  Observations out;
  for (const char* const network : {"densenet_121", "swin_tiny"}) {
    const bool first = std::string(network) == "densenet_121";
    Table& table = sample::add_table(out, std::string("sweep_") + network + ".csv", 12);
    const std::vector<double> first_ms = {8, 12, 20, 6, 9, 16, 5, 8, 14, 2, 3, 5};
    const std::vector<double> second_ms = {16, 30, 58, 12, 22, 43, 11, 31, 60, 6, 10, 18};
    table.columns = {setting("Network", Role::kNote, std::vector<std::string_view>(12, network)),
                     setting("Engine", Role::kFactor,
                             {"plain", "plain", "plain", "plain", "plain", "plain", "fast", "fast",
                              "fast", "fast", "fast", "fast"}),
                     setting("DType", Role::kFactor,
                             {"fp32", "fp32", "fp32", "fp16", "fp16", "fp16", "fp32", "fp32",
                              "fp32", "fp16", "fp16", "fp16"}),
                     setting("BatchSize", Role::kFactor,
                             {"1", "2", "4", "1", "2", "4", "1", "2", "4", "1", "2", "4"}),
                     metric("MeanMs", "ms", first ? first_ms : second_ms, "")};
    table.columns.back().role = Role::kSummary;
  }
  Table& builds = sample::add_table(out, "builds.json", 2);
  builds.columns = {setting("Engine", Role::kFactor, {"plain", "fast"}),
                    metric("build.time_s", "s", {4, 90}, "")};
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(sweeps(), report);
}

TEST(CompoundSides, ARatioIsOfTwoSettingsEach) {
  EXPECT_EQ(
      verdicts_of("For densenet_121 at batch size 4, fast fp16 is 4.0x faster than plain fp32."),
      "s");
  EXPECT_EQ(
      verdicts_of("For densenet_121 at batch size 4, fast fp16 is 3.2x faster than plain fp32."),
      "c");
  EXPECT_EQ(
      verdicts_of("On Swin, moving from plain fp32 to fast fp16 at batch 4 is a 3.2x improvement."),
      "s");
  EXPECT_EQ(
      verdicts_of("On Swin, moving from plain fp32 to fast fp16 at batch 4 is a 4.2x improvement."),
      "c");
}

TEST(CompoundSides, AFilesRowsAreOfOneNetwork) {
  EXPECT_EQ(verdicts_of("DenseNet with plain fp32 has a mean latency of 12.0 ms at batch 2."), "s");
  EXPECT_EQ(verdicts_of("DenseNet with plain fp32 has a mean latency of 30.0 ms at batch 2."), "c");
}

TEST(CompoundSides, PlacesAreNoSides) {
  EXPECT_EQ(verdicts_of("Plain fp16 loses to fast fp16 on DenseNet and Swin."), "s");
  EXPECT_EQ(verdicts_of("Fast fp16 falls behind plain fp16 on DenseNet."), "c");
}

TEST(CompoundSides, WhoIsFasterIsNotToldByBuilds) {
  EXPECT_EQ(verdicts_of("On DenseNet fast is faster than plain in every pair."), "s");
  EXPECT_EQ(verdicts_of("The fast engine took 90 s to build."), "s");
  EXPECT_EQ(verdicts_of("The fast engine took 60 s to build."), "c");
}

TEST(LevelRanges, FromOneLevelOn) {
  EXPECT_EQ(verdicts_of("On Swin in fp32, fast is slower than plain from batch 2 onwards."), "s");
  EXPECT_EQ(verdicts_of("On Swin in fp32, fast is slower than plain at batch size 1 and above."),
            "c");
  EXPECT_EQ(
      verdicts_of("On Swin in fp32, plain is ahead of fast at all batch sizes from 2 upwards."),
      "s");
  EXPECT_EQ(
      verdicts_of("On Swin in fp32, plain is ahead of fast at all batch sizes from 1 upwards."),
      "c");
}

}  // namespace
}  // namespace chimera::verify
