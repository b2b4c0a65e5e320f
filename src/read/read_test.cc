#include "read/read.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace chimera::read {
namespace {

Observations read_all(const MemoryDisk& disk) {
  const Cancel cancel;
  auto observations = read_trees({"t"}, disk, cancel);
  EXPECT_TRUE(observations.has_value());
  return observations.value_or(Observations{});
}

const Table* table_at(const Observations& observations, std::string_view file,
                      std::string_view pointer) {
  for (const Table& table : observations.tables) {
    if (table.file == file && table.pointer == pointer) {
      return &table;
    }
  }
  return nullptr;
}

TEST(Read, CsvWithBomCrlfAndQuotesBecomesATable) {
  MemoryDisk disk;
  disk.add("t/a.csv", "\xEF\xBB\xBF\"model\",\"ttft_s\"\r\n\"a, \"\"b\"\"\",\"0.5\"\r\nm,74\r\n");
  const Observations observations = read_all(disk);
  ASSERT_EQ(observations.tables.size(), 1U);
  const Table& table = observations.tables[0];
  ASSERT_EQ(table.rows(), 2U);
  EXPECT_EQ(find_column(table, "model")->text_at(0), "a, \"b\"");
  EXPECT_DOUBLE_EQ(find_column(table, "ttft_s")->number_at(0), 0.5);
  EXPECT_EQ(table.place, (std::vector<std::size_t>{2, 3}));
}

TEST(Read, JsonRecordsShareTheScalarsAboveThem) {
  MemoryDisk disk;
  disk.add("t/a.json", R"({"model":"g","results":[{"ttft_s":1,"x":{"load_s":2}},{"ttft_s":3}]})");
  const Observations observations = read_all(disk);
  const Table* table = table_at(observations, "a.json", "/results");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->rows(), 2U);
  EXPECT_EQ(find_column(*table, "model")->text_at(1), "g");
  EXPECT_DOUBLE_EQ(find_column(*table, "x.load_s")->number_at(0), 2);
  EXPECT_EQ(find_column(*table, "x.load_s")->text_at(1), "");
}

TEST(Read, KeysThatNameThingsBecomeAColumnNamedByTheirParent) {
  MemoryDisk disk;
  disk.add("t/a.json", R"({"at":"now","backends":{"eager":{"b":{"mean_time_ms":1.5}},
                          "jit":{"b":{"mean_time_ms":2.5}}}})");
  const Observations observations = read_all(disk);
  const Table* table = table_at(observations, "a.json", "/backends");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(find_column(*table, "backends")->text, (std::vector<std::string>{"eager", "jit"}));
  EXPECT_EQ(find_column(*table, "backends")->role, Role::kSubject);
  EXPECT_DOUBLE_EQ(find_column(*table, "b.mean_time_ms")->number_at(1), 2.5);
  EXPECT_EQ(table->kind, TableKind::kSummary);
}

TEST(Read, LlamaBenchSamplesAreTrialsAndItsMeansAreStated) {
  MemoryDisk disk;
  disk.add("t/b.json", R"([{"model_filename":"m.gguf","n_threads":1,"n_prompt":0,"n_gen":32,
    "avg_ts":10.0,"stddev_ts":1.0,"samples_ns":[1,2,3],"samples_ts":[9.0,10.0,11.0]}])");
  const Observations observations = read_all(disk);
  ASSERT_EQ(observations.tables.size(), 2U);
  EXPECT_EQ(observations.tables[0].kind, TableKind::kSummary);
  const Table& trials = observations.tables[1];
  EXPECT_EQ(trials.rows(), 3U);
  const Column* speed = find_column(trials, "samples_ts");
  EXPECT_EQ(speed->definition->name, "throughput");
  EXPECT_EQ(find_column(trials, "test")->text_at(0), "tg32");
  EXPECT_EQ(find_column(trials, "model")->text_at(0), "m.gguf");
}

TEST(Read, ATableInProseIsAClaim) {
  MemoryDisk disk;
  disk.add("t/a.md", "# Report\n\n| model | ttft_s |\n|---|---|\n| m | 3 |\n");
  const Observations observations = read_all(disk);
  ASSERT_EQ(observations.tables.size(), 1U);
  EXPECT_EQ(observations.tables[0].kind, TableKind::kClaim);
}

TEST(Read, ModelIsFoundInTheFilesName) {
  MemoryDisk disk;
  disk.add("t/g_270m_base.json", R"({"model":"g:270m","results":[{"ttft_s":1},{"ttft_s":2}]})");
  disk.add("t/g_270m_tuning.csv", "num_gpu,ttft_s\n1,0.5\n");
  const Observations observations = read_all(disk);
  const Table* table = table_at(observations, "g_270m_tuning.csv", "");
  ASSERT_NE(table, nullptr);
  ASSERT_NE(find_column(*table, "model"), nullptr);
  EXPECT_EQ(find_column(*table, "model")->text_at(0), "g:270m");
}

