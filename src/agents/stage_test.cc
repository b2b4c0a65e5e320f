#include "agents/stage.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

#include "engine/scripted.h"

namespace chimera::agents {
namespace {

using engine::ScriptedEngine;

struct Set {
  Scenario scenario;
  std::vector<ScriptedEngine*> engines;
  std::unique_ptr<EngineStage> stage;
  FakeClock clock{0};

  explicit Set(const std::vector<std::string>& texts) {
    std::vector<std::unique_ptr<engine::Engine>> owned;
    for (const std::string& text : texts) {
      engine::Script script;
      script.text = text;
      auto engine = std::make_unique<ScriptedEngine>(script);
      engines.push_back(engine.get());
      owned.push_back(std::move(engine));
      scenario.members.push_back({.name = "agent" + std::to_string(owned.size()),
                                  .persona = "You speak.",
                                  .task = "Speak.",
                                  .options = {}});
    }
    stage = std::make_unique<EngineStage>(scenario, std::move(owned), clock);
  }
};

TEST(EngineStage, NoPromptBeginsLikeAnEarlierOne) {
  Set set({"One.", "Two."});
  ASSERT_TRUE(set.stage->warm_up().has_value());
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(set.stage->run({0, How::kAlone, {0}}).has_value());
  }
  std::set<std::string> begin;
  for (const engine::Prompt& prompt : set.engines[0]->prompts()) {
    begin.insert(prompt.system.substr(0, prompt.system.find('.')));
    EXPECT_TRUE(prompt.system.ends_with("You speak."));
  }
  EXPECT_EQ(begin.size(), 4U);
  EXPECT_EQ(set.engines[1]->prompts().size(), 1U);
}

TEST(EngineStage, TogetherAllSpeakAndKeepTheirOrder) {
  Set set({"One.", "Two words.", "Three words more."});
  const auto calls = set.stage->run({0, How::kTogether, {2, 0, 1}});
  ASSERT_TRUE(calls.has_value());
  ASSERT_EQ(calls->size(), 3U);
  EXPECT_EQ((*calls)[0].member, 2U);
  EXPECT_EQ((*calls)[0].text, "Three words more.");
  EXPECT_EQ((*calls)[0].token_s.size(), 3U);
  EXPECT_EQ((*calls)[1].text, "One.");
  EXPECT_EQ((*calls)[2].measurement.tokens, 2U);
}

TEST(EngineStage, InTurnOneReadsWhatTheOtherWrote) {
  Set set({"There are files.", "So it is."});
  set.scenario.members[1].reads_previous = true;
  ASSERT_TRUE(set.stage->run({0, How::kInTurn, {0, 1}}).has_value());
  EXPECT_EQ(set.engines[0]->prompts()[0].user, "Speak.");
  EXPECT_EQ(set.engines[1]->prompts()[0].user, "There are files.\n\nSpeak.");
}

}  // namespace
}  // namespace chimera::agents
