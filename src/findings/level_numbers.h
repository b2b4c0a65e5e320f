// The levels of a column as numbers, by their first appearance: columns that split the same rows
// alike get the same numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "data/table.h"
#include "stats/design.h"

namespace chimera::findings {

struct LevelNumbers {
  std::vector<std::uint32_t> codes;     ///< the level of each row, from 0
  std::vector<std::string_view> names;  ///< of each level, "" too; views into the table

  /// A view.
  [[nodiscard]] stats::Factor factor() const {
    return {codes, static_cast<std::uint32_t>(names.size())};
  }
};

/// Over these rows, in their order. O(rows of the table).
LevelNumbers number_levels(const Table& table, const Column& column,
                           std::span<const std::size_t> rows);

}  // namespace chimera::findings
