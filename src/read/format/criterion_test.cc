#include <cmath>
#include <string>

#include "read/format/fixture.h"

namespace chimera::read {
namespace {

constexpr std::string_view kEstimate =
    R"({"confidence_interval":{"confidence_level":0.95,"lower_bound":9.5,"upper_bound":10.5},)"
    R"("point_estimate":10.0,"standard_error":0.25})";

// Twins, in the shape that criterion.rs gives them; no slope was fitted.
TEST(Criterion, EstimatesAreStatedStatistics) {
  const std::string each(kEstimate);
  for (const auto& [mean, deviation] :
       {std::pair("mean", "std_dev"), std::pair("Mean", "StdDev")}) {
    std::string text = R"({"slope":null,")";
    text.append(mean).append("\":").append(each).append(",\"").append(deviation);
    text.append("\":").append(each).append("}");
    const FormatOutput output = read_with_formats("target/criterion/sum/1024/new/estimates.json",
                                                  ArtifactType::kJson, text);
    ASSERT_EQ(output.tables.size(), 1U) << text;
    const Table& table = output.tables[0];
    EXPECT_EQ(table.kind, TableKind::kSummary);
    EXPECT_EQ(table.rows(), 1U);
    const std::string first(mean);
    EXPECT_EQ(meaning(table, first + ".point_estimate"), "summary run_time [ns]");
    EXPECT_EQ(meaning(table, first + ".confidence_interval.lower_bound"), "summary [ns]");
    EXPECT_EQ(meaning(table, std::string(deviation) + ".point_estimate"), "summary [ns]");
    EXPECT_DOUBLE_EQ(number_in(table, first + ".point_estimate"), 10);
    EXPECT_EQ(meaning(table, "slope"), "no column");
    EXPECT_EQ(meaning(table, "benchmark"), "subject");
    EXPECT_EQ(find_column(table, "benchmark")->text_at(0), "sum/1024");
    ASSERT_TRUE(is_accounted_for(output));
    EXPECT_EQ(output.account->total, 11U);
  }
}

// The numbers are the file's, by eye.
TEST(Criterion, ItsOwnFilesAnswerUnderTheirKeys) {
  const FormatOutput stated =
      read_with_formats("criterion/sum/fold/100/new/estimates.json", ArtifactType::kJson,
                        fixture("criterion/estimates.json"));
  ASSERT_EQ(stated.tables.size(), 1U);
  EXPECT_EQ(stated.tables[0].format, "criterion");
  EXPECT_EQ(meaning(stated.tables[0], "slope.point_estimate"), "summary run_time [ns]");
  EXPECT_DOUBLE_EQ(number_in(stated.tables[0], "mean.point_estimate"), 17.847315074645564);
  EXPECT_DOUBLE_EQ(number_in(stated.tables[0], "std_dev.confidence_interval.upper_bound"),
                   0.4098378610985525);
  const FormatOutput sample =
      read_with_formats("criterion/sum/fold/100/new/sample.json", ArtifactType::kJson,
                        fixture("criterion/sample.json"));
  ASSERT_EQ(sample.tables.size(), 2U);
  EXPECT_EQ(sample.tables[1].rows(), 10U);
  EXPECT_TRUE(is_accounted_for(stated) && is_accounted_for(sample));
}

// By hand: 30 / 2 = 15, 90 / 5 = 18.
TEST(Criterion, ASampleDividesItsTimesByItsIterations) {
  const FormatOutput output = read_with_formats(
      "sample.json", ArtifactType::kJson,
      R"({"sampling_mode":"Linear","iters":[2.0,5.0,0.0],"times":[30.0,90.0,0]})");
  ASSERT_EQ(output.tables.size(), 2U);
  const Table& table = output.tables[1];
  EXPECT_EQ(meaning(table, "times / iters"), "metric run_time [ns]");
  EXPECT_EQ(meaning(table, "times"), "metric [ns]");
  EXPECT_DOUBLE_EQ(number_in(table, "times / iters", 0), 15);
  EXPECT_DOUBLE_EQ(number_in(table, "times / iters", 1), 18);
  EXPECT_TRUE(std::isnan(number_in(table, "times / iters", 2)));
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(Criterion, OtherTimesAreNotMine) {
  EXPECT_FALSE(read_criterion({"a.json", ArtifactType::kJson, R"({"iters":[1],"times":[1,2]})"}));
}

}  // namespace
}  // namespace chimera::read
