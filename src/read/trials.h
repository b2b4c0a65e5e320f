// How each trial ended. A failed trial is never a zero: it is kept with its reason and left out of
// every statistic. A cold trial is ok and tagged.
//
// Failed: the error column has text; a success flag is false, or one of failure true; a status says
// so; an exit code is not 0; none of a load test's requests was completed; a text begins with
// "Error"; every metric is empty; every metric is zero though one of them is a time or a rate.
// Cold: its load time is over five times the table's median load time (the lower quartile, if that
// is below 0.2 s and the median five times as long) and over 0.2 s; where no load time is given,
// the first trial that is ok if its TTFT is over five times the median of the others.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"

namespace chimera::read {

inline constexpr double kColdFactor = 5;
inline constexpr double kColdLoadMinSeconds = 0.2;

/// Whether a number measures something: neither missing nor zero.
bool is_value(double number);

/// Why a row's trial failed, by the rules above. REQUIRES: roles are assigned; the table outlives
/// it.
class FailureRules {
 public:
  /// O(cells).
  explicit FailureRules(const Table& table);

  /// In words; "" for a trial that is ok. O(columns).
  [[nodiscard]] std::string reason(std::size_t row) const;

  /// Whether that cell alone, of a column of errors or notes, says that its trial failed.
  static bool tells_failure(const Column& column, std::string_view cell);

 private:
  void add_text(const Column& column);
  [[nodiscard]] std::string reason_in_text(std::size_t row) const;
  [[nodiscard]] std::string reason_in_numbers(std::size_t row) const;

  /// A column of errors or notes that tells a failure.
  struct Text {
    const Column* column = nullptr;
    std::vector<std::string> reasons;  ///< of each spelling; "" where it tells none
  };

  std::vector<Text> texts_;
  std::vector<const Column*> measured_;
  bool has_rate_ = false;
  const Column* completed_ = nullptr;  ///< counts the requests of a load test that were answered
};

/// The column that the table's cold trials are told by; nullptr if there is none.
const Column* tells_cold(const Table& table);

/// Tags the cold ones among trials whose failures are judged.
void tag_cold_trials(Table& table);

/// Sets `state` of every row: failures, then cold ones. REQUIRES: roles are assigned.
void judge_trials(Table& table);

}  // namespace chimera::read
