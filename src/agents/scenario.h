// A scenario: which agents are measured and how. Its file is TOML; docs/agents.md is the manual.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"

namespace chimera::agents {

enum class Mode {
  kTogether,  ///< "together": all side by side, against each alone
  kInTurn,    ///< "in_turn": one after the other, each may read what the one before wrote
  kCompared,  ///< "compared": two configurations, the first one the baseline
};

std::string_view mode_name(Mode mode);

inline constexpr std::size_t kMembersMax = 16;
inline constexpr std::size_t kRepetitionsMax = 1'000;
inline constexpr std::size_t kScenarioBytesMax = std::size_t{1} << 20U;

/// One agent, on an engine of its own.
struct Member {
  std::string name;
  std::string persona;  ///< system text
  std::string task;     ///< user text
  bool reads_previous = false;
  std::string engine;  ///< "" for the one of the command line
  std::string url;     ///< "" for the engine's usual one
  engine::Options options;
};

struct Scenario {
  std::string name;
  Mode mode = Mode::kTogether;
  std::size_t repetitions = 5;
  std::uint32_t seed = 1;  ///< of the order in which things are measured
  std::vector<Member> members;
};

/// kInput with file and line for what is no scenario.
Result<Scenario> parse_scenario(std::string_view toml, const std::string& file);

}  // namespace chimera::agents
