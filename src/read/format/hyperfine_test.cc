#include <cmath>
#include <string>

#include "read/format/fixture.h"
#include "read/trials.h"

namespace chimera::read {
namespace {

// The numbers are those of the fixtures, by eye: two commands, eight runs each.
TEST(Hyperfine, RunsAreTrialsBesideTheStatedStatistics) {
  const std::string text = fixture("hyperfine/hyperfine.json");
  const FormatOutput output = read_with_formats("a.json", ArtifactType::kJson, text);
  ASSERT_EQ(output.tables.size(), 2U);
  const Table& stated = output.tables[0];
  EXPECT_EQ(stated.kind, TableKind::kSummary);
  EXPECT_EQ(meaning(stated, "mean"), "summary run_time [s]");
  EXPECT_EQ(meaning(stated, "median"), "summary run_time [s]");
  EXPECT_EQ(meaning(stated, "stddev"), "summary [s]");
  EXPECT_EQ(meaning(stated, "user"), "summary [s]");
  EXPECT_EQ(meaning(stated, "command"), "subject");
  const Table& runs = output.tables[1];
  EXPECT_EQ(runs.pointer, "/results/*/times");
  EXPECT_EQ(runs.rows(), 16U);
  EXPECT_EQ(meaning(runs, "times"), "metric run_time [s]");
  EXPECT_EQ(meaning(runs, "exit_codes"), "error");
  EXPECT_DOUBLE_EQ(number_in(runs, "times", 15), 0.014894820000000001);
  EXPECT_EQ(find_column(runs, "command")->text_at(15), "sleep 0.012");
  EXPECT_TRUE(is_accounted_for(output));
}

// A twin: one run (stddev null), runs that failed, memory, parameters.
TEST(Hyperfine, ARunThatFailedHasItsExitCodeAsReason) {
  FormatOutput output = read_with_formats(
      "a.json", ArtifactType::kJson,
      R"({"results":[{"command":"f 1","mean":2,"stddev":null,"median":2,"user":1,"system":0,)"
      R"("min":2,"max":2,"times":[2],"memory_usage_byte":[4096],"exit_codes":[0],)"
      R"("parameters":{"n":"1"}},{"command":"f 2","mean":3,"stddev":1.4142,"median":3,"user":1,)"
      R"("system":0,"min":2,"max":4,"times":[2,4],"memory_usage_byte":[4096,8192],)"
      R"("exit_codes":[0,3],"parameters":{"n":"2"}}]})");
  ASSERT_EQ(output.tables.size(), 2U);
  EXPECT_TRUE(std::isnan(number_in(output.tables[0], "stddev", 0)));
  Table runs = output.tables[1];
  ASSERT_EQ(runs.rows(), 3U);
  EXPECT_EQ(meaning(runs, "memory_usage_byte"), "metric memory [B]");
  EXPECT_EQ(meaning(runs, "parameters.n"), "factor");
  judge_trials(runs);
  EXPECT_FALSE(runs.state[1].failed);
  EXPECT_TRUE(runs.state[2].failed);
  EXPECT_EQ(runs.reason_of(2), "exit_codes is 3");
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(Hyperfine, ARunThatASignalEndedFailed) {
  const FormatOutput output = read_with_formats(
      "a.json", ArtifactType::kJson,
      R"({"results":[{"command":"f","mean":2,"stddev":0.1,"median":2,"user":1,"system":0,"min":2,)"
      R"("max":2,"times":[2,2.1],"exit_codes":[0,null]}]})");
  ASSERT_EQ(output.tables.size(), 2U);
  Table runs = output.tables[1];
  judge_trials(runs);
  EXPECT_FALSE(runs.state[0].failed);
  EXPECT_TRUE(runs.state[1].failed);
  EXPECT_EQ(runs.reason_of(1), "exit_codes is none: ended by a signal");
  EXPECT_TRUE(is_accounted_for(output));
}

// The parameters are the file's, by eye.
TEST(Hyperfine, ParametersOfCsvAreSettings) {
  const FormatOutput output =
      read_with_formats("a.csv", ArtifactType::kCsv, fixture("hyperfine/parameters.csv"));
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(meaning(output.tables[0], "parameter_n"), "factor");
  EXPECT_DOUBLE_EQ(number_in(output.tables[0], "parameter_n", 1), 2);
  EXPECT_DOUBLE_EQ(number_in(output.tables[0], "mean", 1), 0.022427955800000003);
}

TEST(Hyperfine, ADeviationOfZeroInCsvIsMissing) {
  const std::string text = fixture("hyperfine/hyperfine.csv") + "true,0.5,0,0.5,0.1,0.1,0.5,0.5\n";
  const FormatOutput output = read_with_formats("a.csv", ArtifactType::kCsv, text);
  ASSERT_EQ(output.tables.size(), 1U);
  const Table& table = output.tables[0];
  EXPECT_EQ(table.kind, TableKind::kSummary);
  EXPECT_DOUBLE_EQ(number_in(table, "stddev", 0), 0.00021817291806823912);
  EXPECT_TRUE(std::isnan(number_in(table, "stddev", 2)));
  EXPECT_EQ(find_column(table, "stddev")->text_at(2), "0");
  EXPECT_EQ(meaning(table, "max"), "summary run_time [s]");
}

TEST(Hyperfine, MarkdownIsInTheUnitOfItsHead) {
  const std::string text = fixture("hyperfine/hyperfine.md");
  const FormatOutput output = read_with_formats("a.md", ArtifactType::kMarkdown, text);
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(output.tables[0].kind, TableKind::kSummary);
  EXPECT_EQ(meaning(output.tables[0], "Mean [ms]"), "summary run_time [ms]");
  EXPECT_EQ(meaning(output.tables[0], "Relative"), "summary");
  EXPECT_DOUBLE_EQ(number_in(output.tables[0], "Mean [ms]", 1), 13.8);
}

}  // namespace
}  // namespace chimera::read
