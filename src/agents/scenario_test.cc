#include "agents/scenario.h"

#include <gtest/gtest.h>

#include <string>

namespace chimera::agents {
namespace {

const std::string kTwo =
    "[[agent]]\nname = 'a'\ntask = 'Count.'\n[[agent]]\nname = 'b'\ntask = 'Sum.'\n";

std::string complaint(const std::string& toml) {
  const auto scenario = parse_scenario(toml, "s.toml");
  return scenario ? "none" : describe(scenario.error());
}

TEST(Scenario, IsReadWhole) {
  const auto scenario = parse_scenario(
      "name = 'pair'\nmode = 'in_turn'\nrepetitions = 3\nseed = 7\n[[agent]]\nname = 'a'\n"
      "persona = 'You count.'\ntask = 'Count.'\n[[agent]]\nname = 'b'\ntask = 'Sum.'\n"
      "reads = 'a'\nengine = 'ollama'\n[agent.options]\nurl = 'http://h:1'\n"
      "num_predict = 64\n",
      "s.toml");
  ASSERT_TRUE(scenario.has_value());
  EXPECT_EQ(scenario->name, "pair");
  EXPECT_EQ(scenario->mode, Mode::kInTurn);
  EXPECT_EQ(scenario->repetitions, 3U);
  EXPECT_EQ(scenario->seed, 7U);
  ASSERT_EQ(scenario->members.size(), 2U);
  EXPECT_EQ(scenario->members[0].persona, "You count.");
  EXPECT_EQ(scenario->members[0].engine, "");
  EXPECT_FALSE(scenario->members[0].reads_previous);
  EXPECT_TRUE(scenario->members[1].reads_previous);
  EXPECT_EQ(scenario->members[1].engine, "ollama");
  EXPECT_EQ(scenario->members[1].options.url, "http://h:1");
  EXPECT_EQ(scenario->members[1].options.num_predict, 64);
}

TEST(Scenario, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(complaint(kTwo), "none");
  EXPECT_EQ(complaint("name = 'x'"), "s.toml:1: a scenario needs at least two [[agent]]");
  EXPECT_EQ(complaint("mode = 'togehter'\n" + kTwo),
            "s.toml:1: unknown mode 'togehter': did you mean 'together'?");
  EXPECT_EQ(complaint("repetitions = 0\n" + kTwo),
            "s.toml:1: 'repetitions' takes a whole number from 1 to 1000, not 0");
  EXPECT_EQ(complaint("repetition = 3\n" + kTwo),
            "s.toml:1: unknown key 'repetition': did you mean 'repetitions'?");
  EXPECT_EQ(complaint(kTwo + "[[agent]]\nname = 'a'\ntask = 'T'\n"),
            "s.toml:7: two agents are named 'a'");
  EXPECT_EQ(complaint(kTwo + "[[agent]]\nname = 'c'\n"),
            "s.toml:7: an agent needs a 'name' and a 'task'");
  EXPECT_EQ(complaint("mode = 'compared'\n" + kTwo + "[[agent]]\nname = 'c'\ntask = 'T'\n"),
            "s.toml:1: the mode 'compared' takes two agents, not 3");
  EXPECT_EQ(complaint(kTwo + "reads = 'a'\n"), "s.toml:1: 'reads' is for the mode 'in_turn'");
  EXPECT_EQ(complaint("mode = 'in_turn'\n" + kTwo + "reads = 'c'\n"),
            "s.toml:8: 'reads' takes the name of the agent just before: 'a'");
  EXPECT_EQ(complaint(kTwo + "[agent.options]\ntemp = 'hot'\n"),
            "s.toml:8: 'temp' takes a number from 0 to 100, not a string");
  EXPECT_EQ(complaint("agent = 5"),
            "s.toml:1: [[agent]] stands once for each agent, at most 16 times");
}

}  // namespace
}  // namespace chimera::agents
