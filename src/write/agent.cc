#include "write/agent.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "engine/options_toml.h"
#include "text/toml_values.h"
#include "write/builtin_agents.h"

namespace chimera::write {

namespace {

using text::TomlValue;

constexpr std::array kInputs{Input::kCoverage, Input::kProblems, Input::kCollector,
                             Input::kFindings};
constexpr std::int64_t kWordsMost = 10'000;

Result<Input> input_of(const TomlValue& value) {
  const auto name = text::string_of(value, "inputs");
  if (!name) {
    return tl::unexpected(name.error());
  }
  text::Names known;
  for (const Input input : kInputs) {
    if (input_name(input) == *name) {
      return input;
    }
    known.emplace(input_name(input));
  }
  return text::unknown(value, "input", *name, known);
}

Result<void> take_inputs(const TomlValue& value, Agent& agent) {
  if (value.kind != text::TomlKind::kArray) {
    return text::broken(value, "'inputs' takes an array of strings");
  }
  for (const TomlValue& item : value.items) {
    const auto input = input_of(item);
    if (!input) {
      return tl::unexpected(input.error());
    }
    if (agent.reads(*input)) {
      return text::broken(item, "an input stands there twice");
    }
    agent.inputs.push_back(*input);
  }
  return {};
}

Result<void> take_text(const TomlValue& value, std::string_view key, std::string& text) {
  return text::string_of(value, key).map([&](std::string&& read) { text = std::move(read); });
}

Result<void> take(const std::string& key, const TomlValue& value, Agent& agent) {
  if (key == "inputs") {
    return take_inputs(value, agent);
  }
  if (key == "words_max") {
    return text::whole_of(value, key, 1, kWordsMost).map([&](std::int64_t words) {
      agent.words_max = static_cast<std::size_t>(words);
    });
  }
  if (key == "options") {
    return engine::options_of(value).map(
        [&](engine::Options&& options) { agent.options = std::move(options); });
  }
  return take_text(value, key,
                   key == "name"      ? agent.name
                   : key == "persona" ? agent.persona
                                      : agent.task);
}

Result<Agent> agent_of(const TomlValue& table) {
  if (auto known =
          text::check_keys(table, {"name", "persona", "task", "inputs", "words_max", "options"});
      !known) {
    return tl::unexpected(known.error());
  }
  for (const std::string_view key : {"name", "persona", "task", "inputs"}) {
    if (table.find(key) == nullptr) {
      return text::broken(table, "an agent needs '" + std::string(key) + "'");
    }
  }
  Agent agent;
  for (const auto& [key, value] : table.members) {
    if (auto taken = take(key, value, agent); !taken) {
      return tl::unexpected(taken.error());
    }
  }
  return agent;
}

Agent builtin(std::string_view role) {
  auto agent = parse_agent(builtin_agent_text(role), std::string(role));
  CHIMERA_CHECK(agent.has_value(), "a built-in agent is no agent");
  return *std::move(agent);
}

}  // namespace

std::string_view input_name(Input input) {
  switch (input) {
    case Input::kCoverage:
      return "coverage";
    case Input::kProblems:
      return "problems";
    case Input::kCollector:
      return "collector";
    case Input::kFindings:
      return "findings";
  }
  CHIMERA_CHECK(false, "an input out of range");
}

bool Agent::reads(Input input) const {
  return std::find(inputs.begin(), inputs.end(), input) != inputs.end();
}

Agents builtin_agents() {
  return {builtin("collector"), builtin("analyst")};
}

Result<Agent> parse_agent(std::string_view toml, const std::string& file) {
  return text::parse_toml(toml).and_then(agent_of).map_error([&](Error&& error) {
    error.place.file = file;
    return std::move(error);
  });
}

std::string_view builtin_agent_text(std::string_view role) {
  return role == "collector" ? kCollectorText : kAnalystText;
}

}  // namespace chimera::write
