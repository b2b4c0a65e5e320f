#include "engine/chat_engine.h"

#include <gtest/gtest.h>

#include <deque>
#include <utility>

namespace chimera::engine {
namespace {

const std::vector<std::string> kThree = {"One is so.\n", "Two is so.\n", "Three is so.\n"};
const std::vector<std::string> kOne = {"Alone.\n"};

// What a scripted server was asked and says.
struct Talk {
  std::vector<ChatQuestion> questions;
  std::deque<ChatReply> replies;
};

class TalkServer : public ChatServer {
 public:
  explicit TalkServer(Talk& talk) : talk_(&talk) {}

  [[nodiscard]] std::string model_name() const override { return "talker"; }

  [[nodiscard]] std::string shown_url() const override { return "'http://talk/'"; }

  Result<ChatReply> ask(const ChatQuestion& question) override {
    talk_->questions.push_back(question);
    if (talk_->replies.empty()) {
      return fail(ErrorCode::kEngine, "gone");
    }
    ChatReply reply = talk_->replies.front();
    talk_->replies.pop_front();
    return reply;
  }

 private:
  Talk* talk_;
};

ChatReply says(std::string text) {
  ChatReply reply;
  reply.text = std::move(text);
  reply.ended = true;
  reply.counters.tokens = 8;
  return reply;
}

ChatReply cut(std::string text) {
  ChatReply reply = says(std::move(text));
  reply.ended = false;
  return reply;
}

class ChatEngineTest : public testing::Test {
 protected:
  ChatEngine engine(const Options& options = {}) {
    return {std::make_unique<TalkServer>(talk_), options, clock_};
  }

  Talk talk_;
  FakeClock clock_{0};
};

TEST_F(ChatEngineTest, AsksWithThePromptAndWhatWasTold) {
  talk_.replies = {says(R"({"choice":2})"), says("3")};
  ChatEngine asked = engine();
  ASSERT_TRUE(asked.set_prompt({"who", "what"}));
  EXPECT_TRUE(talk_.questions.empty()) << "nothing is sent before the first choice";
  EXPECT_EQ(asked.choose(kThree).value(), 1U);
  EXPECT_EQ(asked.choose(kOne).value(), 0U);
  EXPECT_EQ(asked.choose(kThree).value(), 2U);
  ASSERT_EQ(talk_.questions.size(), 2U) << "one sentence is no question";
  const auto& first = talk_.questions[0].messages;
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].role, "system");
  EXPECT_EQ(first[0].text, "who");
  EXPECT_EQ(first[1].role, "user");
  EXPECT_TRUE(first[1].text.starts_with("what\n\nAll of these"));
  const auto& second = talk_.questions[1].messages;
  ASSERT_EQ(second.size(), 4U);
  EXPECT_EQ(second[1].text, "what");
  EXPECT_EQ(second[2].role, "assistant");
  EXPECT_EQ(second[2].text, "Two is so.\nAlone.\n");
  EXPECT_EQ(second[3].role, "user");
  EXPECT_EQ(talk_.questions[1].offered, 3U);
  EXPECT_FALSE(asked.can_score());
  EXPECT_EQ(asked.model_name(), "talker");
}

TEST_F(ChatEngineTest, OffersSomeOfMany) {
  std::vector<std::string> many;
  many.reserve(100);
  for (int i = 0; i < 100; ++i) {
    many.push_back("Way " + std::to_string(i) + ".\n");
  }
  talk_.replies = {says("1"), says("3"), says("8"), says("9"), says("lies")};
  ChatEngine asked = engine();
  ASSERT_TRUE(asked.set_prompt({}));
  EXPECT_EQ(asked.choose(many).value(), 0U);
  EXPECT_EQ(asked.choose(many).value(), 25U) << "two eighths of a hundred";
  EXPECT_EQ(asked.choose(many).value(), 87U);
  EXPECT_EQ(asked.choose(many).value(), 0U) << "nine was not offered";
  const std::string& question = talk_.questions[0].messages.back().text;
  EXPECT_NE(question.find("\n3. Way 25.\n"), std::string::npos);
  EXPECT_EQ(talk_.questions[0].offered, kOfferedMax);
  const std::vector<std::string> nine(many.begin(), many.begin() + 9);
  talk_.replies = {says("8")};
  EXPECT_EQ(asked.choose(nine).value(), 7U);
}

TEST_F(ChatEngineTest, OffersFewerOfLongSentencesButTwo) {
  talk_.replies = {says("3"), says("2"), says("2")};
  ChatEngine asked = engine();
  ASSERT_TRUE(asked.set_prompt({}));
  EXPECT_EQ(asked.choose(std::vector<std::string>(12, std::string(400, 'x'))).value(), 8U);
  EXPECT_EQ(talk_.questions[0].offered, 3U);
  EXPECT_EQ(asked.choose(std::vector<std::string>(12, std::string(9000, 'x'))).value(), 6U);
  EXPECT_EQ(talk_.questions[1].offered, 2U);
  EXPECT_EQ(asked.choose(std::vector<std::string>(2, "")).value(), 1U);
}

