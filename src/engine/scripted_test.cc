#include "engine/scripted.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace chimera::engine {
namespace {

const std::vector<std::string> kSentences = {"It is slow.\n", "It is very slow.\n"};

TEST(ScriptedEngine, FollowsItsChoicesAndRecordsWhatWasAsked) {
  Script script;
  script.choices = {1, 3};
  ScriptedEngine engine(script);
  ASSERT_TRUE(engine.set_prompt({"system", "user text"}));
  EXPECT_EQ(engine.choose(kSentences).value(), 1U);
  EXPECT_EQ(engine.choose(kSentences).value(), 1U) << "3 modulo 2";
  EXPECT_EQ(engine.choose(kSentences).value(), 0U);
  ASSERT_EQ(engine.prompts().size(), 1U);
  EXPECT_EQ(engine.prompts()[0].user, "user text");
  ASSERT_EQ(engine.offered().size(), 3U);
  EXPECT_EQ(engine.offered()[2], kSentences);
}

TEST(ScriptedEngine, EmitsTheSentenceWordByWordAndMeasuresIt) {
  ScriptedEngine engine;
  std::string emitted;
  std::vector<double> times;
  engine.set_sink([&](std::string_view text, double at_s) {
    emitted += text;
    times.push_back(at_s);
  });
  ASSERT_TRUE(engine.set_prompt({"one two", "three"}));
  ASSERT_TRUE(engine.choose(kSentences));
  EXPECT_EQ(emitted, kSentences[0]);
  const Measurement measured = engine.measurement();
  EXPECT_EQ(measured.prompt_tokens, 3U);
  EXPECT_EQ(measured.tokens, 3U);
  ASSERT_EQ(times.size(), 3U);
  EXPECT_DOUBLE_EQ(measured.ttft_s.value_or(0), times.front());
  EXPECT_DOUBLE_EQ(measured.total_s, times.back());
  EXPECT_DOUBLE_EQ(measured.total_s, 0.006);
}

TEST(ScriptedEngine, StopsAfterItsSentencesUntilTheNextPrompt) {
  Script script;
  script.sentences_max = 1;
  ScriptedEngine engine(script);
  ASSERT_TRUE(engine.set_prompt({}));
  EXPECT_TRUE(engine.choose(kSentences).value());
  EXPECT_FALSE(engine.choose(kSentences).value());
  ASSERT_TRUE(engine.set_prompt({}));
  EXPECT_TRUE(engine.choose(kSentences).value());
}

TEST(ScriptedEngine, FailsWhereToldTo) {
  Script script;
  script.failing_choice = 1;
  ScriptedEngine engine(script);
  EXPECT_TRUE(engine.choose(kSentences));
  const auto failed = engine.choose(kSentences);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kEngine);
}

TEST(ScriptedEngine, ScoresByTheScriptOrTheLength) {
  ScriptedEngine plain;
  EXPECT_EQ(plain.score(kSentences).value(), (std::vector<double>{-12, -17}));
  Script script;
  script.score = [](const Prompt& prompt, const std::string& candidate) {
    return candidate.find(prompt.user) == std::string::npos ? 0.0 : 1.0;
  };
  ScriptedEngine engine(script);
  ASSERT_TRUE(engine.set_prompt({"", "very"}));
  EXPECT_EQ(engine.score(kSentences).value(), (std::vector<double>{0, 1}));
}

}  // namespace
}  // namespace chimera::engine
