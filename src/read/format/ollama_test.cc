#include <cmath>
#include <string>

#include "read/format/fixture.h"

namespace chimera::read {
namespace {

// The numbers are those of the fixtures' last lines, by eye.
TEST(Ollama, TheLastObjectOfAStreamIsATrial) {
  const std::string text = fixture("ollama/generate.ndjson");
  for (const char* name : {"a.ndjson", "a.json"}) {
    const FormatOutput output = read_with_formats(name, ArtifactType::kJson, text);
    ASSERT_EQ(output.tables.size(), 1U) << name;
    const Table& table = output.tables[0];
    EXPECT_EQ(table.format, "ollama");
    EXPECT_EQ(table.rows(), 1U);
    EXPECT_EQ(table.place[0], 25U);
    EXPECT_EQ(meaning(table, "total_duration"), "metric e2e_latency [ns]");
    EXPECT_EQ(meaning(table, "load_duration"), "metric load_time [ns]");
    EXPECT_EQ(meaning(table, "prompt_eval_count"), "metric prompt_tokens");
    EXPECT_EQ(meaning(table, "prompt_eval_duration"), "metric prompt_eval_time [ns]");
    EXPECT_EQ(meaning(table, "eval_count"), "metric tokens");
    EXPECT_EQ(meaning(table, "eval_duration"), "metric eval_time [ns]");
    EXPECT_EQ(meaning(table, "model"), "subject");
    EXPECT_DOUBLE_EQ(number_in(table, "total_duration"), 1133166022);
    EXPECT_DOUBLE_EQ(number_in(table, "eval_count"), 24);
    EXPECT_TRUE(is_accounted_for(output));
    EXPECT_TRUE(output.problems.empty());
  }
}

TEST(Ollama, ChatsAndTextFilesAreReadTheSameWay) {
  const std::string text = fixture("ollama/chat.ndjson") + fixture("ollama/generate.ndjson");
  const FormatOutput output = read_with_formats("a.txt", ArtifactType::kLog, text);
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(output.tables[0].place, (std::vector<std::size_t>{25, 50}));
  EXPECT_DOUBLE_EQ(number_in(output.tables[0], "eval_duration", 0), 185290000);
  EXPECT_DOUBLE_EQ(number_in(output.tables[0], "eval_duration", 1), 208883000);
}

// A twin: a cached prompt and an error, in the shape that api/types.go gives them.
TEST(Ollama, WhatIsLeftOutIsMissing) {
  const FormatOutput output = read_with_formats(
      "a.json", ArtifactType::kJson,
      R"([{"model":"m","created_at":"t","done":true,"total_duration":5,"prompt_eval_count":3,)"
      R"("prompt_eval_duration":2,"eval_count":1,"eval_duration":2},)"
      R"({"model":"m","created_at":"t","done":true,"total_duration":5,"eval_count":1},)"
      R"({"error":"model runner has stopped"}])");
  ASSERT_EQ(output.tables.size(), 1U);
  ASSERT_EQ(output.tables[0].rows(), 3U);
  EXPECT_TRUE(std::isnan(number_in(output.tables[0], "prompt_eval_duration", 1)));
  EXPECT_EQ(meaning(output.tables[0], "error"), "error");
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(Ollama, AStreamThatWasCutIsAProblem) {
  std::string text = fixture("ollama/chat.ndjson");
  text.resize(text.rfind("{\"model\""));
  const FormatOutput output = read_with_formats("a.ndjson", ArtifactType::kJson, text);
  EXPECT_TRUE(output.tables.empty());
  ASSERT_EQ(output.problems.size(), 1U);
  EXPECT_EQ(output.problems[0].where, "line 1");
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(Ollama, OtherObjectsThatAreDoneAreNotMine) {
  const std::string tasks = R"([{"done":true,"created_at":"x","name":"a","seconds":3}])";
  EXPECT_FALSE(read_ollama({"a.json", ArtifactType::kJson, tasks}).has_value());
}

// By hand: 270.558576ms is 0.270558576 s.
TEST(OllamaVerbose, DurationsAreSecondsAndRatesThroughputs) {
  const std::string text = fixture("ollama/run_verbose.txt");
  const FormatOutput output = read_with_formats("a.txt", ArtifactType::kLog, text);
  ASSERT_EQ(output.tables.size(), 1U);
  const Table& table = output.tables[0];
  EXPECT_EQ(table.format, "ollama");
  EXPECT_EQ(meaning(table, "total duration"), "metric e2e_latency [s]");
  EXPECT_EQ(meaning(table, "load duration"), "metric load_time [s]");
  EXPECT_EQ(meaning(table, "prompt eval duration"), "metric prompt_eval_time [s]");
  EXPECT_EQ(meaning(table, "prompt eval rate"), "metric prompt_throughput [tok/s]");
  EXPECT_EQ(meaning(table, "eval rate"), "metric throughput [tok/s]");
  EXPECT_DOUBLE_EQ(number_in(table, "total duration"), 0.270558576);
  EXPECT_DOUBLE_EQ(number_in(table, "prompt eval count"), 11);
  EXPECT_DOUBLE_EQ(number_in(table, "eval rate"), 108.84);
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(OllamaVerbose, UnitsMayDifferFromAnswerToAnswer) {
  const std::string block =
      "load duration: 1.2s\neval count: 9 token(s)\neval duration: 61s\neval rate: 0.15 tokens/s\n";
  const std::string text = "hi\n\ntotal duration: 1m2.3s\n" + block +
                           "\n>>> more\ntotal duration: " + "812.4ms\n" + block;
  const FormatOutput output = read_with_formats("a.log", ArtifactType::kLog, text);
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_DOUBLE_EQ(number_in(output.tables[0], "total duration", 0), 62.3);
  EXPECT_DOUBLE_EQ(number_in(output.tables[0], "total duration", 1), 0.8124);
}

}  // namespace
}  // namespace chimera::read
