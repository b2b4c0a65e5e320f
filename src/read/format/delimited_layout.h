// Where the tables lie in the records of delimited text. Used by read_delimited alone.
//
// - A header is a record of two cells or more, at least half of them filled, none a bare number,
//   whose next record has as many cells. Lines of a title, and pairs ("Model,gemma") above a table
//   of more columns, are not it: they stand above the table.
// - A record of units may follow it, and records that group columns may precede it (up to four).
// - A further table begins where such a header is followed by numbers and stands behind a blank
//   line or a record without content, has another number of cells, or repeats the header before,
//   or at least half of its cells are known names. A text row of a failed trial is none of these.
// - '#' begins a comment, except where a comment of as many cells as the row of numbers just below
//   it starts a table ("# a,b,c"), and except where all records below the header begin so.
// - If no header is found by these rules, the first record is one, if it can name columns.
// Each record has exactly one use. Time and memory are linear in the cells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "text/csv.h"

namespace chimera::read {

/// Further tables of a file are not read.
inline constexpr std::size_t kDelimitedTablesMax = 10'000;

/// What became of a record.
enum class RecordUse : std::uint8_t {
  kRow,
  kHeader,  ///< names, groups or units
  kComment,
  kAbove,    ///< titles and pairs above a table
  kEmpty,    ///< delimiters only
  kTooFew,   ///< fewer cells than the header
  kTooMany,  ///< more cells than the header
  kNoTable,  ///< no table is above it
  kBeyond,   ///< behind the limit on tables
};

/// A table, by the indices of its records.
struct DelimitedTable {
  std::vector<std::size_t> headers;  ///< groups first, the row that names the columns last
  std::optional<std::size_t> units;
  std::vector<std::size_t> above;  ///< comments and lines between it and the table before
  std::vector<std::size_t> rows;
};

struct DelimitedLayout {
  std::vector<DelimitedTable> tables;
  std::vector<RecordUse> use;       ///< of each record
  std::vector<std::size_t> widths;  ///< for kTooFew and kTooMany: the header's, in their order
};

DelimitedLayout find_layout(const std::vector<text::CsvRecord>& records);

}  // namespace chimera::read
