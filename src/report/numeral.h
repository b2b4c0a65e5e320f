// Finds the numerals of a line of Markdown: what a reader sees as a number. Left out are code spans
// and digits that are glued to letters, slashes, dots or colons (names, paths, versions, clock
// times). The same rule as the pattern
//   (?<![\w.:/\\-])[-+−]?\d+(?:[,\u202f\u00a0]\d{3})*(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w:/\\]|\.\d)
// which holds our reports from outside; its backtracking is unrolled here, so the cost is linear.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace chimera::report {

/// One numeral; offsets are bytes in the line, half-open.
struct FoundNumeral {
  std::size_t begin = 0;   ///< of the sign, if there is one
  std::size_t digits = 0;  ///< of the first digit
  std::size_t end = 0;
  std::size_t column = 0;  ///< of `begin`, in code points from 1
};

/// All numerals of one line, in order. Bytes that are no UTF-8 count as one code point each.
std::vector<FoundNumeral> find_numerals(std::string_view line);

/// The column of a byte: 1 + the code points before it.
std::size_t column_of(std::string_view line, std::size_t byte);

}  // namespace chimera::report
