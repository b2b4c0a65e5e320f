// Looks for keys of very many parts (a.a.a.…) in TOML before a parser builds a table for each part.
#pragma once

#include <cstddef>
#include <string_view>

namespace chimera::text {

inline constexpr std::size_t kTomlKeyPartsMax = 16;

/// The line, from 1, of the first key with more than kTomlKeyPartsMax parts; 0 if there is none.
/// Exact up to the first place where the text is no TOML. O(bytes).
std::size_t line_of_long_key(std::string_view text);

}  // namespace chimera::text
