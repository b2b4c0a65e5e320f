// Ratio, difference and p of two selections: paired where each trial of one has exactly one partner
// in the other (same factors, blocks and subjects apart from what tells the two apart), in blocks
// where each has the same number of them, else Welch. Where both sides have several runs, the means
// of the runs are held against each other: trials of one run are no replicates of it. Two stated
// means are compared by their stated deviations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/compute.h"
#include "query/grouped_trials.h"
#include "stats/effect_size.h"
#include "stats/mean_tests.h"

namespace chimera::query {

/// Answers kRatio (selection / against), kDifference (selection − against), kDetectable (the
/// smallest ratio that so many trials of this spread show four times in five) and kP; `test` names
/// how.
class Contrast {
 public:
  /// REQUIRES: both have their settings.
  Contrast(const Trials& selection, const Trials& against);

  [[nodiscard]] std::optional<Answer> answer(Statistic statistic) const;

  /// "prompt_index and temperature" if paired or in blocks, else "".
  [[nodiscard]] const std::string& paired_by() const { return paired_by_; }

 private:
  enum class Pairing { kNone, kStated, kRuns, kPairs, kBlocks };

  /// Chooses what is held against each other.
  void choose(const Trials& selection, const Trials& against);

  /// Means of runs, where both sides have several; whether they were taken.
  bool take_runs(const Trials& selection, const Trials& against);

  /// The trials in the order of their blocks, if both sides have as many of each; else as they
  /// come.
  void pair_up(const Trials& selection, const Trials& against);

  [[nodiscard]] std::optional<stats::Ratio> find_ratio() const;
  [[nodiscard]] std::optional<stats::TestOutcome> find_test() const;
  [[nodiscard]] std::string how() const;
  [[nodiscard]] std::string test_name() const;

  std::vector<double> selection_;
  std::vector<double> against_;
  stats::Summary stated_selection_;  ///< if stated
  stats::Summary stated_against_;
  std::vector<std::uint32_t> selection_block_;  ///< of each trial, if in blocks
  std::vector<std::uint32_t> against_block_;
  Pairing pairing_ = Pairing::kNone;
  std::string paired_by_;
};

}  // namespace chimera::query