TEST(Read, AModelMayBeBegunInTheFilesName) {
  MemoryDisk disk;
  disk.add("t/suite.csv",
           "model,ttft_s\ng2.5:7b-instruct-q4_K_M,1\ng2.5:1.5b-instruct-q4_K_M,2\nh:7b-it,3\n"
           "h:7b-base,3\n");
  for (const char* const name : {"g2.5_7b_sweep.csv", "g2.5_1.5b_sweep.csv", "h_7b_sweep.csv",
                                 "g2.5_sweep.csv", "g2.5_7b_q8_0_sweep.csv"}) {
    disk.add(std::string("t/") + name, "num_gpu,ttft_s\n1,0.5\n");
  }
  const Observations observations = read_all(disk);
  const auto model_of = [&](const char* name) {
    const Table* const table = table_at(observations, name, "");
    const Column* const model = table == nullptr ? nullptr : find_column(*table, "model");
    return model == nullptr ? "" : std::string(model->text_at(0));
  };
  EXPECT_EQ(model_of("g2.5_7b_sweep.csv"), "g2.5:7b-instruct-q4_K_M");
  EXPECT_EQ(model_of("g2.5_1.5b_sweep.csv"), "g2.5:1.5b-instruct-q4_K_M");
  EXPECT_EQ(model_of("h_7b_sweep.csv"), "") << "two begin so";
  EXPECT_EQ(model_of("g2.5_sweep.csv"), "") << "two begin so";
  EXPECT_EQ(model_of("g2.5_7b_q8_0_sweep.csv"), "") << "another variant";
}

TEST(Read, AMemberThatFailedLeavesItsLikesATable) {
  MemoryDisk disk;
  disk.add("t/a.json", R"({"backends":{
    "eager":{"backend":"eager","compilation":null,
             "benchmark":{"mean_time_ms":1.5,"std_time_ms":0.1,"min_time_ms":1.4}},
    "compile":{"backend":"compile","compilation":{"success":false,"error":"no triton","log":""},
               "benchmark":null}}})");
  const Observations observations = read_all(disk);
  const Table* const table = table_at(observations, "a.json", "/backends");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->rows(), 2U);
  EXPECT_DOUBLE_EQ(find_column(*table, "benchmark.mean_time_ms")->number_at(0), 1.5);
}

TEST(Read, WhatCannotBeReadIsAProblemAndTheRestIsRead) {
  MemoryDisk disk;
  disk.add("t/bad.json", "{\"a\":\n[1,");
  disk.add("t/empty.csv", "");
  disk.add("t/good.csv", "model,ttft_s\nm,1\n");
  disk.add("t/locked.csv", "x");
  disk.add("t/ragged.csv", "a,ttft_s\n1,2\n1,2,3\n");
  disk.break_file("t/locked.csv", "Permission denied");
  const Observations observations = read_all(disk);
  EXPECT_NE(table_at(observations, "good.csv", ""), nullptr);
  std::vector<std::string> files;
  files.reserve(observations.problems.size());
  for (const Problem& problem : observations.problems) {
    files.push_back(problem.file);
  }
  EXPECT_EQ(files, (std::vector<std::string>{"bad.json", "empty.csv", "locked.csv", "ragged.csv"}));
  EXPECT_EQ(observations.problems.back().where, "line 3");
}

TEST(Read, ATreeWithoutAReadableFileIsAnError) {
  MemoryDisk disk;
  disk.add("t/picture.png", "x");
  const Cancel cancel;
  const auto observations = read_trees({"t"}, disk, cancel);
  ASSERT_FALSE(observations.has_value());
  EXPECT_EQ(observations.error().code, ErrorCode::kInput);
}

TEST(Read, SeveralTreesPutTheirNameFirst) {
  MemoryDisk disk;
  disk.add("x/one/a.csv", "model,ttft_s\nm,1\n");
  disk.add("two/a.csv", "model,ttft_s\nm,1\n");
  const Cancel cancel;
  const auto observations = read_trees({"x/one/", "two"}, disk, cancel);
  ASSERT_TRUE(observations.has_value());
  EXPECT_EQ(observations->artifacts[0].path, "one/a.csv");
  EXPECT_EQ(observations->artifacts[1].path, "two/a.csv");
}

// What no tool's report stands in is listed, whatever it is; a report that breaks says where.
TEST(Read, YamlCountsWhereAKnownReportStandsInIt) {
  MemoryDisk disk;
  disk.add("t/a.csv", "model,ttft_s\nm,1\n");
  disk.add("t/bytes.yml", std::string("\0\x01\x02", 3));
  disk.add("t/compose.yaml", "version: '3'\nservices: {web: {image: nginx}}\n");
  disk.add("t/report.yaml",
           "version: '0.1'\nscenario: {model: {name: m}}\n"
           "metrics: {latency: {request_latency: {units: s, mean: 1.5}}}\n");
  disk.add("t/torn.yaml", "version: '0.1'\nscenario: {model: [}\nunits: s\n");
  const Observations observations = read_all(disk);
  std::string types;
  for (const Artifact& artifact : observations.artifacts) {
    types += artifact.path + " " + std::string(artifact_type_name(artifact.type)) + ", ";
  }
  EXPECT_EQ(types,
            "a.csv CSV, bytes.yml other, compose.yaml other, report.yaml YAML, torn.yaml other, ");
  ASSERT_EQ(observations.problems.size(), 1U);
  EXPECT_EQ(observations.problems[0].file, "torn.yaml");
  EXPECT_EQ(observations.problems[0].where, "line 2");
  ASSERT_NE(table_at(observations, "report.yaml", ""), nullptr);
}

}  // namespace
}  // namespace chimera::read
