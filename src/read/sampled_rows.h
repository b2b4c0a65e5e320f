// Which rows of a table its meaning is taken from: all of a small one, of a large one ten thousand
// that lie evenly over it. So what a column is doesn't hang on one odd cell among millions, and is
// the same whether a table is read whole or only in part.
#pragma once

#include <algorithm>
#include <cstddef>

namespace chimera::read {

inline constexpr std::size_t kSampledRowsMax = 10'000;

inline std::size_t sampled_count(std::size_t rows) {
  return std::min(rows, kSampledRowsMax);
}

/// Where the one of number `at` lies, of `count` that lie evenly among `all`. REQUIRES: at < count.
inline std::size_t evenly(std::size_t at, std::size_t count, std::size_t all) {
  return count == all ? at : at * all / count;  // small files are nearly all divisions else
}

/// The row that the sample's row `at` is. REQUIRES: at < sampled_count(rows).
inline std::size_t sampled_row(std::size_t at, std::size_t rows) {
  return evenly(at, sampled_count(rows), rows);
}

}  // namespace chimera::read
