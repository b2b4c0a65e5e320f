// The numbers in a piece of text, in every spelling that reports use: "1,234", "1.2k",
// "13.12 tok/s", "34 %", "2×", "two thirds", "twice", "57.3 ± 0.4", "10–20", "at least 5", "~0.3",
// dates and months, durations. Digits inside names (gemma3, q4_0, 270m, v1.2.3) are no numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "verify/plain.h"

namespace chimera::verify {

/// How exactly a number is meant.
enum class Bound { kExact, kAbout, kAtLeast, kAtMost, kAbove, kBelow };

enum class NumeralKind {
  kNumber,
  kPercent,
  kTimes,  ///< "2×", "twice", "1.5x"
  kShare,  ///< "two thirds", "half"
  kDate    ///< a day, a month or a moment
};

struct Numeral {
  Range range;   ///< with sign and unit
  Range digits;  ///< the number alone
  NumeralKind kind = NumeralKind::kNumber;
  Bound bound = Bound::kExact;
  double value = 0;
  int decimals = 0;     ///< digits behind the point; negative: trailing zeros that may be unstated
  int significant = 1;  ///< digits, without leading zeros
  int scaled = 0;       ///< zeros that "k" or "million" stands for
  bool word = false;    ///< "three"
  bool signed_up = false;  ///< written with "+" or "-"
  bool points = false;     ///< percentage points
  bool reached = false;    ///< "up to": of what was measured the most is just that
  std::string unit;        ///< canonical; "" for none
  std::optional<double> plus_minus;
  Range plus_minus_range;
  int plus_minus_decimals = 0;
  std::optional<double> upper;  ///< of "10–20": the value is the lower end
  Range upper_digits;
  /// Of a date: the first and the last second that it may mean, UTC.
  std::int64_t first_utc_s = 0;
  std::int64_t last_utc_s = 0;
};

/// In their order, none overlapping. O(bytes).
std::vector<Numeral> find_numerals(const Plain& plain);

/// Behind "1,618 output tok/s": where the unit ends, with the word that says which rate it is; the
/// number's own end elsewhere.
std::size_t end_of_rate(std::string_view text, const Numeral& numeral);

/// Seconds of the first moment of a day, UTC. REQUIRES: a month from 1 to 12.
std::int64_t day_utc_s(std::int64_t year, unsigned month, unsigned day);

/// "2025-10-08".
std::string day_text(std::int64_t utc_s);

/// Half a unit of the last stated digit.
double half_step(const Numeral& numeral);

}  // namespace chimera::verify
