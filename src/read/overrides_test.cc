// Mapping files through the whole of read: what they change, and what is refused.
#include "read/overrides.h"

#include <gtest/gtest.h>

#include "read/read.h"

namespace chimera::read {
namespace {

constexpr std::string_view kGrid =
    "num_gpu,speed,wait_ms,session\n1,10,5,a\n1,11,6,a\n2,12,7,b\n2,13,8,b\n";

MemoryDisk small_tree() {
  MemoryDisk disk;
  disk.add("t/runs/a_tuning.csv", std::string(kGrid));
  disk.add("t/runs/b_tuning.csv", std::string(kGrid));
  disk.add("t/results.dat", "model,ttft_s\nm,1\n");
  return disk;
}

Result<Observations> read_with(MemoryDisk disk, const std::string& mapping) {
  disk.add("m.toml", mapping);
  const Cancel cancel;
  return read_trees({"t"}, disk, cancel, {.map_file = "m.toml"});
}

std::string complaint(const std::string& mapping) {
  const auto read = read_with(small_tree(), mapping);
  return read ? "" : describe(read.error());
}

const Column& column_of(const Observations& observations, std::size_t table,
                        std::string_view name) {
  return *find_column(observations.tables.at(table), name);
}

TEST(Overrides, SetRoleUnitDefinitionDirectionAndModel) {
  const auto read = read_with(small_tree(), R"([[file]]
match = "*/a_tuning.csv"
model = "gemma"
run = ["session"]
[file.column.speed]
definition = "throughput"
[file.column.wait_ms]
unit = "s"
direction = "lower"
)");
  ASSERT_TRUE(read.has_value()) << describe(read.error());
  const Column& speed = column_of(*read, 0, "speed");
  EXPECT_EQ(speed.role, Role::kMetric);
  EXPECT_EQ(speed.definition->name, "throughput");
  EXPECT_EQ(speed.unit, "tok/s");
  EXPECT_EQ(speed.evidence, "the mapping file m.toml, line 5");
  const Column& wait = column_of(*read, 0, "wait_ms");
  EXPECT_EQ(wait.unit, "s");
  EXPECT_EQ(wait.evidence, "numbers with a unit");
  EXPECT_EQ(direction_of(wait), Direction::kLowerIsBetter);
  EXPECT_EQ(column_of(*read, 0, "session").role, Role::kRun);
  EXPECT_EQ(column_of(*read, 0, "model").text_at(3), "gemma");
  EXPECT_EQ(column_of(*read, 0, "model").evidence, "the mapping file m.toml, line 1");
  EXPECT_EQ(column_of(*read, 1, "speed").definition, nullptr);
  EXPECT_EQ(find_column(read->tables[1], "model"), nullptr);
}

TEST(Overrides, LaterEntriesWinKeyByKey) {
  const auto read = read_with(small_tree(), R"([[file]]
match = "*.csv"
[file.column.speed]
definition = "throughput"
unit = "req/s"
[[file]]
match = "runs/b_tuning.csv"
[file.column.speed]
role = "note"
)");
  ASSERT_TRUE(read.has_value()) << describe(read.error());
  EXPECT_EQ(column_of(*read, 0, "speed").role, Role::kMetric);
  EXPECT_EQ(column_of(*read, 1, "speed").role, Role::kNote);
  EXPECT_EQ(column_of(*read, 1, "speed").definition, nullptr);
  EXPECT_EQ(column_of(*read, 1, "speed").unit, "req/s");
}

TEST(Overrides, AFormatMakesAFileReadable) {
  const auto read = read_with(small_tree(), "[[file]]\nmatch = 'results.dat'\nformat = 'csv'\n");
  ASSERT_TRUE(read.has_value()) << describe(read.error());
  EXPECT_EQ(read->artifacts[0].type, ArtifactType::kCsv);
  EXPECT_EQ(read->tables[0].file, "results.dat");
  const auto wrong =
      read_with(small_tree(), "[[file]]\nmatch = 'runs/a*'\nformat = 'llama-bench'\n");
  ASSERT_TRUE(wrong.has_value());
  EXPECT_EQ(wrong->tables.size(), 1U);
  ASSERT_EQ(wrong->problems.size(), 1U);
  EXPECT_EQ(wrong->problems[0].file, "runs/a_tuning.csv");
}

TEST(Overrides, AModelTakesThePlaceOfTheColumn) {
  const auto read =
      read_with(small_tree(), "[[file]]\nmatch = 'results.dat'\nformat = 'csv'\nmodel = 'other'\n");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->tables[0].columns.size(), 2U);
  EXPECT_EQ(column_of(*read, 0, "model").text_at(0), "other");
}

TEST(Overrides, AStatedSummaryCanBecomeAMeasurement) {
  MemoryDisk disk;
  disk.add("t/s.csv", "name,mean_ms\na,1.5\nb,2.5\n");
  EXPECT_EQ(read_with(disk, "")->tables[0].kind, TableKind::kSummary);
  const auto read =
      read_with(disk, "[[file]]\nmatch = 's.csv'\n[file.column.mean_ms]\nrole = 'metric'\n");
  EXPECT_EQ(read->tables[0].kind, TableKind::kMeasured);
}

TEST(Overrides, APathOfAFileMeansThatFileAlone) {
  MemoryDisk disk;
  disk.add("t/a*.csv", std::string(kGrid));
  disk.add("t/ab.csv", std::string(kGrid));
  const auto read = read_with(disk, "[[file]]\nmatch = 'a*.csv'\nmodel = 'm'\n");
  ASSERT_TRUE(read.has_value());
  EXPECT_NE(find_column(read->tables[0], "model"), nullptr);
  EXPECT_EQ(find_column(read->tables[1], "model"), nullptr);
}

TEST(Overrides, WhatMatchesNothingIsRefusedWithTheNearest) {
  EXPECT_EQ(complaint("[[file]]\nmatch = 'runs/*_tunning.csv'\n"),
            "m.toml:2: no file matches 'runs/*_tunning.csv': did you mean 'runs/a_tuning.csv'?");
  EXPECT_EQ(
      complaint("\n[[file]]\nmatch = '*.csv'\n[file.column.wait_m]\nrole = 'note'\n"),
      "m.toml:4: no file that '*.csv' matches has a column 'wait_m': did you mean 'wait_ms'?");
  EXPECT_EQ(
      complaint("[[file]]\nmatch = '*.csv'\nrun = [\n'sesion']\n"),
      "m.toml:4: no file that '*.csv' matches has a column 'sesion': did you mean 'session'?");
  EXPECT_EQ(complaint("[[file]]\nmatch = 'results.dat'\n[file.column.ttft_s]\nunit = 'ms'\n"),
            "m.toml:3: no file that 'results.dat' matches has a column 'ttft_s': no table was read "
            "there");
  EXPECT_EQ(complaint("[[file]]\nmatch = '*.csv'\ntable = 2\n"),
            "m.toml:1: no file that '*.csv' matches has a table 2");
}

TEST(Overrides, AMissingMappingIsAnInputError) {
  const Cancel cancel;
  const auto read = read_trees({"t"}, small_tree(), cancel, {.map_file = "none.toml"});
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kInput);
}

