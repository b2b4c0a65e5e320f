// The plain kind of CSV, which most programs write: one header, commas, no quotes, every line of as
// many cells with at least one number. It is read without looking for a layout, and gives what
// read_delimited would; what is not plain is left to that.
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

/// The header of plain CSV.
struct PlainHeader {
  std::vector<std::string> names;  ///< of the columns, as read_delimited makes them
  std::size_t bytes = 0;           ///< of the header's line with its break
};

/// The header, if the text begins like plain CSV: looks at its first two lines. O(their bytes).
std::optional<PlainHeader> plain_header(std::string_view text);

/// Takes the next line off the text, without its break.
std::string_view take_line(std::string_view& text);

/// The cells of a line, if it is one of plain CSV with as many as there are places. O(bytes).
bool split_plain(std::string_view line, std::span<std::string_view> cells);

/// How the lines of a plain file make rows.
struct PlainRows {
  std::string format;  ///< of the table
  std::vector<std::string> names;
  std::function<bool(std::string_view line, std::span<std::string_view> cells)> split;
  std::size_t first_place = 1;
};

/// The table of all the lines; nullopt where one can't be split. `file` is left empty. O(bytes).
std::optional<Table> table_of_lines(const PlainRows& rows, std::string_view lines);

/// What a plain CSV with that header has.
PlainRows plain_rows(const PlainHeader& header);

/// A cell that is no plain number, but may be one in some spelling: with blanks that group.
bool may_be_spelled_number(std::string_view cell);

/// Whether each row has a number, as no header does, and no cell groups a number by blanks.
bool is_plain_table(const Table& table);

/// The table of plain lines below a header; `place` counts from the file's second line. nullopt if
/// they are not plain. `file` is left empty. O(bytes).
std::optional<Table> plain_table(const PlainHeader& header, std::string_view lines);

}  // namespace chimera::read
