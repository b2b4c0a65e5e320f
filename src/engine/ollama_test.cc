#include "engine/ollama.h"

#include <gtest/gtest.h>

#include "engine/recorded.h"
#include "engine/scripted_replies.h"

namespace chimera::engine {
namespace {

const std::vector<std::string> kTwo = {"One is so.\n", "Two is so.\n"};

Options options_of(const std::string& model) {
  Options options;
  options.model = model;
  return options;
}

// /api/tags as recorded, and that answer to every chat.
ScriptedServer::Answer chats(const ScriptedAnswer& answer) {
  return [answer](const HttpRequest& request) {
    return request.method == HttpMethod::kGet ? answer_of(recorded("ollama/tags.json")) : answer;
  };
}

std::string error_of(ScriptedWorld& world, const Options& options) {
  const auto engine = connect_ollama(world.world(), options);
  return engine ? "none" : engine.error().message;
}

TEST(Ollama, LooksForTheModelBeforeItAsks) {
  ScriptedWorld world(chats(answer_of(ollama_says(R"({"choice": 2})"))));
  const auto engine = connect_ollama(world.world(), options_of("smollm2:135m"));
  ASSERT_TRUE(engine.has_value()) << engine.error().message;
  EXPECT_EQ((*engine)->model_name(), "smollm2:135m");
  ASSERT_EQ(world.server.requests().size(), 1U);
  EXPECT_EQ(world.server.requests()[0].url, "http://127.0.0.1:11434/api/tags");
  ASSERT_TRUE((*engine)->set_prompt({"who", "what"}));
  EXPECT_EQ((*engine)->choose(kTwo).value(), 1U);
  ASSERT_EQ(world.server.requests().size(), 2U);
  EXPECT_EQ(world.server.requests()[1].url, "http://127.0.0.1:11434/api/chat");
  const Measurement measured = (*engine)->measurement();
  EXPECT_EQ(measured.load_s, 0.25);
  EXPECT_EQ(measured.prompt_eval_s, 0.5);
  EXPECT_EQ(measured.eval_s, 0.125);
  EXPECT_EQ(measured.prompt_tokens, 100U);
  EXPECT_EQ(measured.tokens, 8U);
  ScriptedWorld other(chats({}));
  EXPECT_EQ(error_of(other, options_of("gemma3")), "none") << "'gemma3:latest' is listed";
}

TEST(Ollama, SendsEveryOptionInItsWords) {
  ScriptedWorld world(chats(answer_of(ollama_says("1"))));
  Options options = options_of("smollm2:135m");
  options.url = "http://127.0.0.1:5/base/";
  options.num_gpu = 3;
  options.num_ctx = 512;
  options.num_predict = 9;
  options.temp = 0.5;
  options.top_p = 0.9;
  options.top_k = 40;
  options.repeat_penalty = 1.1;
  options.seed = 42;
  options.threads = 2;
  options.keep_alive = "5m";
  options.timeout_s = 7;
  const auto engine = connect_ollama(world.world(), options);
  ASSERT_TRUE(engine.has_value());
  ASSERT_TRUE((*engine)->set_prompt({"who \"quoted\" <|im_start|>", "what"}));
  ASSERT_TRUE((*engine)->choose(kTwo).has_value());
  const HttpRequest& request = world.server.requests().at(1);
  EXPECT_EQ(request.url, "http://127.0.0.1:5/base/api/chat");
  EXPECT_EQ(request.limits.stall_s, 7);
  EXPECT_EQ(request.limits.total_s, 35);
  const auto body = text::parse_json(request.body);
  ASSERT_TRUE(body.has_value());
  EXPECT_EQ(body->find("model")->text, "smollm2:135m");
  EXPECT_TRUE(body->find("stream")->boolean);
  EXPECT_EQ(body->find("keep_alive")->text, "5m");
  EXPECT_EQ(body->find("messages")->items.at(0).find("content")->text,
            "who \"quoted\" <|im_start|>");
  EXPECT_EQ(body->find("format")->find("properties")->find("choice")->find("enum")->items.size(),
            2U);
  const text::JsonValue* const sent = body->find("options");
  ASSERT_NE(sent, nullptr);
  for (const auto& [name, value] :
       std::vector<std::pair<const char*, const char*>>{{"num_gpu", "3"},
                                                        {"num_ctx", "512"},
                                                        {"num_predict", "9"},
                                                        {"temperature", "0.5"},
                                                        {"top_p", "0.9"},
                                                        {"top_k", "40"},
                                                        {"repeat_penalty", "1.1"},
                                                        {"seed", "42"},
                                                        {"num_thread", "2"}}) {
    ASSERT_NE(sent->find(name), nullptr) << name;
    EXPECT_EQ(sent->find(name)->text, value) << name;
  }
}

TEST(Ollama, LeavesTheRestToTheServer) {
  ScriptedWorld world(chats(answer_of(ollama_says("1"))));
  Options options = options_of("smollm2:135m");
  options.keep_alive = "-1";
  const auto engine = connect_ollama(world.world(), options);
  ASSERT_TRUE(engine.has_value());
  ASSERT_TRUE((*engine)->set_prompt({}));
  ASSERT_TRUE((*engine)->choose(kTwo).has_value());
  const auto body = text::parse_json(world.server.requests().at(1).body);
  ASSERT_TRUE(body.has_value());
  EXPECT_EQ(body->find("keep_alive")->kind, text::JsonKind::kNumber) << "seconds";
  EXPECT_EQ(body->find("options")->members.size(), 3U) << "temperature, seed and num_predict";
  EXPECT_EQ(body->find("options")->find("temperature")->text, "0");
  EXPECT_EQ(body->find("options")->find("seed")->text, "1");
}

TEST(Ollama, SaysWhichCommandHelps) {
  ScriptedWorld missing(chats({}));
  EXPECT_EQ(error_of(missing, options_of("nope")),
            "no model 'nope' at 'http://127.0.0.1:11434/': type 'ollama pull nope'; it has "
            "smollm2:135m, gemma3:latest");
  ScriptedWorld empty([](const HttpRequest&) { return answer_of(R"({"models":[]})"); });
  EXPECT_EQ(error_of(empty, options_of("nope")),
            "no model 'nope' at 'http://127.0.0.1:11434/': type 'ollama pull nope'");
  ScriptedWorld away([](const HttpRequest&) {
    ScriptedAnswer answer;
    answer.unreachable = Error{ErrorCode::kEngine, "can't reach 'x': Connection refused", {}};
    return answer;
  });
  EXPECT_EQ(error_of(away, options_of("nope")),
            "can't reach 'x': Connection refused; is the server started ('ollama serve')?");
  ScriptedWorld other([](const HttpRequest&) { return answer_of("<html>"); });
  EXPECT_EQ(error_of(other, options_of("nope")),
            "'http://127.0.0.1:11434/api/tags' answers with something that is no JSON");
}

TEST(Ollama, RefusesWhatIsNoUse) {
  ScriptedWorld world(chats({}));
  const auto nameless = connect_ollama(world.world(), {});
  ASSERT_FALSE(nameless.has_value());
  EXPECT_EQ(nameless.error().code, ErrorCode::kUsage);
  Options options = options_of("smollm2:135m");
  options.url = "localhost:11434";
  const auto nowhere = connect_ollama(world.world(), options);
  ASSERT_FALSE(nowhere.has_value());
  EXPECT_EQ(nowhere.error().code, ErrorCode::kUsage);
  EXPECT_TRUE(world.server.requests().empty());
}

TEST(Ollama, TellsARefusalAndAFailureInMidStream) {
  // As recorded; the status stands in a line of its own.
  std::string refusal = recorded("ollama/error_unknown_model.txt");
  refusal.resize(refusal.find('\n'));

  struct Case {
    ScriptedAnswer answer;
    const char* message;
  };

  const std::vector<Case> cases = {
      {refusal_of(404, refusal),
       "'http://127.0.0.1:11434/api/chat' answered 404: model 'nope' not found"},
      {answer_of("{\"message\":{\"content\":\"1\"},\"done\":false}\n{\"error\":\"runner\x1b[31m "
                 "died\"}\n"),
       "'http://127.0.0.1:11434/api/chat' failed in mid-stream: runner [31m died"}};
  for (const Case& one : cases) {
    ScriptedWorld world(chats(one.answer));
    const auto engine = connect_ollama(world.world(), options_of("smollm2:135m"));
    ASSERT_TRUE(engine.has_value());
    ASSERT_TRUE((*engine)->set_prompt({}));
    const auto chosen = (*engine)->choose(kTwo);
    ASSERT_FALSE(chosen.has_value());
    EXPECT_EQ(chosen.error().code, ErrorCode::kEngine);
    EXPECT_EQ(chosen.error().message, one.message);
  }
}

}  // namespace
}  // namespace chimera::engine
