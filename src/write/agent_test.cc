#include "write/agent.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace chimera::write {
namespace {

std::string complaint(const std::string& toml) {
  const auto agent = parse_agent(toml, "a.toml");
  return agent ? "none" : describe(agent.error());
}

const std::string kWhole = "name = 'A'\npersona = 'P'\ntask = 'T'\ninputs = ['findings']\n";

TEST(Agent, IsReadWhole) {
  const auto agent = parse_agent(kWhole + "words_max = 9\n[options]\ntemp = 0.5\n", "a.toml");
  ASSERT_TRUE(agent.has_value());
  EXPECT_EQ(agent->name, "A");
  EXPECT_EQ(agent->persona, "P");
  EXPECT_EQ(agent->task, "T");
  EXPECT_TRUE(agent->reads(Input::kFindings));
  EXPECT_FALSE(agent->reads(Input::kCoverage));
  EXPECT_EQ(agent->words_max, 9U);
  EXPECT_DOUBLE_EQ(agent->options.temp.value_or(-1), 0.5);
}

TEST(Agent, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(complaint("name = 'A'\npersona = 'P'\ntask = 'T'\n"),
            "a.toml:1: an agent needs 'inputs'");
  EXPECT_EQ(complaint(kWhole + "word_max = 9\n"),
            "a.toml:5: unknown key 'word_max': did you mean 'words_max'?");
  EXPECT_EQ(complaint("name = 'A'\npersona = 'P'\ntask = 'T'\ninputs = ['finding']\n"),
            "a.toml:4: unknown input 'finding': did you mean 'findings'?");
  EXPECT_EQ(complaint("name = 'A'\npersona = 'P'\ntask = 'T'\ninputs = ['findings', 'findings']\n"),
            "a.toml:4: an input stands there twice");
  EXPECT_EQ(complaint(kWhole + "[options]\ntemp = -1\n"),
            "a.toml:6: 'temp' takes a number from 0 to 100, not -1");
  EXPECT_EQ(complaint("name = 1"), "a.toml:1: an agent needs 'persona'");
  EXPECT_TRUE(complaint("name =").starts_with("a.toml:1:"));
}

TEST(BuiltinAgents, AreTheFilesOfTheRepository) {
  for (const std::string role : {"collector", "analyst"}) {
    std::ifstream file(CHIMERA_SOURCE_DIR "/agents/" + role + ".toml");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(builtin_agent_text(role), text) << role;
  }
}

TEST(BuiltinAgents, TheAnalystReadsTheCollector) {
  const Agents agents = builtin_agents();
  EXPECT_NE(agents.collector.name, agents.analyst.name);
  EXPECT_TRUE(agents.analyst.reads(Input::kCollector));
  EXPECT_FALSE(agents.collector.reads(Input::kCollector));
  ASSERT_TRUE(agents.collector.words_max.has_value());
  const std::string limit = std::to_string(agents.collector.words_max.value_or(0));
  EXPECT_NE(agents.collector.persona.find("under " + limit + " words"), std::string::npos)
      << "the limit that it is told is the one that is kept";
}

}  // namespace
}  // namespace chimera::write
