#include <string>

#include "read/format/fixture.h"

namespace chimera::read {
namespace {

// The numbers are those of the fixture's last event, by eye.
TEST(LlamaServer, TheEventWithTheTimingsIsATrial) {
  const std::string text = fixture("llama-server/openai_chat_stream.sse");
  const FormatOutput output = read_with_formats("a.sse", ArtifactType::kLog, text);
  ASSERT_EQ(output.tables.size(), 1U);
  const Table& table = output.tables[0];
  EXPECT_EQ(table.format, "llama-server");
  EXPECT_EQ(table.rows(), 1U);
  EXPECT_EQ(meaning(table, "timings.cache_n"), "metric cached_tokens");
  EXPECT_EQ(meaning(table, "timings.prompt_n"), "metric prompt_tokens.evaluated");
  EXPECT_EQ(meaning(table, "timings.prompt_ms"), "metric prompt_eval_time [ms]");
  EXPECT_EQ(meaning(table, "timings.prompt_per_second"), "metric prompt_throughput [tok/s]");
  EXPECT_EQ(meaning(table, "timings.predicted_n"), "metric tokens");
  EXPECT_EQ(meaning(table, "timings.predicted_ms"), "metric eval_time [ms]");
  EXPECT_EQ(meaning(table, "timings.predicted_per_token_ms"), "metric tpot [ms]");
  EXPECT_EQ(meaning(table, "timings.predicted_per_second"), "metric throughput [tok/s]");
  EXPECT_EQ(meaning(table, "usage.prompt_tokens"), "metric prompt_tokens");
  EXPECT_EQ(meaning(table, "usage.completion_tokens"), "metric tokens");
  EXPECT_EQ(meaning(table, "model"), "subject");
  EXPECT_DOUBLE_EQ(number_in(table, "timings.predicted_ms"), 149.422);
  EXPECT_DOUBLE_EQ(number_in(table, "timings.predicted_per_second"), 100.38682389474107);
  EXPECT_DOUBLE_EQ(number_in(table, "usage.prompt_tokens"), 32);
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(OpenAi, AStreamHasItsUsage) {
  const std::string text = fixture("ollama/openai_chat_stream.sse");
  const FormatOutput output = read_with_formats("a.txt", ArtifactType::kLog, text + "\n" + text);
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(output.tables[0].format, "openai");
  EXPECT_EQ(output.tables[0].rows(), 1U);  // one id, one answer
  EXPECT_DOUBLE_EQ(number_in(output.tables[0], "usage.prompt_tokens"), 11);
  EXPECT_DOUBLE_EQ(number_in(output.tables[0], "usage.completion_tokens"), 16);
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(OpenAi, AStreamWithoutUsageIsAProblem) {
  std::string text = fixture("ollama/openai_chat_stream.sse");
  text.resize(text.find("data: {\"id\":\"chatcmpl-972\"", 800));
  const FormatOutput output = read_with_formats("a.sse", ArtifactType::kLog, text);
  EXPECT_TRUE(output.tables.empty());
  ASSERT_EQ(output.problems.size(), 1U);
  EXPECT_EQ(output.problems[0].where, "line 1");
  EXPECT_TRUE(is_accounted_for(output));
}

// Twins: whole answers, and llama-server's own streams, in the shape of its server-task.cpp.
TEST(LlamaServer, AnswersInJsonAndItsOwnStreamsAreTrials) {
  const std::string answer =
      R"({"object":"chat.completion","choices":[{"index":0,"message":{"content":"a"}}],)"
      R"("usage":{"prompt_tokens":4,"completion_tokens":2},)"
      R"("timings":{"prompt_n":1,"cache_n":3,"predicted_n":2,"predicted_ms":50}})";
  const FormatOutput lines =
      read_with_formats("a.jsonl", ArtifactType::kJson, answer + "\n" + answer + "\n");
  const Table& rows = lines.tables.front();
  EXPECT_EQ(rows.rows(), 2U);
  EXPECT_DOUBLE_EQ(number_in(rows, "timings.cache_n", 1), 3);
  const FormatOutput one = read_with_formats("a.json", ArtifactType::kJson, answer);
  ASSERT_EQ(one.tables.size(), 2U);
  EXPECT_EQ(one.tables[0].pointer, "");
  EXPECT_EQ(meaning(one.tables[1], "timings.predicted_ms"), "note eval_time [ms]");
  const std::string part = "data: {\"content\":\"x\",\"stop\":false}\n\n";
  const std::string end =
      "data: "
      "{\"content\":\"\",\"stop\":true,\"timings\":{\"predicted_n\":2,\"predicted_ms\":7}}\n\n";
  const FormatOutput own =
      read_with_formats("a.sse", ArtifactType::kLog, part + end + part + part + end);
  ASSERT_EQ(own.tables.size(), 1U);
  EXPECT_EQ(own.tables[0].place, (std::vector<std::size_t>{3, 9}));
}

// The numbers are the files', by eye.
TEST(LlamaServer, AnAnswerThatIsNoStreamIsATrial) {
  for (const auto& [name, speed] : {std::pair("chat.json", 46.3861010373619),
                                    std::pair("completion.json", 69.47032038448664)}) {
    const FormatOutput output = read_with_formats("a.json", ArtifactType::kJson,
                                                  fixture(std::string("llama-server/") + name));
    ASSERT_FALSE(output.tables.empty());
    const Table& table = output.tables[0];
    EXPECT_EQ(table.format, "llama-server");
    EXPECT_EQ(table.rows(), 1U);
    EXPECT_EQ(meaning(table, "timings.predicted_per_second"), "metric throughput [tok/s]");
    EXPECT_DOUBLE_EQ(number_in(table, "timings.predicted_per_second"), speed);
    EXPECT_TRUE(is_accounted_for(output));
  }
}

TEST(OpenAi, OtherRecordsWithAUsageAreNotMine) {
  const std::string machine = R"([{"usage":{"cpu":3}},{"usage":{"cpu":4}}])";
  EXPECT_FALSE(read_openai({"a.json", ArtifactType::kJson, machine}).has_value());
}

}  // namespace
}  // namespace chimera::read
