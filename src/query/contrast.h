// Ratio, difference and p of two selections: paired where each trial of one has exactly one partner
// in the other (same factors, blocks and subjects apart from what tells the two apart), else Welch.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "query/compute.h"

namespace chimera::query {

/// What a trial was run under: the cells of role factor, block or subject, by column name.
using Setting = std::map<std::string, std::string>;

struct Trials {
  std::vector<double> values;
  std::vector<Setting> settings;  ///< of each value; empty where nothing is to be compared
};

/// Answers kRatio (selection / against), kDifference (selection − against) and kP; `test` names
/// how.
class Contrast {
 public:
  /// REQUIRES: both have their settings.
  Contrast(const Trials& selection, const Trials& against);

  [[nodiscard]] std::optional<Answer> answer(Statistic statistic) const;

  /// "prompt_index and temperature" if paired, else "".
  [[nodiscard]] const std::string& paired_by() const { return paired_by_; }

 private:
  std::vector<double> selection_;  ///< in the order of the pairs if paired
  std::vector<double> against_;
  bool paired_ = false;
  std::string paired_by_;
};

}  // namespace chimera::query
