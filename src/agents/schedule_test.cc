#include "agents/schedule.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace chimera::agents {
namespace {

Scenario scenario(Mode mode, std::size_t members, std::size_t repetitions) {
  Scenario made{.name = "s", .mode = mode, .repetitions = repetitions, .members = {}};
  made.members.resize(members);
  return made;
}

std::vector<std::size_t> sorted(std::vector<std::size_t> members) {
  std::sort(members.begin(), members.end());
  return members;
}

TEST(Schedule, TogetherStandsBetweenTwoRunsAlone) {
  const auto steps = schedule_of(scenario(Mode::kTogether, 3, 4));
  ASSERT_EQ(steps.size(), 4U * 8);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool together = i % 8 == 3 || i % 8 == 4;
    EXPECT_EQ(steps[i].how, together ? How::kTogether : How::kAlone) << i;
    EXPECT_EQ(steps[i].members.size(), together ? 3U : 1U);
    EXPECT_EQ(steps[i].repetition, i / 8);
  }
  for (std::size_t repetition = 0; repetition < 4; ++repetition) {
    std::map<std::size_t, int> alone;
    for (std::size_t i = 8 * repetition; i < 8 * repetition + 8; ++i) {
      if (steps[i].how == How::kAlone) {
        ++alone[steps[i].members[0]];
      } else {
        EXPECT_EQ(sorted(steps[i].members), (std::vector<std::size_t>{0, 1, 2}));
      }
    }
    EXPECT_EQ(alone, (std::map<std::size_t, int>{{0, 2}, {1, 2}, {2, 2}}));
  }
}

TEST(Schedule, TwoConfigurationsAlternateInBothOrders) {
  const auto steps = schedule_of(scenario(Mode::kCompared, 2, 6));
  ASSERT_EQ(steps.size(), 12U);
  for (std::size_t i = 0; i < 12; i += 4) {
    EXPECT_EQ(steps[i].members, steps[i + 3].members);
    EXPECT_EQ(steps[i + 1].members, steps[i + 2].members);
    EXPECT_NE(steps[i].members, steps[i + 1].members);
  }
}

TEST(Schedule, InTurnKeepsTheOrderOfTheFile) {
  const auto steps = schedule_of(scenario(Mode::kInTurn, 3, 2));
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[1].members, (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(steps[1].how, How::kInTurn);
}

TEST(Schedule, TheSeedIsTheOrder) {
  Scenario one = scenario(Mode::kTogether, 4, 8);
  const auto order = [](const Scenario& of) {
    std::vector<std::size_t> all;
    for (const Step& step : schedule_of(of)) {
      all.insert(all.end(), step.members.begin(), step.members.end());
    }
    return all;
  };
  const auto first = order(one);
  EXPECT_EQ(order(one), first);
  one.seed = 2;
  EXPECT_NE(order(one), first);
}

}  // namespace
}  // namespace chimera::agents
