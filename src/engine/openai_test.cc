#include "engine/openai.h"

#include <gtest/gtest.h>

#include "engine/recorded.h"
#include "engine/scripted_replies.h"

namespace chimera::engine {
namespace {

const std::vector<std::string> kTwo = {"One is so.\n", "Two is so.\n"};
const std::string kKey = "sk-secret";

Options options_of(const std::string& model) {
  Options options;
  options.model = model;
  return options;
}

// The result of one choice, or the error's message.
std::string outcome(ScriptedWorld& world, const Options& options = options_of("m")) {
  const auto engine = connect_openai(world.world(), options, kKey);
  if (!engine) {
    return engine.error().message;
  }
  EXPECT_TRUE((*engine)->set_prompt({"who", "what"}));
  const auto chosen = (*engine)->choose(kTwo);
  if (!chosen) {
    return chosen.error().message;
  }
  const std::optional<std::size_t>& index = *chosen;
  return index ? std::to_string(*index) : "nothing";
}

// Those answers in turn; after the last one a choice of the second sentence.
ScriptedServer::Answer in_turn(std::vector<ScriptedAnswer> answers) {
  return [answers, at = std::size_t{0}](const HttpRequest&) mutable {
    return at < answers.size() ? answers[at++] : answer_of(openai_says("2"));
  };
}

TEST(OpenAi, AsksWithTheKeyAndARestrictedFormat) {
  ScriptedWorld world(in_turn({}));
  EXPECT_EQ(outcome(world), "1");
  ASSERT_EQ(world.server.requests().size(), 1U);
  const HttpRequest& request = world.server.requests()[0];
  EXPECT_EQ(request.url, "http://127.0.0.1:8080/v1/chat/completions");
  EXPECT_EQ(request.headers.at(0), (HttpHeader{"Authorization", "Bearer " + kKey}));
  EXPECT_EQ(request.body.find(kKey), std::string::npos);
  const auto body = text::parse_json(request.body);
  ASSERT_TRUE(body.has_value());
  EXPECT_TRUE(body->find("stream")->boolean);
  EXPECT_TRUE(body->find("stream_options")->find("include_usage")->boolean);
  const text::JsonValue* const format = body->find("response_format");
  EXPECT_EQ(format->find("type")->text, "json_schema");
  const text::JsonValue* const schema = format->find("json_schema")->find("schema");
  EXPECT_EQ(schema->find("properties")->find("choice")->find("enum")->items.size(), 2U);
  EXPECT_EQ(body->find("temperature")->text, "0");
  EXPECT_EQ(body->find("seed")->text, "1");
  for (const char* const extension : {"top_k", "repeat_penalty", "top_p", "num_ctx"}) {
    EXPECT_EQ(body->find(extension), nullptr) << extension;
  }
}

TEST(OpenAi, SendsTheOptionsThatThereAreAndNamesTheOthers) {
  ScriptedWorld world(in_turn({}));
  Options options = options_of("m");
  options.num_predict = 20;
  options.temp = 0.5;
  options.top_p = 0.9;
  options.top_k = 40;
  options.repeat_penalty = 1.1;
  options.seed = 42;
  EXPECT_TRUE(not_for_openai(options).empty());
  EXPECT_EQ(outcome(world, options), "1");
  const auto body = text::parse_json(world.server.requests().at(0).body);
  ASSERT_TRUE(body.has_value());
  EXPECT_EQ(body->find("max_tokens")->text, "20");
  EXPECT_EQ(body->find("temperature")->text, "0.5");
  EXPECT_EQ(body->find("top_p")->text, "0.9");
  EXPECT_EQ(body->find("top_k")->text, "40");
  EXPECT_EQ(body->find("repeat_penalty")->text, "1.1");
  EXPECT_EQ(body->find("seed")->text, "42");
  options.num_gpu = 1;
  options.num_ctx = 1;
  options.threads = 1;
  options.keep_alive = "1";
  EXPECT_EQ(not_for_openai(options),
            (std::vector<std::string>{"--num-gpu", "--num-ctx", "--threads", "--keep-alive"}));
}

TEST(OpenAi, TakesTheOnlyModelThatIsListed) {
  const auto lists = [](const std::string& json) {
    return [json](const HttpRequest& request) {
      return request.method == HttpMethod::kGet ? answer_of(json) : answer_of(openai_says("2"));
    };
  };
  ScriptedWorld one(lists(R"({"object":"list","data":[{"id":"only/m.gguf"}]})"));
  const auto engine = connect_openai(one.world(), {}, "");
  ASSERT_TRUE(engine.has_value()) << engine.error().message;
  EXPECT_EQ((*engine)->model_name(), "only/m.gguf");
  EXPECT_EQ(one.server.requests().at(0).url, "http://127.0.0.1:8080/v1/models");
  EXPECT_TRUE(one.server.requests().at(0).headers.empty()) << "no key, no header";
  ScriptedWorld two(lists(R"({"data":[{"id":"a"},{"id":"b"}]})"));
  EXPECT_EQ(outcome(two, {}),
            "'http://127.0.0.1:8080/v1' lists several models: type --model with one of a, b");
  ScriptedWorld none(lists(R"({"data":[]})"));
  EXPECT_EQ(outcome(none, {}), "'http://127.0.0.1:8080/v1' lists no model: type --model NAME");
}

TEST(OpenAi, TriesAgainWhereTheServerIsBusy) {
  ScriptedWorld twice(in_turn({refusal_of(429, "busy"), refusal_of(503, "busy")}));
  EXPECT_EQ(outcome(twice), "1");
  EXPECT_EQ(twice.pauses, (std::vector<double>{0.5, 1}));
  ScriptedWorld told(in_turn({refusal_of(429, "", {{"retry-after", "7"}})}));
  EXPECT_EQ(outcome(told), "1");
  EXPECT_EQ(told.pauses, std::vector<double>{7});
}

TEST(OpenAi, GivesUpInBounds) {
  ScriptedWorld always([](const HttpRequest&) { return refusal_of(500, "no luck\nmore"); });
  EXPECT_EQ(outcome(always), "'http://127.0.0.1:8080/v1/chat/completions' answered 500: no luck");
  EXPECT_EQ(always.pauses, (std::vector<double>{0.5, 1, 2}));
  ScriptedWorld later([](const HttpRequest&) {
    return refusal_of(429, R"({"error":{"message":"quota"}})", {{"retry-after", "3600"}});
  });
  EXPECT_EQ(outcome(later),
            "'http://127.0.0.1:8080/v1/chat/completions' answered 429: quota (it asks to wait: "
            "3600)");
  EXPECT_TRUE(later.pauses.empty());
  ScriptedWorld stopped([](const HttpRequest&) { return refusal_of(503, ""); });
  stopped.cancel_at_pause = true;
  EXPECT_EQ(outcome(stopped), "interrupted");
  EXPECT_EQ(stopped.server.requests().size(), 1U);
}

TEST(OpenAi, ARefusalIsToldOnceAndShowsNoKey) {
  // As recorded; the status stands in a line of its own.
  std::string recorded_refusal = recorded("ollama/openai_error.txt");
  recorded_refusal.resize(recorded_refusal.find('\n'));
  ScriptedWorld bad(in_turn({refusal_of(400, recorded_refusal)}));
  EXPECT_EQ(outcome(bad),
            "'http://127.0.0.1:8080/v1/chat/completions' answered 400: [] is too short - "
            "'messages'");
  EXPECT_EQ(bad.server.requests().size(), 1U) << "no second try";
  for (const std::string& body : {std::string("wrong key sk-secretsk-secret"),
                                  std::string(R"({"error":{"message":"wrong sk-secret"}})")}) {
    ScriptedWorld echo(in_turn({refusal_of(401, body)}));
    const std::string message = outcome(echo);
    EXPECT_NE(message.find("401: wrong"), std::string::npos) << message;
    EXPECT_EQ(message.find(kKey), std::string::npos) << message;
  }
  ScriptedWorld stream(in_turn({answer_of("data: {\"error\":\"bad " + kKey + "\"}\n\n")}));
  EXPECT_EQ(outcome(stream),
            "'http://127.0.0.1:8080/v1/chat/completions' failed in mid-stream: bad …");
  ScriptedWorld moved(
      in_turn({refusal_of(301, "", {{"location", "https://u:secret@example.org/v1?k=secret"}})}));
  EXPECT_EQ(outcome(moved),
            "'http://127.0.0.1:8080/v1/chat/completions' answered 301: moved to "
            "'https://example.org/v1', which is not followed");
}

TEST(OpenAi, ACutReplyIsAskedForAgain) {
  ScriptedAnswer cut = answer_of("data: {\"choices\":[{\"delta\":{\"content\":\"1\"}}]}\n\n");
  cut.cut = true;
  ScriptedWorld world(in_turn({cut}));
  EXPECT_EQ(outcome(world), "1");
  EXPECT_EQ(world.server.requests().size(), 2U);
}

}  // namespace
}  // namespace chimera::engine
