// The plain kind of CSV, which most programs write: one header, commas, no quotes, every line of as
// many cells with at least one number. It is read without looking for a layout, and gives what
// read_delimited would; what is not plain is left to that.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"
#include "read/format/plain_rows.h"

namespace chimera::read {

/// The header of plain CSV.
struct PlainHeader {
  std::vector<std::string> names;  ///< of the columns, as read_delimited makes them
  std::size_t bytes = 0;           ///< of the header's line with its break
};

/// The header, if the text begins like plain CSV: looks at its first two lines. O(their bytes).
std::optional<PlainHeader> plain_header(std::string_view text);

/// What a plain CSV with that header has.
PlainRows plain_rows(const PlainHeader& header);

/// The table of plain lines below a header; `place` counts from the file's second line. nullopt if
/// they are not plain. `file` is left empty. O(bytes).
std::optional<Table> plain_table(const PlainHeader& header, std::string_view lines);

}  // namespace chimera::read
