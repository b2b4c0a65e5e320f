// Files whose every line is a row of the same columns, whatever they are spelled in: what a line's
// cells are is told once, and their table is made without looking for a layout.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"

namespace chimera::read {

/// How the lines of a plain file make rows.
struct PlainRows {
  std::string format;  ///< of the table
  std::vector<std::string> names;
  std::function<bool(std::string_view line, std::span<std::string_view> cells)> split;
  std::size_t first_place = 1;
  /// Each row must have a number, as no header does, and no cell group one by blanks.
  bool needs_numbers = false;
};

/// Takes the next line off the text, without its break.
std::string_view take_line(std::string_view& text);

/// The table of all the lines; nullopt where one can't be split. `file` is left empty. O(bytes).
std::optional<Table> table_of_lines(const PlainRows& rows, std::string_view lines);

/// The same, but nullopt also where the rows are not what they must be.
std::optional<Table> plain_table_of(const PlainRows& rows, std::string_view lines);

}  // namespace chimera::read
