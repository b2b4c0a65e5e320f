#include <string>

#include "read/format/fixture.h"

namespace chimera::read {
namespace {

// The numbers are those of the fixture, by eye.
TEST(PytestBenchmark, RoundsAreTrialsBesideTheStatedStatistics) {
  const std::string text = fixture("pytest_benchmark/pytest_benchmark.json");
  const FormatOutput output = read_with_formats("a.json", ArtifactType::kJson, text);
  const Table* stated = nullptr;
  const Table* rounds = nullptr;
  for (const Table& table : output.tables) {
    stated = table.pointer == "/benchmarks" ? &table : stated;
    rounds = table.pointer == "/benchmarks/*/stats/data" ? &table : rounds;
    EXPECT_EQ(table.format, "pytest-benchmark");
  }
  ASSERT_TRUE(stated != nullptr && rounds != nullptr);
  EXPECT_EQ(stated->kind, TableKind::kSummary);
  EXPECT_EQ(meaning(*stated, "stats.mean"), "summary run_time [s]");
  EXPECT_EQ(meaning(*stated, "stats.stddev"), "summary [s]");
  EXPECT_EQ(meaning(*stated, "stats.ops"), "summary [1/s]");
  EXPECT_EQ(meaning(*stated, "stats.rounds"), "summary");
  EXPECT_DOUBLE_EQ(number_in(*stated, "stats.mean"), 2.694238820539623e-05);
  EXPECT_EQ(rounds->kind, TableKind::kMeasured);
  EXPECT_EQ(meaning(*rounds, "data"), "metric run_time [s]");
  EXPECT_EQ(find_column(*rounds, "fullname")->text_at(0), "test_b.py::test_sort");
  EXPECT_EQ(meaning(*rounds, "fullname"), "subject");
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(PytestBenchmark, TheMachineIsNoMeasurement) {
  const std::string text = fixture("pytest_benchmark/pytest_benchmark.json");
  for (const Table& table : read_with_formats("a.json", ArtifactType::kJson, text).tables) {
    for (const Column& column : table.columns) {
      EXPECT_FALSE(column.role == Role::kMetric && column.name != "data")
          << table.pointer << " " << column.name;
    }
  }
}

}  // namespace
}  // namespace chimera::read