TEST_F(ChatEngineTest, AsksAgainOnceThenTheFirstSentenceStands) {
  talk_.replies = {says("13.12 tokens per second"), says("2"), says("4"), says("nothing fits")};
  ChatEngine asked = engine();
  ASSERT_TRUE(asked.set_prompt({"who", "what"}));
  EXPECT_EQ(asked.choose(kThree).value(), 1U);
  EXPECT_EQ(asked.measurement().replaced, 0U);
  EXPECT_EQ(asked.choose(kThree).value(), 0U);
  EXPECT_EQ(asked.measurement().asked, 2U);
  EXPECT_EQ(asked.measurement().replaced, 1U);
  ASSERT_EQ(talk_.questions.size(), 4U);
  EXPECT_NE(talk_.questions[1].messages.back().text, talk_.questions[0].messages.back().text);
  for (const ChatQuestion& question : talk_.questions) {
    for (const ChatMessage& message : question.messages) {
      EXPECT_EQ(message.text.find("13.12"), std::string::npos);
    }
  }
}

TEST_F(ChatEngineTest, EmitsTheSentenceAndNotWhatTheModelSaid) {
  talk_.replies = {says(R"({"choice":2,"why":"it is 40 % faster"})"), says("lies"), says("lies")};
  ChatEngine asked = engine();
  std::string emitted;
  asked.set_sink([&](std::string_view text, double) { emitted += text; });
  ASSERT_TRUE(asked.set_prompt({}));
  ASSERT_TRUE(asked.choose(kThree));
  ASSERT_TRUE(asked.choose(kOne));
  ASSERT_TRUE(asked.choose(kThree));
  EXPECT_EQ(emitted, "Two is so.\nAlone.\nOne is so.\n");
}

TEST_F(ChatEngineTest, SumsWhatTheServerTellsAndLeavesOutWhatItDoesNot) {
  ChatReply reply = says("1");
  reply.first_at_s = 3;
  reply.counters.load_s = 0.5;
  reply.counters.prompt_tokens = 100;
  reply.counters.eval_s = 0.25;
  talk_.replies = {reply, reply};
  talk_.replies[1].counters.eval_s.reset();
  ChatEngine asked = engine();
  clock_.advance(1);
  ASSERT_TRUE(asked.set_prompt({}));
  clock_.advance(4);
  ASSERT_TRUE(asked.choose(kThree));
  EXPECT_EQ(asked.measurement().eval_s, 0.25);
  ASSERT_TRUE(asked.choose(kThree));
  const Measurement measured = asked.measurement();
  EXPECT_EQ(measured.tokens, 16U);
  EXPECT_EQ(measured.prompt_tokens, 200U);
  EXPECT_EQ(measured.load_s, 1.0);
  EXPECT_FALSE(measured.eval_s.has_value()) << "a sum with an unknown part is unknown";
  EXPECT_FALSE(measured.prompt_eval_s.has_value());
  EXPECT_FALSE(measured.decode_calls.has_value());
  EXPECT_DOUBLE_EQ(measured.ttft_s.value_or(0), 1.5) << "3 - 1 - 0.5: without the load";
  EXPECT_DOUBLE_EQ(measured.total_s, 4);
  EXPECT_EQ(measured.counts_from, "server");
  EXPECT_EQ(measured.ttft_from, "client");
  ASSERT_TRUE(asked.set_prompt({}));
  EXPECT_FALSE(asked.measurement().tokens.has_value()) << "each call has its own";
}

TEST_F(ChatEngineTest, StopsAskingOnceTheBudgetIsUsedUp) {
  talk_.replies = {says("2"), says("2"), says("2")};
  Options options;
  options.num_predict = 10;
  ChatEngine asked = engine(options);
  ASSERT_TRUE(asked.set_prompt({}));
  EXPECT_EQ(asked.choose(kThree).value(), 1U);
  EXPECT_EQ(asked.choose(kThree).value(), 1U);
  EXPECT_EQ(talk_.questions[0].tokens_max, 10U);
  EXPECT_EQ(talk_.questions[1].tokens_max, 2U) << "8 of 10 are used";
  EXPECT_FALSE(asked.choose(kThree).value().has_value());
  EXPECT_FALSE(asked.choose(kOne).value().has_value());
  EXPECT_EQ(talk_.questions.size(), 2U);
  ASSERT_TRUE(asked.set_prompt({}));
  EXPECT_EQ(asked.choose(kThree).value(), 1U);
}

