#include "engine/ollama_stream.h"

#include <gtest/gtest.h>

#include "engine/recorded.h"

namespace chimera::engine {
namespace {

ChatReply read(std::string_view bytes) {
  return read_in_two<OllamaStream>(bytes, 0);
}

// Texts and counters as they stand in the recorded files.
TEST(OllamaStream, ReadsARecordedChatHoweverItIsSplit) {
  const std::string bytes = recorded("ollama/chat.ndjson");
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const ChatReply reply = read_in_two<OllamaStream>(bytes, cut);
    ASSERT_EQ(reply.text,
              "I can provide additional examples of latency metrics in this context:\n\n"
              "1. Latency Metrics:\n- **Time")
        << "cut at " << cut;
    ASSERT_TRUE(reply.ended);
    ASSERT_TRUE(reply.out_of_tokens);
    ASSERT_EQ(reply.counters.prompt_tokens, 14U);
    ASSERT_EQ(reply.counters.tokens, 24U);
  }
  const ChatReply reply = read_by_bytes<OllamaStream>(bytes);
  EXPECT_DOUBLE_EQ(reply.counters.load_s.value_or(0), 0.560755493);
  EXPECT_DOUBLE_EQ(reply.counters.prompt_eval_s.value_or(0), 0.059533);
  EXPECT_DOUBLE_EQ(reply.counters.eval_s.value_or(0), 0.18529);
  EXPECT_FALSE(reply.counters.reused_tokens.has_value());
  EXPECT_EQ(reply.pieces, 24U);
}

TEST(OllamaStream, ReadsARecordedGenerateToo) {
  const ChatReply reply = read_by_bytes<OllamaStream>(recorded("ollama/generate.ndjson"));
  EXPECT_EQ(
      reply.text,
      "Here are three latency metrics:\n\n1. **Latency Metrics**:\n\n- **Latency**: The time");
  EXPECT_TRUE(reply.ended);
  EXPECT_DOUBLE_EQ(reply.counters.load_s.value_or(0), 0.84870745);
  EXPECT_DOUBLE_EQ(reply.counters.eval_s.value_or(0), 0.208883);
}

TEST(OllamaStream, ReadsARecordedAnswerToASchema) {
  const ChatReply reply = read(recorded("ollama/chat_schema.json"));
  EXPECT_TRUE(reply.ended);
  EXPECT_FALSE(reply.out_of_tokens);
  EXPECT_TRUE(reply.text.starts_with("{\n    \"order\": [\n        \"F3\","));
}

TEST(OllamaStream, WhatWasNotToldIsAbsent) {
  const ChatReply reply =
      read(R"({"message":{"content":"1"},"done":true,"eval_count":-1,"prompt_eval_count":1.5,)"
           R"("eval_duration":"2","load_duration":1e300})");
  EXPECT_TRUE(reply.ended);
  EXPECT_FALSE(reply.counters.tokens.has_value());
  EXPECT_FALSE(reply.counters.prompt_tokens.has_value());
  EXPECT_FALSE(reply.counters.eval_s.has_value());
  EXPECT_FALSE(reply.counters.load_s.has_value());
  EXPECT_FALSE(reply.counters.prompt_eval_s.has_value());
}

TEST(OllamaStream, ACutOrBrokenStreamHasNotEnded) {
  EXPECT_FALSE(read("").ended);
  EXPECT_FALSE(read(R"({"message":{"content":"1"},"done":false})").ended);
  EXPECT_FALSE(read(R"({"message":{"content":"1"},"do)").ended);
  EXPECT_FALSE(read("no JSON\n{\"message\":{\"content\":\"1\"},\"done\":true}\n").ended);
  EXPECT_FALSE(read("{\"message\":{\"content\":\"1\"},\"done\":true}\nno JSON\n").ended);
  EXPECT_TRUE(read("\r\n{\"message\":{\"content\":\"1\"},\"done\":true}\r\n\r\n").ended);
}

TEST(OllamaStream, TellsAnErrorInMidStream) {
  const ChatReply reply = read(
      "{\"message\":{\"content\":\"1\"},\"done\":false}\n{\"error\":\"the runner died\"}\n"
      "{\"message\":{\"content\":\"2\"},\"done\":true}\n");
  EXPECT_EQ(reply.failed, "the runner died");
  EXPECT_FALSE(reply.ended);
  EXPECT_EQ(read("{\"error\":{}}").failed, "no reason given");
}

TEST(OllamaStream, StopsAModelThatRepeatsItself) {
  const FakeClock clock(0);
  OllamaStream stream(clock);
  const std::string line = R"({"message":{"content":"again and again "},"done":false})"
                           "\n";
  std::size_t lines = 0;
  while (stream.add(line)) {
    ASSERT_LT(++lines, 1000U);
  }
  EXPECT_TRUE(stream.reply().too_long);
  EXPECT_LE(stream.reply().text.size(), kReplyBytesMax);
}

TEST(OllamaStream, ACodePointSplitOverPiecesOrCutByTheServerIsNoHarm) {
  const std::string whole = "{\"message\":{\"content\":\"\xC3\xA9 1\"},\"done\":true}\n";
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    EXPECT_EQ(read_in_two<OllamaStream>(whole, cut).text, "\xC3\xA9 1");
  }
  EXPECT_EQ(read("{\"message\":{\"content\":\"\xC3 1\"},\"done\":true}\n").text, "? 1");
  const ChatReply halves = read(R"({"message":{"content":"\ud83d"},"done":false})"
                                "\n"
                                R"({"message":{"content":"\ude00 1"},"done":true})");
  EXPECT_TRUE(halves.ended);
  EXPECT_TRUE(halves.text.ends_with(" 1"));
}

}  // namespace
}  // namespace chimera::engine
