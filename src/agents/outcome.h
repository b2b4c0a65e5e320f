// What the measured steps of a scenario say: how much faster, or slower, agents are side by side
// than one after the other, what that costs each, and what can't be told. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "agents/scenario.h"
#include "agents/schedule.h"
#include "agents/stage.h"

namespace chimera::agents {

/// A step and its calls.
struct Trial {
  Step step;
  std::vector<Timed> calls;

  /// From the start of the first call to the end of the last, in seconds.
  [[nodiscard]] double wall_s() const;
};

/// A ratio over repetitions: the geometric mean, with the 95 % interval of t on the logarithms;
/// none where there was one repetition.
struct Ratio {
  double value = 1;
  std::optional<double> low;
  std::optional<double> high;
};

/// Where an agent's time went, in seconds a call on the average.
struct Shares {
  double prompt_s = 0;
  double decode_s = 0;
  double other_s = 0;  ///< none of these: waiting for the server, choosing tokens
};

struct MemberOutcome {
  std::string name;
  double alone_s = 0;              ///< mean time of a call; 0 where it never ran so
  double together_s = 0;           ///< mean time of a call side by side, or in turn
  std::optional<Ratio> slow_down;  ///< side by side / alone
  double tokens = 0;               ///< mean a call
  double ttft_s = 0;               ///< mean, of the calls side by side where there are such
  Shares shares;                   ///< of the same calls
};

struct Outcome {
  Mode mode = Mode::kTogether;
  std::size_t repetitions = 0;
  double load_s = 0;  ///< loading all models, once, before anything was measured
  /// together: Σ alone / wall. compared: baseline / the other one. in turn: none.
  std::optional<Ratio> speed_up;
  /// together: (tokens / wall) / (Σ tokens alone / Σ time alone). compared: decoding speeds.
  std::optional<Ratio> throughput;
  double wall_s = 0;              ///< mean of a step with all agents
  std::optional<double> overlap;  ///< together: share of the wall in which two or more ran
  std::vector<MemberOutcome> members;
  std::string verdict;  ///< in words
};

/// REQUIRES: trials of a schedule of that scenario, all of them.
Outcome outcome_of(const Scenario& scenario, const std::vector<Trial>& trials, double load_s);

}  // namespace chimera::agents
