#include "agents/measurement.h"

#include <utility>

#include "agents/schedule.h"

namespace chimera::agents {

Result<std::vector<Trial>> measure(const Scenario& scenario, Stage& stage, const Progress& progress,
                                   const Cancel& cancel) {
  const std::vector<Step> steps = schedule_of(scenario);
  std::vector<Trial> trials;
  trials.reserve(steps.size());
  for (const Step& step : steps) {
    if (cancel.raised()) {
      return interrupted();
    }
    progress(trials.size() + 1, steps.size());
    auto calls = stage.run(step);
    if (!calls) {
      return tl::unexpected(calls.error());
    }
    trials.push_back({step, *std::move(calls)});
  }
  return trials;
}

}  // namespace chimera::agents
