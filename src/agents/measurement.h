// Runs a scenario's schedule on a stage.
#pragma once

#include <functional>
#include <vector>

#include "agents/outcome.h"
#include "agents/scenario.h"
#include "agents/stage.h"
#include "base/cancel.h"
#include "base/result.h"

namespace chimera::agents {

/// Called before each step: its number from 1, how many there are.
using Progress = std::function<void(std::size_t step, std::size_t steps)>;

/// All trials; the first failure ends it.
Result<std::vector<Trial>> measure(const Scenario& scenario, Stage& stage, const Progress& progress,
                                   const Cancel& cancel);

/// The calls as delimited text, one row each, whose columns `chimera query` understands: agent,
/// mode, repetition, times in seconds, tokens. Texts are left out: nobody judged them.
std::string trials_csv(const Scenario& scenario, const std::vector<Trial>& trials);

/// chimera.agents/1.
std::string outcome_json(const Scenario& scenario, const Outcome& outcome);

}  // namespace chimera::agents
