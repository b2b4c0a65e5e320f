// What records give away about themselves: runs that don't repeat each other, quantities before
// and after, devices that were not the ones asked for, sizes.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "findings/findings.h"
#include "findings/test_tree.h"

namespace chimera::findings {
namespace {

using sample::column;

Column stated(std::string name, const std::vector<std::string>& cells, std::string unit) {
  Column made = column(std::move(name), Role::kSummary, cells);
  made.unit = std::move(unit);
  return made;
}

Column measured_in(std::string unit, std::string name, const std::vector<std::string>& cells) {
  Column made = column(std::move(name), Role::kMetric, cells);
  made.unit = std::move(unit);
  return made;
}

/// Runs of ten samples each.
Observations runs(const std::vector<std::string>& means,
                  const std::vector<std::string>& deviations) {
  const std::vector<std::string> sizes(means.size(), "10");
  return tree_of({column("samples", Role::kNote, sizes), stated("mean_ms", means, "ms"),
                  stated("stdev_ms", deviations, "ms")});
}

TEST(UnlikeRuns, SaysBetweenWhichMeansTheRunsLie) {
  const Analysis analysis = analyze(runs({"0.07", "0.13", "0.068"}, {"0.001", "0.006", "0.005"}));
  const auto spread = found(analysis, FindingKind::kSpread);
  ASSERT_EQ(spread.size(), 1U);
  EXPECT_EQ(spread.front().statement,
            "The 3 runs in `a.csv` do not repeat each other: their `mean_ms` lies between 0.06800 "
            "ms and 0.1300 ms, further apart than the samples within a run account for.");
  expect_sourced(analysis, spread.front());
}

TEST(UnlikeRuns, NoneWhereTheSamplesAccountForItOrItIsSmall) {
  EXPECT_TRUE(found(analyze(runs({"1", "1.2"}, {"0.5", "0.5"})), FindingKind::kSpread).empty());
  EXPECT_TRUE(
      found(analyze(runs({"1", "1.05"}, {"0.001", "0.001"})), FindingKind::kSpread).empty());
}

TEST(UnlikeRuns, RowsWithNamesAreNoRunsOfOneThing) {
  Observations tree = runs({"1", "2"}, {"0.01", "0.01"});
  tree.tables[0].columns.insert(tree.tables[0].columns.begin(),
                                column("kernel", Role::kSubject, {"a", "b"}));
  EXPECT_TRUE(found(analyze(tree), FindingKind::kSpread).empty());
}

Observations healed(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  return tree_of({measured_in("ms", "metrics_before.latency_ms", before),
                  measured_in("ms", "metrics_after.latency_ms", after)});
}

TEST(BeforeAfter, SaysWhichWayEveryRecordWent) {
  const Analysis analysis = analyze(healed({"10", "20"}, {"100", "50"}));
  const auto moved = found(analysis, FindingKind::kTrend);
  ASSERT_EQ(moved.size(), 1U);
  EXPECT_EQ(moved.front().statement,
            "The mean `metrics_after.latency_ms` in `a.csv` is 75.00 ms and the mean "
            "`metrics_before.latency_ms` is 15.00 ms; in each of the 2 records the first is the "
            "higher one.");
  ASSERT_EQ(moved.front().consequences.size(), 1U);
  EXPECT_NE(markdown_of(moved.front().consequences.front().sentence).find("is worse than"),
            std::string::npos);
  expect_sourced(analysis, moved.front());
}

TEST(BeforeAfter, NoneWhereRecordsDisagreeOrLackOne) {
  EXPECT_TRUE(found(analyze(healed({"10", "60"}, {"100", "50"})), FindingKind::kTrend).empty());
  EXPECT_TRUE(found(analyze(healed({"10", ""}, {"100", "50"})), FindingKind::kTrend).empty());
  EXPECT_TRUE(found(analyze(healed({"10"}, {"100"})), FindingKind::kTrend).empty());
}

Observations provided(const std::string& device, const std::vector<std::string>& providers) {
  return tree_of({sample::shared("model.device", Role::kSubject, device),
                  column("backend", Role::kSubject, {"eager", "onnx"}),
                  column("metadata.providers", Role::kNote, providers),
                  measured_in("ms", "time_ms", {"1", "2"})});
}

TEST(OtherDevice, OneThatRanOnTheCpuInAGpusFileIsNamed) {
  const Analysis analysis = analyze(provided("cuda", {"", R"(["CPUExecutionProvider"])"}));
  const auto confounded = found(analysis, FindingKind::kConfounded);
  ASSERT_EQ(confounded.size(), 1U);
  EXPECT_EQ(confounded.front().statement,
            "Trials of `onnx` in `a.csv` ran on the CPU: there `providers` says "
            "`[\"CPUExecutionProvider\"]`, so that what sets it apart may be the device.");
  expect_sourced(analysis, confounded.front());
}

TEST(OtherDevice, NoneWhereAGpuProvidesOrTheCpuWasMeant) {
  const auto confounded = [](const std::string& device, const std::string& providers) {
    return found(analyze(provided(device, {"", providers})), FindingKind::kConfounded).size();
  };
  EXPECT_EQ(confounded("cuda", R"(["CUDAExecutionProvider","CPUExecutionProvider"])"), 0U);
  EXPECT_EQ(confounded("cpu", R"(["CPUExecutionProvider"])"), 0U);
  EXPECT_EQ(confounded("cuda", ""), 0U);
}

Observations sized(const std::vector<std::string>& levels, const std::vector<std::string>& sizes) {
  return tree_of(
      {column("variant", Role::kSubject, levels), measured_in("B", "model_size_bytes", sizes)});
}

TEST(Sizes, SaysTheSmallestTheLargestAndWhetherTheBaselineIsBeaten) {
  const Analysis analysis = analyze(sized({"int8", "baseline", "q4"}, {"3000", "2000", "4000"}));
  const auto sizes = found(analysis, FindingKind::kTradeOff);
  ASSERT_EQ(sizes.size(), 1U);
  EXPECT_EQ(sizes.front().statement,
            "By `model_size_bytes` in `a.csv` `baseline` is the smallest, 2000 B, and `q4` is the "
            "largest, 4000 B, a ratio of 2.000, so that nothing saves room against `baseline`.");
  expect_sourced(analysis, sizes.front());
  const auto saved = found(analyze(sized({"q4", "f32"}, {"2000", "8000"})), FindingKind::kTradeOff);
  ASSERT_EQ(saved.size(), 1U);
  EXPECT_FALSE(says(saved.front(), "saves room"));
}

TEST(Sizes, NoneWhereTheyAreEqualOrALevelHasSeveral) {
  EXPECT_TRUE(
      found(analyze(sized({"q4", "q8"}, {"2000", "2000"})), FindingKind::kTradeOff).empty());
  EXPECT_TRUE(
      found(analyze(sized({"q4", "q4", "q8"}, {"2000", "2100", "4000"})), FindingKind::kTradeOff)
          .empty());
}

}  // namespace
}  // namespace chimera::findings
