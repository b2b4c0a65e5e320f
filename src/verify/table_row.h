// A row of a table in a report, with what its cells name: what the parts of TableReader share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "verify/tables.h"

namespace chimera::verify {

/// What stands around a cell's words.
inline constexpr std::string_view kMarks = " *_";

struct TableReader::Row {
  const Block& table;
  const TableRow& cells;
  std::size_t number;  ///< of the table's rows
  const ProseContext& context;
  std::string label;
  std::vector<Mention> mentions;
  bool unknown = false;             ///< of a level that was never tried
  std::vector<std::size_t> places;  ///< columns that say where the row's extreme is
};

}  // namespace chimera::verify
