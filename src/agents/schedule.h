// In which order a scenario is measured: what is compared alternates, so that a machine that grows
// slower or faster while it is measured favours neither.
#pragma once

#include <cstddef>
#include <vector>

#include "agents/scenario.h"

namespace chimera::agents {

/// What runs at a time.
enum class How { kAlone, kTogether, kInTurn };

std::string_view how_name(How how);

struct Step {
  std::size_t repetition = 0;  ///< from 0
  How how = How::kAlone;
  std::vector<std::size_t> members;  ///< of the scenario; one alone
};

/// Together: in each repetition all alone, twice together, all alone again, each time in an order
/// of its own (ABBA). Compared: each alone, in a random order that is turned round in every second
/// repetition. In turn: all, one after the other. The same scenario has the same order everywhere.
std::vector<Step> schedule_of(const Scenario& scenario);

}  // namespace chimera::agents
