#include "engine/openai_stream.h"

#include <gtest/gtest.h>

#include "engine/recorded.h"

namespace chimera::engine {
namespace {

ChatReply read(std::string_view bytes) {
  return read_in_two<OpenAiStream>(bytes, 0);
}

std::string event(const std::string& json) {
  return "data: " + json + "\n\n";
}

const std::string kOne = event(R"({"choices":[{"delta":{"content":"1"},"finish_reason":null}]})");
const std::string kStop = event(R"({"choices":[{"delta":{},"finish_reason":"stop"}]})");
const std::string kDone = "data: [DONE]\n\n";

// Texts and counters as they stand in the recorded files.
TEST(OpenAiStream, ReadsARecordedLlamaServerHoweverItIsSplit) {
  const std::string bytes = recorded("llama-server/openai_chat_stream.sse");
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const ChatReply reply = read_in_two<OpenAiStream>(bytes, cut);
    ASSERT_EQ(reply.text, "Hello, I'shine. I'm here to help you with whatever you");
    ASSERT_TRUE(reply.ended);
    ASSERT_EQ(reply.counters.tokens, 16U);
  }
  const ChatReply reply = read_by_bytes<OpenAiStream>(bytes);
  EXPECT_TRUE(reply.out_of_tokens);
  EXPECT_EQ(reply.counters.prompt_tokens, 32U);
  EXPECT_EQ(reply.counters.reused_tokens, 0U);
  EXPECT_DOUBLE_EQ(reply.counters.prompt_eval_s.value_or(0), 0.167459);
  EXPECT_DOUBLE_EQ(reply.counters.eval_s.value_or(0), 0.149422);
  EXPECT_FALSE(reply.counters.load_s.has_value());
}

TEST(OpenAiStream, ReadsARecordedOllamaWithoutTimings) {
  const ChatReply reply = read_by_bytes<OpenAiStream>(recorded("ollama/openai_chat_stream.sse"));
  EXPECT_EQ(reply.text, "Hello! I'm Sarah Taylor, and I'll be your ambassador today. It");
  EXPECT_EQ(reply.counters.prompt_tokens, 11U);
  EXPECT_EQ(reply.counters.tokens, 16U);
  EXPECT_FALSE(reply.counters.reused_tokens.has_value());
  EXPECT_FALSE(reply.counters.eval_s.has_value());
}

TEST(OpenAiStream, EndsByReasonOrByDone) {
  EXPECT_TRUE(read(kOne + kStop + kDone).ended);
  EXPECT_TRUE(read(kOne + kStop).ended);
  EXPECT_TRUE(read(kOne + kDone).ended);
  EXPECT_FALSE(read(kOne + kStop + kDone).out_of_tokens);
  EXPECT_TRUE(read(": alive\n\n" + kOne + ": alive\r\n\r\ndata: [DONE]").ended);
}

TEST(OpenAiStream, ACutOrBrokenStreamHasNotEnded) {
  EXPECT_FALSE(read("").ended);
  EXPECT_FALSE(read(kOne).ended);
  EXPECT_FALSE(read(kOne + R"(data: {"choices":[{"del)").ended);
  EXPECT_FALSE(read(event("no JSON") + kOne + kStop + kDone).ended);
  EXPECT_FALSE(read("HTTP/1.1 500 Internal Server Error\r\n\r\n").ended);
  EXPECT_FALSE(read("<html>no such page</html>").ended);
}

TEST(OpenAiStream, TellsAnErrorInMidStream) {
  EXPECT_EQ(read(kOne + event(R"({"error":{"message":"out of memory","code":500}})")).failed,
            "out of memory");
  EXPECT_EQ(read(kOne + event(R"({"error":"overloaded"})") + kDone).failed, "overloaded");
  EXPECT_EQ(read(kOne + "event: error\ndata: {\"error\":{\"message\":\"late\"}}\n\n").failed,
            "late");
  EXPECT_EQ(read(kOne + "error: {\"error\":{\"message\":\"old\"}}\n\n").failed, "old");
  EXPECT_FALSE(read(event(R"({"error":null,"choices":[]})") + kDone).failed.has_value());
}

TEST(OpenAiStream, WhatIsOddInAnEventIsSkipped) {
  const ChatReply reply =
      read(event("{}") + event("[]") + event("3") + event(R"({"choices":{}})") +
           event(R"({"choices":[null]})") +
           event(R"({"choices":[{"delta":{"content":7}}],"usage":null})") + kOne + kStop);
  EXPECT_TRUE(reply.ended);
  EXPECT_EQ(reply.text, "1");
}

}  // namespace
}  // namespace chimera::engine
