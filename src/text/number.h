// Numbers as files spell them, with the unit if one stands behind: "74 %", "1,234.5 MiB", "57.31 ±
// 0.4". What is ambiguous ("1.234" in a file with decimal commas) is the caller's affair: this
// reads the point as the decimal sign and commas as thousands separators, only where they group by
// three.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chimera::text {

struct SpelledNumber {
  double value = 0;
  std::string unit;                  ///< as spelled behind the number; "" if none
  std::optional<double> plus_minus;  ///< of "x ± y"
};

/// The whole text as one number; nullopt if it is none. NaN and infinity are no numbers. Also reads
/// the Indian grouping "22,80,000".
std::optional<SpelledNumber> read_number(std::string_view text);

/// The plain form only ("-1.5e3"), the fast path: whole text, '.' as decimal sign, no unit.
std::optional<double> read_plain_number(std::string_view text);

}  // namespace chimera::text
