// What to do next: advice that findings carry, and experiments for what they leave open. Plain
// types: `findings` works them out, `write` and `report` say them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/lattice.h"

namespace chimera {

/// What a reader should do. Every phrase is a part of a sentence, without its full stop.
struct Advice {
  std::vector<std::string> findings;  ///< ids of what it follows from, the strongest first
  Phrase what;                        ///< "Where throughput decides, take `a` rather than `b`"
  Phrase gain;                        ///< what that brings, with its interval; empty if unknown
  Phrase unless;                      ///< what would change it; empty if nothing is known
};

/// Why the data don't decide.
enum class Ground {
  kConfounded,     ///< changed together with something else
  kContradicted,   ///< two measurements clearly say the opposite
  kUnrepeated,     ///< not each setting was run twice
  kInOneGo,        ///< repeated, but each level in one go: a drift would look the same
  kUndecided,      ///< the trials tell no difference, nor exclude one
  kWithoutTrials,  ///< stated, without the trials behind it
  kNeverRun,       ///< a part of what was planned is missing
  kNeverVaried     ///< one level, or none recorded
};

/// One line that says why, as plan.toml has it.
std::string_view ground_text(Ground ground);

/// One thing that an experiment is to decide.
struct Question {
  Ground ground = Ground::kUndecided;
  std::vector<Phrase> subjects;  ///< what is open, as parts of a sentence: "`num_gpu`"
  std::string asked;             ///< the whole question
  std::string finding;           ///< id of what raises it; "" for what was never varied
};

/// What is set on purpose. Of what was never varied the levels are a start, the reader's to change.
struct PlannedFactor {
  std::string name;
  std::vector<std::string> levels;
};

/// How many runs of a level a metric needs, by the power of a two-sided two-sample t-test.
struct Sizing {
  std::string metric;
  double cv = 0;      ///< observed within a level, the largest
  std::string fact;   ///< that says so
  std::size_t n = 0;  ///< trials behind it
  double effect = 0;  ///< smallest one of interest, as a share of the mean
  double alpha = 0;
  double power = 0;
  std::size_t needed = 0;            ///< runs of a level; 0 where no affordable number is enough
  std::size_t planned = 0;           ///< runs of a level that the plan has
  std::optional<double> detectable;  ///< the share of the mean that these will show
};

/// A run of the plan: indices into the experiment's block and, for each factor, its levels.
struct PlannedRun {
  std::size_t replicate = 1;
  std::optional<std::size_t> block;
  std::vector<std::size_t> levels;
};

struct Experiment {
  std::string id;  ///< "E" and twelve hexadecimal digits of what it asks and varies
  std::vector<Question> questions;
  std::vector<std::string> files;    ///< whose settings it repeats; empty for what never varied
  std::vector<std::string> metrics;  ///< to be measured
  std::vector<PlannedFactor> factors;
  std::optional<PlannedFactor> block;
  bool factorial = true;  ///< all combinations of levels, else the settings that were tried
  std::vector<std::vector<std::size_t>> cells;  ///< the settings: a level of each factor
  bool warm_up = false;                         ///< one request before each run, not counted
  std::size_t replicates = 0;                   ///< runs of each setting
  bool capped = false;                          ///< the spread asks for more than is planned
  std::vector<Sizing> sizes;                    ///< of the metrics whose spread is known
  std::size_t runs = 0;                         ///< of the whole plan
  std::vector<PlannedRun> order;                ///< whole replicates, each in random order
};

struct Plan {
  std::vector<Advice> advice;           ///< the strongest finding's first
  std::vector<Experiment> experiments;  ///< likewise
  std::size_t further = 0;              ///< experiments that were left out beyond the limit
  std::vector<Phrase> open;             ///< a paragraph: what is open, and where the plan stands
  std::uint64_t seed = 0;               ///< of the random orders
};

}  // namespace chimera
