// Numbers as files spell them, with the unit if one stands behind: "74 %", "1,234.5 MiB", "57.31 ±
// 0.4". Without a style the point is the decimal sign and commas group by three. A file that writes
// "1.234,5" or "1 234" is read with its style (number_style.h finds it); what stays ambiguous is
// the caller's affair.
//
// Thousands are grouped by the sign that is not the decimal one, by an apostrophe, or by a blank
// that doesn't break (no-break, narrow, thin); by a plain blank only where the style says so. All
// groups but the first have three digits, the first has one to three and no leading zero; only
// commas also group as in India ("22,80,000").
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chimera::text {

/// How a file spells its numbers.
struct NumberStyle {
  bool decimal_comma = false;  ///< "1.234,5" instead of "1,234.5"
  bool blank_groups = false;   ///< "1 234" is one number
};

struct SpelledNumber {
  double value = 0;
  std::string unit;                  ///< as spelled behind the number; "" if none
  std::optional<double> plus_minus;  ///< of "x ± y"
};

/// The whole text as one number; nullopt if it is none. NaN and infinity are no numbers. O(bytes).
std::optional<SpelledNumber> read_number(std::string_view text, NumberStyle style = {});

/// The plain form only ("-1.5e3"), the fast path: whole text, '.' as decimal sign, no unit.
std::optional<double> read_plain_number(std::string_view text);

/// The same for millions of cells: NaN for a text that is none.
double plain_number_or_nan(std::string_view text);

/// Whether there is nothing but digits.
bool all_digits(std::string_view text);

}  // namespace chimera::text
