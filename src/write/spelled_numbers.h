// Words that say a number or a unit, for a text that must have none.
#pragma once

#include <string_view>

namespace chimera::write {

/// Whether a word in lower-case ASCII letters is a number ("seven", "twentyseven", "tenfold",
/// "half", "second"), a sign ("minus") or a unit ("percent", "milliseconds").
bool says_number(std::string_view word);

/// Whether a word as written is a Roman numeral of two letters or more: "XIV".
bool is_roman_numeral(std::string_view word);

}  // namespace chimera::write
