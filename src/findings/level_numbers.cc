#include "findings/level_numbers.h"

#include "query/rows.h"

namespace chimera::findings {

LevelNumbers number_levels(const Table& table, const Column& column,
                           std::span<const std::size_t> rows) {
  constexpr std::uint32_t kNone = UINT32_MAX;
  const query::Levels levels(column, table.rows());
  std::vector<std::uint32_t> number(levels.count(), kNone);
  LevelNumbers made;
  made.codes.reserve(rows.size());
  for (const std::size_t row : rows) {
    std::uint32_t& known = number[levels.at(row)];
    if (known == kNone) {
      known = static_cast<std::uint32_t>(made.names.size());
      made.names.push_back(levels.spelling(levels.at(row)));
    }
    made.codes.push_back(known);
  }
  return made;
}

}  // namespace chimera::findings
