// An agent as data: who it is, what it is asked, what it is given to read and on which engine. The
// agents of `run` are the files agents/*.toml, compiled in; a folder of the user's overrules them.
// docs/agents.md is the manual.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"
#include "text/toml.h"

namespace chimera::write {

/// What can stand in an agent's prompt, before its task.
enum class Input {
  kCoverage,   ///< "coverage": what was read
  kProblems,   ///< "problems": what is missing or broken
  kCollector,  ///< "collector": the text that the collector wrote
  kFindings,   ///< "findings": the statements of what was found, strongest first
};

std::string_view input_name(Input input);

struct Agent {
  std::string name;     ///< "DataCollector"
  std::string persona;  ///< system text
  std::string task;     ///< what the user text ends with
  std::vector<Input> inputs;
  std::optional<std::size_t> words_max;  ///< of all that it says
  engine::Options options;               ///< those of its own; the others are the run's

  [[nodiscard]] bool reads(Input input) const;
};

/// The two of `run`. The analyst's prompt may hold the collector's text, never the other way round.
struct Agents {
  Agent collector;
  Agent analyst;
};

Agents builtin_agents();

/// An agent's file. kInput with file and line for what is no agent.
Result<Agent> parse_agent(std::string_view toml, const std::string& file);

/// The built-in text of an agent: "collector", "analyst"; to be copied and edited.
std::string_view builtin_agent_text(std::string_view role);

}  // namespace chimera::write
