#include <string>

#include "read/format/fixture.h"

namespace chimera::read {
namespace {

// The numbers are those of the fixtures, by eye: two thread counts, pp32, pp64 and tg16, one run of
// the tool for each form.
TEST(LlamaBench, JsonLinesHaveTheRepetitionsOfJson) {
  for (const auto& [name, first] : {std::pair("bench.json", 0U), std::pair("bench.jsonl", 1U)}) {
    const std::string text = fixture(std::string("llama-bench/") + name);
    const FormatOutput output = read_with_formats(name, ArtifactType::kJson, text);
    ASSERT_EQ(output.tables.size(), 3U) << name;
    EXPECT_EQ(output.tables[0].kind, TableKind::kSummary);
    EXPECT_EQ(output.tables[0].place[0], first);
    EXPECT_EQ(output.tables[0].rows(), 6U);
    EXPECT_EQ(meaning(output.tables[0], "avg_ts"), "summary [tok/s]");
    EXPECT_EQ(meaning(output.tables[1], "samples_ts"), "metric prompt_throughput [tok/s]");
    EXPECT_EQ(meaning(output.tables[1], "samples_ns"), "metric prompt_eval_time [ns]");
    EXPECT_EQ(meaning(output.tables[2], "samples_ts"), "metric throughput [tok/s]");
    EXPECT_EQ(meaning(output.tables[2], "samples_ns"), "metric eval_time [ns]");
    EXPECT_EQ(find_column(output.tables[2], "test")->text_at(0), "tg16");
    EXPECT_TRUE(is_accounted_for(output));
  }
}

// A sweep of what only some builds know would otherwise look like repetitions of one configuration.
TEST(LlamaBench, EachSettingTellsConfigurationsApart) {
  const FormatOutput output =
      read_with_formats("bench.json", ArtifactType::kJson, fixture("llama-bench/bench.json"));
  for (const std::size_t table : {0U, 1U}) {
    EXPECT_EQ(meaning(output.tables[table], "n_cpu_moe"), "factor");
    EXPECT_EQ(meaning(output.tables[table], "split_mode"), "factor");
    EXPECT_EQ(meaning(output.tables[table], "model_size"), "note");
    EXPECT_DOUBLE_EQ(number_in(output.tables[table], "model_n_params"), 134515008);
  }
}

TEST(LlamaBench, SqlIsReadAsItsInserts) {
  const std::string text = fixture("llama-bench/bench.sql");
  const FormatOutput output = read_with_formats("bench.sql", ArtifactType::kLog, text);
  ASSERT_EQ(output.tables.size(), 1U);
  const Table& table = output.tables[0];
  EXPECT_EQ(table.format, "llama-bench sql");
  EXPECT_EQ(table.kind, TableKind::kSummary);
  ASSERT_EQ(table.rows(), 6U);
  EXPECT_DOUBLE_EQ(number_in(table, "avg_ts", 0), 97.837959);
  EXPECT_DOUBLE_EQ(number_in(table, "stddev_ns", 5), 9495970);
  EXPECT_EQ(find_column(table, "test")->text_at(5), "tg16");
  EXPECT_EQ(meaning(table, "avg_ts"), "summary [tok/s]");
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(LlamaBench, ABrokenInsertIsLeftOutAndSaid) {
  const std::string head = "INSERT INTO llama_bench (cpu_info, n_prompt, n_gen, avg_ts) VALUES (";
  const std::string text = head + "'Sam's 'CPU', '8', '0', '5.5');\n" + head + "'a', '8'";
  const FormatOutput output = read_with_formats("a.sql", ArtifactType::kLog, text);
  ASSERT_EQ(output.tables.size(), 1U);
  ASSERT_EQ(output.tables[0].rows(), 1U);
  EXPECT_EQ(find_column(output.tables[0], "cpu_info")->text_at(0), "Sam's 'CPU");
  EXPECT_DOUBLE_EQ(number_in(output.tables[0], "avg_ts"), 5.5);
  ASSERT_EQ(output.problems.size(), 1U);
  EXPECT_EQ(output.problems[0].where, "line 2");
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(LlamaBench, AStatedSpeedHasADefinitionWhereAllTestsAreOfAKind) {
  const auto read = [](const std::string& tests) {
    return read_with_formats("a.md", ArtifactType::kMarkdown,
                             "| model | threads | test | t/s |\n|---|---|---|---|\n" + tests);
  };
  const std::string prompt =
      "| m | 1 | pp512 | 112.12 ± 7.71 |\n| m | 1 | pp512 @ d4096 | 90 ± 1 |\n";
  const std::string generated = "| m | 1 | tg128 @ d4096 | 20.5 ± 1 |\n";
  const Table pp = read(prompt).tables.at(0);
  EXPECT_EQ(meaning(pp, "t/s"), "summary prompt_throughput [tok/s]");
  EXPECT_EQ(meaning(pp, "stddev t/s"), "summary [tok/s]");
  EXPECT_DOUBLE_EQ(number_in(pp, "stddev t/s"), 7.71);
  EXPECT_EQ(meaning(read(generated).tables.at(0), "t/s"), "summary throughput [tok/s]");
  EXPECT_EQ(meaning(read(prompt + generated).tables.at(0), "t/s"), "summary [tok/s]");
  EXPECT_EQ(meaning(read("| m | 1 | pp512+tg128 | 9 ± 1 |\n").tables.at(0), "t/s"),
            "summary [tok/s]");
}

TEST(LlamaBench, ATableRightBelowWhatItSaysOfItsDevices) {
  const std::string_view printed =
      "ggml_cuda_init: found 1 CUDA devices:\n"
      "  Device 0: NVIDIA L4, compute capability 8.9, VMM: yes\n"
      "| model | size | params | backend | ngl | fa | test | t/s |\n"
      "| --- | ---: | ---: | --- | --: | -: | ---: | ---: |\n"
      "| qwen2 1.5B Q4_K - Medium | 0.92 GiB | 1.54 B | CUDA | 99 | 0 | pp512 | 6776.36 ± 41.24 |\n"
      "| qwen2 1.5B Q4_K - Medium | 0.92 GiB | 1.54 B | CUDA | 99 | 1 | pp512 | 7444.47 ± 55.61 |\n"
      "llama_bench: error: failed to create context with model 'a.gguf'\n";
  for (const ArtifactType type : {ArtifactType::kMarkdown, ArtifactType::kLog}) {
    const Table rows = read_with_formats("a.md", type, printed).tables.at(0);
    ASSERT_EQ(rows.rows(), 2U);
    EXPECT_EQ(rows.place.front(), 5U);
    EXPECT_NE(find_column(rows, "fa"), nullptr);
  }
}

TEST(LlamaBench, DepthIsPartOfATestsNameAsInItsMarkdown) {
  const FormatOutput output = read_with_formats(
      "a.jsonl", ArtifactType::kJson,
      R"({"n_prompt":0,"n_gen":32,"n_depth":4096,"avg_ts":7.5,"samples_ts":[7,8]})");
  EXPECT_EQ(find_column(output.tables.at(1), "test")->text_at(0), "tg32 @ d4096");
  EXPECT_EQ(meaning(output.tables[0], "avg_ts"), "summary throughput [tok/s]");
}

TEST(LlamaBench, TheMarkdownAndCsvOfAReleaseAreRead) {
  const std::string markdown = fixture("llama-bench/bench.md");
  const Table rows = read_with_formats("a.md", ArtifactType::kMarkdown, markdown).tables.at(0);
  EXPECT_DOUBLE_EQ(number_in(rows, "t/s", 5), 134.04);
  const std::string csv = fixture("llama-bench/bench.csv");
  const Table cells = read_with_formats("a.csv", ArtifactType::kCsv, csv).tables.at(0);
  EXPECT_DOUBLE_EQ(number_in(cells, "avg_ts", 5), 114.571934);
}

}  // namespace
}  // namespace chimera::read