TEST(Overrides, ATreesOwnMappingIsFoundAndTheGivenOneWins) {
  MemoryDisk disk = small_tree();
  disk.add("t/chimera.toml", "[[file]]\nmatch = 'runs/*'\nmodel = 'own'\nrun = 'session'\n");
  disk.add("t/runs/chimera.toml", "not at the top");
  const auto read = read_with(disk, "[[file]]\nmatch = 'runs/b*'\nmodel = 'given'\n");
  ASSERT_TRUE(read.has_value()) << describe(read.error());
  EXPECT_EQ(column_of(*read, 0, "model").text_at(0), "own");
  EXPECT_EQ(column_of(*read, 1, "model").text_at(0), "given");
  EXPECT_EQ(column_of(*read, 1, "session").role, Role::kRun);
  for (const Artifact& artifact : read->artifacts) {
    EXPECT_NE(artifact.path, "chimera.toml");
  }
}

TEST(Overrides, SeveralTreesHaveEachItsOwnMapping) {
  MemoryDisk disk;
  disk.add("one/a.csv", std::string(kGrid));
  disk.add("two/a.csv", std::string(kGrid));
  disk.add("two/chimera.toml", "[[file]]\nmatch = 'a.csv'\nmodel = 'm'\n");
  disk.add("m.toml", "[[file]]\nmatch = 'one/a.csv'\n[file.column.speed]\nrole = 'note'\n");
  const Cancel cancel;
  const auto read = read_trees({"one", "two"}, disk, cancel, {.map_file = "m.toml"});
  ASSERT_TRUE(read.has_value()) << describe(read.error());
  EXPECT_EQ(find_column(read->tables[0], "model"), nullptr);
  EXPECT_NE(find_column(read->tables[1], "model"), nullptr);
  EXPECT_EQ(column_of(*read, 0, "speed").role, Role::kNote);
  EXPECT_EQ(column_of(*read, 1, "speed").role, Role::kMetric);
  disk.add("two/chimera.toml", "[[file]]\nmatch = 'two/a.csv'\n");
  const auto refused = read_trees({"one", "two"}, disk, cancel);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().place.file, "two/chimera.toml");
}

}  // namespace
}  // namespace chimera::read
