// How often an experiment must be run: by the power of a two-sample t-test on the spread that was
// observed.
#pragma once

#include <string>
#include <vector>

#include "data/plan.h"
#include "findings/fact_book.h"
#include "findings/settings.h"

namespace chimera::findings {

inline constexpr double kEffectOfInterest = 0.05;  ///< smallest one worth knowing, of the mean
inline constexpr double kAlpha = 0.05;             ///< two-sided, of one pair, unadjusted
inline constexpr double kPower = 0.8;
inline constexpr std::size_t kRunsOfALevelMax = 50;  ///< beyond, a spread is worth lowering first
inline constexpr std::size_t kRunsOfALevelMin = 3;   ///< two say next to nothing of a spread
inline constexpr std::size_t kReplicatesMin = 2;     ///< of each cell: one has no pure error
inline constexpr std::size_t kPilotReplicates = 5;   ///< where no spread is known

/// Runs of each of two levels that show `effect` (a share of the mean) at kAlpha with kPower where
/// runs of a level spread by `cv`; 0 where ten million are not enough. REQUIRES: effect > 0.
std::size_t runs_needed(double cv, double effect);

/// One for each metric with a spread, the runs that it needs still to be worked out: the largest
/// coefficient of variation within a level, over whatever else was varied, so rather too large.
/// `tables` as for the settings.
std::vector<Sizing> sizes_of(FactBook& book, const std::vector<const Table*>& tables,
                             const std::vector<PlannedFactor>& factors,
                             const std::vector<std::string>& metrics);

/// Sets the experiment's replicates, whether they are capped, and what its sizes plan and detect.
void size(Experiment& experiment, std::size_t cells_of_a_level);

}  // namespace chimera::findings
