#include "agents/outcome.h"

#include <gtest/gtest.h>

#include "agents/measurement.h"
#include "agents/simulated_stage.h"

namespace chimera::agents {
namespace {

using sample::Machine;
using sample::SimulatedStage;

Scenario scenario(Mode mode, std::size_t repetitions, std::vector<std::string> names) {
  Scenario made{.name = "s", .mode = mode, .repetitions = repetitions, .members = {}};
  for (std::string& name : names) {
    made.members.push_back({.name = std::move(name), .options = {}});
  }
  return made;
}

Outcome outcome(const Scenario& of, const Machine& machine) {
  SimulatedStage stage(machine);
  const Cancel cancel;
  const auto trials = measure(
      of, stage, [](std::size_t, std::size_t) {}, cancel);
  EXPECT_TRUE(trials.has_value());
  return trials ? outcome_of(of, *trials, 0.5) : Outcome{};
}

/// A ratio that no test takes for one where there is none.
Ratio of(const std::optional<Ratio>& ratio) {
  EXPECT_TRUE(ratio.has_value());
  return ratio.value_or(Ratio{-1, std::nullopt, std::nullopt});
}

/// Two agents of one second each that get on at that rate: the truth is twice the rate.
Outcome at_rate(double rate, std::size_t repetitions = 10, double noise = 0.03) {
  const Machine machine{.work_s = {1, 1},
                        .rate = [rate](std::size_t n) { return n == 1 ? 1.0 : rate; },
                        .noise = noise};
  return outcome(scenario(Mode::kTogether, repetitions, {"a", "b"}), machine);
}

TEST(Outcome, FindsAKnownSpeedUpWithinFivePercentAboveAndBelowOne) {
  for (const double rate : {0.95, 0.8, 0.65, 0.45, 0.3, 0.2}) {
    const double truth = 2 * rate;
    const Outcome found = at_rate(rate);
    const Ratio speed_up = of(found.speed_up);
    EXPECT_NEAR(speed_up.value, truth, 0.05 * truth);
    EXPECT_LT(speed_up.low.value_or(99), speed_up.value);
    EXPECT_GT(speed_up.high.value_or(0), speed_up.value);
    EXPECT_EQ(found.verdict.starts_with("side by side is faster"), truth > 1) << found.verdict;
    EXPECT_EQ(found.verdict.starts_with("side by side is slower"), truth < 1) << found.verdict;
  }
}

TEST(Outcome, SaysThatNoDifferenceCanBeTold) {
  const Outcome found = at_rate(0.5, 2, 0.05);
  EXPECT_TRUE(found.verdict.starts_with("whether running side by side gains or loses time can't"))
      << found.verdict;
}

TEST(Outcome, OneRepetitionHasNoInterval) {
  const Outcome found = at_rate(0.8, 1, 0);
  EXPECT_NEAR(of(found.speed_up).value, 1.6, 1e-9);
  EXPECT_FALSE(of(found.speed_up).low.has_value());
  EXPECT_TRUE(found.verdict.find("can't be told") != std::string::npos);
  EXPECT_TRUE(found.verdict.ends_with("measured once, so without an interval")) << found.verdict;
}

// One second and three; both slow each other to half while both run. By hand: the short one ends
// after 2 s, when the long one has done 1 s of its three; that ends at 4 s. Alone they take 4 s.
TEST(Outcome, SharesOutWhatEachLoses) {
  const Machine machine{.work_s = {1, 3}, .rate = [](std::size_t n) { return n == 1 ? 1.0 : 0.5; }};
  const Outcome found = outcome(scenario(Mode::kTogether, 3, {"short", "long"}), machine);
  EXPECT_NEAR(of(found.speed_up).value, 1, 1e-9);
  EXPECT_NEAR(of(found.throughput).value, 1, 1e-9);
  EXPECT_NEAR(found.wall_s, 4, 1e-9);
  EXPECT_NEAR(found.overlap.value_or(0), 0.5, 1e-9);
  ASSERT_EQ(found.members.size(), 2U);
  EXPECT_EQ(found.members[0].name, "short");
  EXPECT_NEAR(found.members[0].alone_s, 1, 1e-9);
  EXPECT_NEAR(found.members[0].together_s, 2, 1e-9);
  EXPECT_NEAR(of(found.members[0].slow_down).value, 2, 1e-9);
  EXPECT_NEAR(of(found.members[1].slow_down).value, 4.0 / 3, 1e-9);
  EXPECT_NEAR(found.members[0].shares.prompt_s, 0.5, 1e-9);
  EXPECT_NEAR(found.members[0].shares.decode_s, 1, 1e-9);
  EXPECT_NEAR(found.members[0].shares.other_s, 0.5, 1e-9);
  EXPECT_DOUBLE_EQ(found.load_s, 0.5);
}

TEST(Outcome, ComparesTwoConfigurationsWithTheFirstAsBaseline) {
  const Machine machine{.work_s = {1.25, 1}, .noise = 0.02};
  const Outcome found = outcome(scenario(Mode::kCompared, 10, {"baseline", "chimera"}), machine);
  EXPECT_NEAR(of(found.speed_up).value, 1.25, 0.05);
  EXPECT_NEAR(of(found.throughput).value, 1.25, 0.05);
  EXPECT_TRUE(found.verdict.starts_with("'chimera' is faster than 'baseline'")) << found.verdict;
  const Machine slow{.work_s = {1, 1.25}, .noise = 0.02};
  const Outcome slower = outcome(scenario(Mode::kCompared, 10, {"baseline", "chimera"}), slow);
  EXPECT_NEAR(of(slower.speed_up).value, 0.8, 0.03);
  EXPECT_TRUE(slower.verdict.starts_with("'chimera' is slower than 'baseline'")) << slower.verdict;
}

TEST(Outcome, InTurnHasAWallAndNoSpeedUp) {
  const Outcome found = outcome(scenario(Mode::kInTurn, 2, {"a", "b"}), {.work_s = {1, 2}});
  EXPECT_FALSE(found.speed_up.has_value());
  EXPECT_NEAR(found.wall_s, 3, 1e-9);
  EXPECT_NEAR(found.members[1].together_s, 2, 1e-9);
  EXPECT_EQ(found.verdict, "one after the other the 2 agents take 3.00 s");
}

}  // namespace
}  // namespace chimera::agents
