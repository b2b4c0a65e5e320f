// Files whose every line is a row of the same columns, whatever they are spelled in: what a line's
// cells are is told once, and their table is made without looking for a layout.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"

namespace chimera::read {

/// Takes a row: its line without the break, and the cells that are wanted; false: no more.
using TakeRow = std::function<bool(std::string_view line, std::span<const std::string_view> cells)>;

/// Cuts lines into cells. It keeps its memory from one text to the next, so each thread has its
/// own.
class LineCutter {
 public:
  LineCutter() = default;
  LineCutter(const LineCutter&) = delete;
  LineCutter& operator=(const LineCutter&) = delete;
  LineCutter(LineCutter&&) = delete;
  LineCutter& operator=(LineCutter&&) = delete;
  virtual ~LineCutter() = default;

  /// Hands over each line's cells of the columns `wanted`, which ascend; false as soon as a line is
  /// not plain (others may have been handed over by then) or `take` says so. The views live as long
  /// as `lines`, the span until the next row. O(bytes). REQUIRES: under 4 GiB.
  virtual bool cut(std::string_view lines, std::span<const std::size_t> wanted,
                   const TakeRow& take) = 0;
};

/// How the lines of a plain file make rows.
struct PlainRows {
  std::string format;  ///< of the table
  std::vector<std::string> names;
  std::function<std::unique_ptr<LineCutter>()> make_cutter;
  std::size_t first_place = 1;
  /// Each row must have a number, as no header does, and no cell group one by blanks.
  bool needs_numbers = false;
};

/// Takes the next line off the text, without its break.
std::string_view take_line(std::string_view& text);

/// The numbers of all columns.
std::vector<std::size_t> all_columns(const PlainRows& rows);

/// The table of all the lines; nullopt where one can't be cut. `file` is left empty. O(bytes).
std::optional<Table> table_of_lines(const PlainRows& rows, std::string_view lines);

/// The same, but nullopt also where the rows are not what they must be.
std::optional<Table> plain_table_of(const PlainRows& rows, std::string_view lines);

}  // namespace chimera::read