TEST_F(ChatEngineTest, AnAnswerThatTheBudgetCutIsNoAnswerOfTheModel) {
  ChatReply reply = says("{\"cho");
  reply.out_of_tokens = true;
  talk_.replies = {reply};
  Options options;
  options.num_predict = 8;
  ChatEngine asked = engine(options);
  ASSERT_TRUE(asked.set_prompt({}));
  EXPECT_FALSE(asked.choose(kThree).value().has_value());
  EXPECT_EQ(asked.measurement().asked, 0U);
  EXPECT_EQ(asked.measurement().replaced, 0U);
}

TEST_F(ChatEngineTest, PiecesAreTheBudgetWhereNothingIsCounted) {
  ChatReply reply = says("2");
  reply.counters.tokens.reset();
  reply.pieces = 5;
  talk_.replies = {reply};
  Options options;
  options.num_predict = 5;
  ChatEngine asked = engine(options);
  ASSERT_TRUE(asked.set_prompt({}));
  EXPECT_EQ(asked.choose(kThree).value(), 1U);
  EXPECT_FALSE(asked.choose(kThree).value().has_value());
}

TEST_F(ChatEngineTest, ARepliesPartIsNoNumber) {
  talk_.replies = {cut("1"), says("3")};
  ChatEngine asked = engine();
  ASSERT_TRUE(asked.set_prompt({}));
  EXPECT_EQ(asked.choose(kThree).value(), 2U);
}

TEST_F(ChatEngineTest, OnlyAServerThatBreaksOffAgainAndAgainFails) {
  for (int i = 0; i < 5; ++i) {
    talk_.replies.push_back(cut(""));
  }
  talk_.replies.push_back(says("2"));
  for (int i = 0; i < 6; ++i) {
    talk_.replies.push_back(cut(""));
  }
  ChatEngine asked = engine();
  ASSERT_TRUE(asked.set_prompt({}));
  EXPECT_EQ(asked.choose(kThree).value(), 0U);
  EXPECT_EQ(asked.choose(kThree).value(), 0U);
  EXPECT_EQ(asked.choose(kThree).value(), 1U);
  EXPECT_EQ(asked.measurement().replaced, 2U);
  EXPECT_EQ(asked.choose(kThree).value(), 0U);
  EXPECT_EQ(asked.choose(kThree).value(), 0U);
  const auto failed = asked.choose(kThree);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kEngine);
  EXPECT_EQ(failed.error().message, "'http://talk/' was cut off in mid-stream, 6 times in a row");
}

TEST_F(ChatEngineTest, NonsenseWithoutEndIsTheModelsNotTheServers) {
  ChatReply endless = cut(std::string(100, 'x'));
  endless.too_long = true;
  talk_.replies = std::deque<ChatReply>(20, endless);
  ChatEngine asked = engine();
  ASSERT_TRUE(asked.set_prompt({}));
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(asked.choose(kThree).value(), 0U);
  }
  EXPECT_EQ(asked.measurement().replaced, 10U);
}

TEST_F(ChatEngineTest, AServersFailureIsTheEngines) {
  ChatEngine asked = engine();
  ASSERT_TRUE(asked.set_prompt({}));
  const auto failed = asked.choose(kThree);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().message, "gone");
}

TEST_F(ChatEngineTest, GeneratesFreelyWithoutASchema) {
  ChatReply reply = says("So it goes.");
  reply.kept = {{2, 0.25}, {4, 0.5}, {5, 0.75}};
  reply.counters.tokens = 3;
  talk_.replies = {reply};
  Options options;
  options.num_predict = 40;
  ChatEngine asked = engine(options);
  ASSERT_TRUE(asked.set_prompt({"who", "what"}));
  std::vector<std::pair<std::string, double>> heard;
  asked.set_sink([&](std::string_view text, double at_s) { heard.emplace_back(text, at_s); });
  const auto text = asked.generate(std::nullopt);
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(*text, "So it goes.");
  EXPECT_EQ(heard, (std::vector<std::pair<std::string, double>>{
                       {"So", 0.25}, {" it ", 0.5}, {"goes.", 0.75}}));
  ASSERT_EQ(talk_.questions.size(), 1U);
  EXPECT_EQ(talk_.questions[0].offered, 0U);
  EXPECT_EQ(talk_.questions[0].tokens_max, 40U);
  EXPECT_EQ(asked.measurement().tokens, 3U);
}

TEST_F(ChatEngineTest, ATextThatBreaksOffIsAFailure) {
  talk_.replies = {cut("So it")};
  ChatEngine asked = engine();
  ASSERT_TRUE(asked.set_prompt({"who", "what"}));
  const auto text = asked.generate(std::nullopt);
  ASSERT_FALSE(text.has_value());
  EXPECT_EQ(text.error().code, ErrorCode::kEngine);
}

}  // namespace
}  // namespace chimera::engine
