// The CSV that a profiler prints among its own progress lines and the output of the program that it
// profiled. A table begins with a header that the tool's form knows; whatever stands before it or
// is no row of it is skipped with its reason. Numbers, their style and units are those of any
// delimited text (delimited_table.h). Used by the formats of profilers alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "read/format/format.h"

namespace chimera::read {

using CsvCells = std::vector<std::string>;

/// What a profiler's CSV looks like.
struct ProfilerForm {
  std::string_view marker;  ///< stands on the line of each header
  bool (*is_header)(const CsvCells& cells) = nullptr;
  /// Why a row is no measurement, of a fixed set of texts; "" if it is one.
  std::string_view (*skip_reason)(const CsvCells& header, const CsvCells& row) = nullptr;
};

/// The tables of the form; nullopt if no line is such a header. The row below a header whose first
/// cell is empty gives units; rows that lack trailing cells are filled up. Pointers as for stacked
/// tables ("", "#2", …). Tables' format and roles are the caller's affair. O(bytes log columns).
std::optional<FormatOutput> read_profiler_csv(const Source& source, const ProfilerForm& form);

/// The position of that name in the header; its size if it has none.
std::size_t position_of(const CsvCells& header, std::string_view name);

}  // namespace chimera::read
