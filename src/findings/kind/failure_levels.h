// How many trials of each level of a column failed, and how sure it is that the levels differ.
//
// Either two levels are held against each other, those furthest apart, or, where only one level of
// several has failures, that level against all others. Levels that failed altogether count too.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "data/table.h"

namespace chimera::findings {

struct FailureLevel {
  std::string value;
  std::size_t failed = 0;
  std::size_t trials = 0;  ///< > 0
};

struct FailureLevels {
  const Column* column = nullptr;
  std::vector<FailureLevel> sorted;  ///< largest share first, then most trials, then by value
  bool against_rest = false;         ///< p is of the first level against all others
  double p = 1;                      ///< Fisher's exact test
  std::string reason;  ///< that all failed trials of the table give; "" where they differ

  [[nodiscard]] const FailureLevel& most() const { return sorted.front(); }

  /// Of the levels with the smallest share the one with most trials.
  [[nodiscard]] const FailureLevel& least() const;

  [[nodiscard]] bool only_one_fails() const { return sorted[1].failed == 0; }

  /// p times the pairs and the levels that could have been picked, at most 1 (Bonferroni).
  [[nodiscard]] double p_of_choice() const;

  /// Of the shares that were compared, the larger less the smaller.
  [[nodiscard]] double difference() const;

  /// Of all levels.
  [[nodiscard]] std::size_t trials() const;
};

/// Of every subject and factor of which levels differ in their share of failed trials; of columns
/// that split the trials alike the first, subjects before factors. O(columns · rows).
std::vector<FailureLevels> failure_levels(const Table& table);

}  // namespace chimera::findings
