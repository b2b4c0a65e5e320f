#include "write/guided.h"

#include <gtest/gtest.h>

#include "engine/scripted.h"
#include "write/sample_analysis.h"

namespace chimera::write {
namespace {

using engine::Script;
using engine::ScriptedEngine;

const std::vector<Phrase> kTwoWays = {{words("First way.")}, {words("Second way.")}};

std::string told(Result<std::optional<Phrase>> result) {
  if (!result) {
    return "error: " + result.error().message;
  }
  const std::optional<Phrase>& sentence = *result;
  return sentence ? markdown_of(*sentence) : "nothing";
}

Agent agent_named(const std::string& name) {
  Agent agent;
  agent.name = name;
  return agent;
}

TEST(CentredScores, LeaveOutWhatACandidateHasEverywhere) {
  // The second candidate is likelier everywhere; the first one gains more in section 0.
  const std::vector<double> scores = {-10, -3, -16, -3, -16, -3};
  EXPECT_EQ(centred_scores(scores, 2, 0), (std::vector<double>{4, 0}));
  EXPECT_EQ(centred_scores(scores, 2, 1), (std::vector<double>{-2, 0}));
}

TEST(Teller, OffersTextWithLineBreakAndMapsTheIndexBack) {
  ScriptedEngine engine(sample::script({1}));
  const Cancel cancel;
  Teller teller(cancel);
  ASSERT_TRUE(teller.begin(agent_named("agent"), &engine, {}));
  EXPECT_EQ(told(teller.tell({{words("See "), name("a`b"), words(".")}, {words("Or so.")}})),
            "Or so.");
  ASSERT_EQ(engine.offered().size(), 1U);
  EXPECT_EQ(engine.offered()[0], (std::vector<std::string>{"See `a'b`.\n", "Or so.\n"}));
  EXPECT_EQ(teller.by_model(), 1U);
}

TEST(Teller, OffersNothingThatWasToldAndNothingTwice) {
  ScriptedEngine engine;
  const Cancel cancel;
  Teller teller(cancel);
  ASSERT_TRUE(teller.begin(agent_named("agent"), &engine, {}));
  EXPECT_EQ(told(teller.tell({kTwoWays[0], kTwoWays[0]})), "First way.");
  EXPECT_EQ(engine.offered()[0].size(), 1U);
  EXPECT_EQ(told(teller.tell(kTwoWays)), "Second way.");
  EXPECT_EQ(told(teller.tell(kTwoWays)), "nothing");
  EXPECT_EQ(engine.offered().size(), 2U);
  EXPECT_EQ(teller.by_model(), 0U) << "one way is no choice";
}

TEST(Teller, OffersOnlyWhatFits) {
  ScriptedEngine engine;
  const Cancel cancel;
  Teller teller(cancel);
  Agent agent = agent_named("agent");
  agent.words_max = 5;
  ASSERT_TRUE(teller.begin(agent, &engine, {}));
  EXPECT_EQ(told(teller.tell({{words("Six words are one too many.")}, {words("Two words.")}})),
            "Two words.");
  EXPECT_EQ(told(teller.tell({{words("Four words stand here.")}})), "nothing");
  EXPECT_EQ(told(teller.tell({{words("Three whole words.")}})), "Three whole words.");
  EXPECT_EQ(told(teller.tell_suited({{words("One.")}}, Section::kSummary)), "nothing");
  ASSERT_TRUE(teller.begin(agent_named("next"), &engine, {}));
  EXPECT_EQ(told(teller.tell({{words("Six words are one too many.")}})),
            "Six words are one too many.");
}

TEST(Teller, TakesTheFirstWayOnceTheBudgetIsUsedUpUntilTheNextCall) {
  ScriptedEngine engine(sample::script({1, 1, 1, 1}, 1));
  const Cancel cancel;
  Teller teller(cancel);
  ASSERT_TRUE(teller.begin(agent_named("agent"), &engine, {}));
  EXPECT_EQ(told(teller.tell({{words("a")}, {words("b")}})), "b");
  EXPECT_EQ(told(teller.tell({{words("c")}, {words("d")}})), "c");
  EXPECT_EQ(told(teller.tell({{words("e")}, {words("f")}})), "e");
  EXPECT_EQ(told(teller.tell_suited({{words("g")}, {words("h")}}, Section::kConclusion)), "g");
  EXPECT_EQ(engine.offered().size(), 2U) << "not asked again in this call";
  EXPECT_TRUE(engine.scored().empty());
  EXPECT_EQ(teller.by_model(), 1U);
  EXPECT_EQ(teller.end().text, "b\nc\ne\ng\n");
  ASSERT_TRUE(teller.begin(agent_named("next"), &engine, {}));
  EXPECT_EQ(told(teller.tell(kTwoWays)), "Second way.");
}

TEST(Teller, PicksWhatSuitsTheSectionByCentredScores) {
  // "Lively" is always likelier, "Do it" gains where a recommendation is due.
  Script script;
  script.score = [](const engine::Prompt&, const std::string& candidate) {
    const bool next = candidate.starts_with("What should be done next");
    return candidate.find("Lively") != std::string::npos ? -1.0 : next ? -5.0 : -20.0;
  };
  ScriptedEngine engine(script);
  const Cancel cancel;
  Teller teller(cancel);
  ASSERT_TRUE(teller.begin(agent_named("agent"), &engine, {}));
  const std::vector<Phrase> candidates = {{words("Lively.")}, {words("Do it.")}};
  EXPECT_EQ(told(teller.tell_suited(candidates, Section::kRecommendation)), "Do it.");
  ASSERT_EQ(engine.scored().size(), 1U);
  EXPECT_EQ(engine.scored()[0].size(), 6U);
  EXPECT_EQ(engine.offered().back(), (std::vector<std::string>{"Do it.\n"}));
  EXPECT_EQ(teller.by_model(), 1U);
  EXPECT_EQ(told(teller.tell_suited(candidates, Section::kRecommendation)), "Lively.");
  EXPECT_EQ(engine.scored().size(), 1U) << "one candidate needs no score";
}

TEST(Teller, AsksForAChoiceWhereTheEngineCannotScore) {
  Script script = sample::script({0, 1});
  script.can_score = false;
  ScriptedEngine engine(script);
  const Cancel cancel;
  Teller teller(cancel);
  ASSERT_TRUE(teller.begin(agent_named("agent"), &engine, {}));
  EXPECT_EQ(told(teller.tell_suited({{words("Alone.")}}, Section::kSummary)), "Alone.");
  EXPECT_EQ(teller.by_model(), 0U) << "one candidate is no choice";
  EXPECT_EQ(told(teller.tell_suited(kTwoWays, Section::kSummary)), "Second way.");
  EXPECT_EQ(engine.offered().back(), (std::vector<std::string>{"First way.\n", "Second way.\n"}));
  EXPECT_EQ(engine.headings().back(), "The main result");
  EXPECT_TRUE(engine.scored().empty());
  EXPECT_EQ(teller.by_model(), 1U);
}

TEST(Teller, AReplacedAnswerIsNotByTheModel) {
  Script script = sample::script({1, 1, 1});
  script.can_score = false;
  script.replaced = {0, 2};
  ScriptedEngine engine(script);
  const Cancel cancel;
  Teller teller(cancel);
  ASSERT_TRUE(teller.begin(agent_named("agent"), &engine, {}));
  EXPECT_EQ(told(teller.tell(kTwoWays)), "First way.");
  EXPECT_EQ(teller.by_model(), 0U);
  EXPECT_EQ(told(teller.tell({{words("a")}, {words("b")}})), "b");
  EXPECT_EQ(teller.by_model(), 1U);
  EXPECT_EQ(told(teller.tell_suited({{words("c")}, {words("d")}}, Section::kSummary)), "c");
  EXPECT_EQ(teller.by_model(), 1U);
  const Call call = teller.end();
  EXPECT_EQ(call.measurement.asked, 3U);
  EXPECT_EQ(call.measurement.replaced, 2U);
}

TEST(Teller, ScoresNoMoreThanItsBound) {
  ScriptedEngine engine;
  const Cancel cancel;
  Teller teller(cancel);
  ASSERT_TRUE(teller.begin(agent_named("agent"), &engine, {}));
  std::size_t bytes = 0;
  for (char c = 'a'; c <= 'z'; ++c) {
    for (const Section section :
         {Section::kSummary, Section::kRecommendation, Section::kConclusion}) {
      const std::string text = std::string(100, c) + std::to_string(static_cast<int>(section));
      EXPECT_TRUE(teller.tell_suited({{words(text + "a")}, {words(text + "b")}}, section));
    }
  }
  for (const auto& candidates : engine.scored()) {
    for (const std::string& candidate : candidates) {
      bytes += candidate.size();
    }
  }
  EXPECT_EQ(engine.scored().size(), 3U) << "each section has its share";
  EXPECT_LE(bytes / 4, kScoredTokensMax);
}

TEST(Teller, KeepsTheModelsTokensAndMeasurement) {
  ScriptedEngine engine;
  const Cancel cancel;
  Teller teller(cancel);
  Reading reading{.prompt = {.system = "who", .user = "what"}, .inputs = {{"findings", "hash"}}};
  ASSERT_TRUE(teller.begin(agent_named("agent"), &engine, reading));
  EXPECT_EQ(told(teller.tell(kTwoWays)), "First way.");
  const Call call = teller.end();
  EXPECT_EQ(call.agent, "agent");
  EXPECT_EQ(call.prompt.user, "what");
  EXPECT_EQ(call.inputs, reading.inputs);
  std::string text;
  for (const auto& [token, at_s] : call.tokens) {
    text += token;
  }
  EXPECT_EQ(text, "First way.\n");
  EXPECT_EQ(call.measurement.tokens, call.tokens.size());
  EXPECT_GT(call.measurement.tokens, 0U);
}

TEST(Teller, LeavesNoSinkBehind) {
  ScriptedEngine engine;
  const Cancel cancel;
  {
    Teller teller(cancel);
    ASSERT_TRUE(teller.begin(agent_named("agent"), &engine, {}));
  }
  ASSERT_TRUE(engine.set_prompt({}));
  const std::vector<std::string> sentences = {"after\n"};
  EXPECT_TRUE(engine.choose(sentences));  // would write to the dead teller
}

TEST(Teller, StopsWhenCancelled) {
  ScriptedEngine engine;
  Cancel cancel;
  Teller teller(cancel);
  ASSERT_TRUE(teller.begin(agent_named("agent"), &engine, {}));
  cancel.raise();
  const auto result = teller.tell(kTwoWays);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kInterrupted);
  const auto suited = teller.tell_suited(kTwoWays, Section::kSummary);
  ASSERT_FALSE(suited);
  EXPECT_EQ(suited.error().code, ErrorCode::kInterrupted);
  EXPECT_TRUE(engine.offered().empty());
  EXPECT_TRUE(engine.scored().empty());
}

}  // namespace
}  // namespace chimera::write
