#include <gtest/gtest.h>

#include "agents/measurement.h"
#include "agents/simulated_stage.h"
#include "text/json.h"

namespace chimera::agents {
namespace {

Scenario scenario() {
  Scenario made{.name = "pair", .mode = Mode::kTogether, .repetitions = 2, .members = {}};
  made.members.push_back({.name = "a \"b\"\nc", .options = {}});
  made.members.push_back({.name = "d", .engine = "ollama", .options = {}});
  made.members.back().options.model = "m,n";
  return made;
}

std::vector<Trial> trials() {
  sample::SimulatedStage stage({.work_s = {1, 2}, .tokens = 5});
  const Cancel cancel;
  return measure(
             scenario(), stage, [](std::size_t, std::size_t) {}, cancel)
      .value_or(std::vector<Trial>{});
}

TEST(TrialsCsv, HasARowForEachCallAndNoTexts) {
  std::vector<Trial> all = trials();
  all.front().calls.front().text = "secret words";
  const std::string csv = trials_csv(scenario(), all);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 2 * (4 + 4));
  EXPECT_EQ(csv.find("secret"), std::string::npos);
  EXPECT_NE(csv.find("\"a \"\"b\"\" c\",\"\",\"\","), std::string::npos) << csv;
  // Five tokens over two seconds: one each 400 ms, the first one at 0.4 s.
  EXPECT_NE(csv.find("\"alone\",\"d\",\"ollama\",\"m,n\",2.000000,"), std::string::npos) << csv;
  EXPECT_NE(csv.find(",2.500000,400.000000,400.000000,5,"), std::string::npos) << csv;
}

TEST(OutcomeJson, IsReadable) {
  const std::string text = outcome_json(scenario(), outcome_of(scenario(), trials(), 1.5));
  const auto json = text::parse_json(text);
  ASSERT_TRUE(json.has_value());
  EXPECT_EQ(json->find("schema")->text, "chimera.agents/1");
  EXPECT_EQ(json->find("mode")->text, "together");
  ASSERT_NE(json->find("speed_up"), nullptr);
  EXPECT_NE(json->find("speed_up")->find("low"), nullptr);
  EXPECT_EQ(json->find("agents")->items.size(), 2U);
}

TEST(Measure, StopsWhenCancelled) {
  sample::SimulatedStage stage({.work_s = {1, 2}});
  Cancel cancel;
  std::size_t steps = 0;
  const auto progress = [&](std::size_t step, std::size_t of) {
    EXPECT_EQ(of, 12U);
    steps = step;
    if (step == 3) {
      cancel.raise();
    }
  };
  const auto done = measure(scenario(), stage, progress, cancel);
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, ErrorCode::kInterrupted);
  EXPECT_EQ(steps, 3U);
}

}  // namespace
}  // namespace chimera::agents
