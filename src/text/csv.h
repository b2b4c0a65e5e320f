// Delimited text → records with their line, no meaning. The delimiter (comma, semicolon, tab, bar)
// is found from the bytes, or named by a first line "sep=;" as Excel writes it. Reads UTF-8 with or
// without BOM, LF or CRLF, quoted cells with doubled quotes and line breaks. Never fails: what
// makes no sense is a problem with its line.
//
// A line that begins with '#' (and one with "sep=") is marked as a comment; its quotes end with the
// line. Whether it is one, or a header, is for the caller to say.
// A quoted cell that goes over a line break must end at a delimiter, a line break or the end of the
// text; otherwise its quote counts as a plain character, so that one stray quote swallows nothing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chimera::text {

struct CsvRecord {
  std::size_t line = 0;      ///< of the record's first character, from 1
  std::size_t lines = 1;     ///< over how many lines it goes
  bool comment = false;      ///< begins with '#', or is the "sep=" line
  bool after_blank = false;  ///< blank lines stand before it
  std::vector<std::string> cells;
};

struct CsvProblem {
  std::size_t line = 0;
  std::string what;
};

struct CsvDocument {
  char delimiter = ',';
  std::vector<CsvRecord> records;  ///< blank lines are left out
  std::vector<CsvProblem> problems;
  std::size_t lines_unread = 0;  ///< lines behind the point where a limit ended the reading
};

/// Limits on foreign input; reaching one is a problem and ends the reading.
inline constexpr std::size_t kCsvCellsMax = 100'000;  ///< in one record
inline constexpr std::size_t kCsvRecordsMax = 10'000'000;
inline constexpr std::size_t kCsvCellsTotalMax = 50'000'000;
/// So many quotes that never close are listed; the others are counted in one problem.
inline constexpr std::size_t kCsvQuoteProblemsMax = 5;

/// Parses the whole text. O(bytes) time; memory by the number of cells.
CsvDocument parse_csv(std::string_view bytes);

}  // namespace chimera::text
