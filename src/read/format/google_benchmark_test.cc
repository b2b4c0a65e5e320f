#include <cmath>
#include <string>

#include "read/format/fixture.h"
#include "read/trials.h"

namespace chimera::read {
namespace {

const Table* table_with(const FormatOutput& output, std::string_view column, TableKind kind,
                        std::size_t skip = 0) {
  for (const Table& table : output.tables) {
    if (table.kind == kind && find_column(table, column) != nullptr && skip-- == 0) {
      return &table;
    }
  }
  return nullptr;
}

// The numbers are those of the fixtures, by eye: three repetitions of each of three benchmarks, of
// which one fails.
TEST(GoogleBenchmark, RepetitionsAreTrialsAndAggregatesSummaries) {
  const std::string text = fixture("google_benchmark/google_benchmark.json");
  const FormatOutput output = read_with_formats("a.json", ArtifactType::kJson, text);
  const Table* runs = table_with(output, "real_time", TableKind::kMeasured);
  const Table* statistics = table_with(output, "real_time", TableKind::kSummary);
  const Table* ratios = table_with(output, "real_time", TableKind::kSummary, 1);
  ASSERT_TRUE(runs != nullptr && statistics != nullptr && ratios != nullptr);
  EXPECT_EQ(runs->rows(), 9U);
  EXPECT_EQ(statistics->rows(), 6U);
  EXPECT_EQ(ratios->rows(), 2U);
  EXPECT_EQ(meaning(*runs, "real_time"), "metric run_time [ns]");
  EXPECT_EQ(meaning(*runs, "cpu_time"), "metric cpu_time [ns]");
  EXPECT_EQ(meaning(*runs, "bytes_per_second"), "metric bandwidth [B/s]");
  EXPECT_EQ(meaning(*runs, "iterations"), "note");
  EXPECT_EQ(meaning(*runs, "name"), "subject");
  EXPECT_EQ(meaning(*statistics, "real_time"), "summary run_time [ns]");
  EXPECT_EQ(meaning(*ratios, "real_time"), "summary");
  EXPECT_DOUBLE_EQ(number_in(*runs, "real_time", 1), 968.6302954722785);
  EXPECT_EQ(statistics->place[0], 3U);
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(GoogleBenchmark, AFailureHasNoTimesAndItsMessageIsTheReason) {
  const std::string text = fixture("google_benchmark/google_benchmark.json");
  FormatOutput output = read_with_formats("a.json", ArtifactType::kJson, text);
  Table runs = *table_with(output, "real_time", TableKind::kMeasured);
  EXPECT_TRUE(std::isnan(number_in(runs, "real_time", 8)));
  judge_trials(runs);
  EXPECT_FALSE(runs.state[5].failed);
  EXPECT_TRUE(runs.state[8].failed);
  EXPECT_EQ(runs.reason_of(8), "device not present");
}

TEST(GoogleBenchmark, TheMachineIsNoMeasurement) {
  const std::string text = fixture("google_benchmark/google_benchmark.json");
  for (const Table& table : read_with_formats("a.json", ArtifactType::kJson, text).tables) {
    for (const Column& column : table.columns) {
      const bool of_the_machine = find_column(table, "real_time") == nullptr || column.shared;
      EXPECT_FALSE(of_the_machine && column.role != Role::kNote) << table.pointer << column.name;
    }
  }
}

TEST(GoogleBenchmark, CsvIsReadBelowItsPreamble) {
  const std::string text = fixture("google_benchmark/google_benchmark.csv");
  const FormatOutput output = read_with_formats("a.csv", ArtifactType::kCsv, text);
  ASSERT_EQ(output.tables.size(), 1U);
  Table table = output.tables[0];
  EXPECT_EQ(table.format, "google-benchmark");
  EXPECT_EQ(meaning(table, "cpu_time"), "metric cpu_time [ns]");
  EXPECT_DOUBLE_EQ(number_in(table, "cpu_time", 1), 64711.5);
  judge_trials(table);
  EXPECT_EQ(table.reason_of(2), "device not present");
  EXPECT_TRUE(is_accounted_for(output));
}

// A twin of the csv: units differ, and two aggregates are known by their names.
TEST(GoogleBenchmark, UnitsMayDifferFromRowToRow) {
  const FormatOutput output = read_with_formats(
      "a.csv", ArtifactType::kCsv,
      "name,iterations,real_time,cpu_time,time_unit,bytes_per_second,items_per_second,label,"
      "error_occurred,error_message\n\"A\",9,5,4,us,,,,,\n\"B\",9,7,6,ms,,,,,\n"
      "\"B_mean\",3,7,6,ms,,,,,\n\"B_median\",3,7,6,ms,,,,,\n\"B_stddev\",3,1,1,ms,,,,,\n"
      "\"B_cv\",3,0.14,0.16,ms,,,,,\n\"norm_mean\",9,1,1,us,,,,,\n");
  ASSERT_EQ(output.tables.size(), 4U);
  EXPECT_EQ(output.tables[0].rows(), 2U);
  EXPECT_EQ(output.tables[1].rows(), 1U);
  EXPECT_EQ(output.tables[2].rows(), 3U);
  EXPECT_EQ(output.tables[3].rows(), 1U);
  EXPECT_EQ(meaning(output.tables[0], "real_time"), "metric run_time [us]");
  EXPECT_DOUBLE_EQ(number_in(output.tables[0], "real_time", 0), 5);
  EXPECT_EQ(find_column(output.tables[0], "name")->text_at(1), "norm_mean");
  EXPECT_EQ(meaning(output.tables[1], "real_time"), "metric run_time [ms]");
  EXPECT_DOUBLE_EQ(number_in(output.tables[1], "real_time", 0), 7);
  EXPECT_EQ(meaning(output.tables[2], "real_time"), "summary run_time [ms]");
}

}  // namespace
}  // namespace chimera::read
