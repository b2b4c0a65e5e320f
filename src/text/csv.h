// Delimited text → records with their line, no meaning. The delimiter (comma, semicolon, tab, bar)
// is found from the bytes. Reads UTF-8 with or without BOM, LF or CRLF, quoted cells with doubled
// quotes and line breaks. Never fails: what makes no sense is a problem with its line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chimera::text {

struct CsvRecord {
  std::size_t line = 0;  ///< of the record's first character, from 1
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
};

/// Limits on foreign input; reaching one is a problem and ends the reading.
inline constexpr std::size_t kCsvCellsMax = 100'000;  ///< in one record
inline constexpr std::size_t kCsvRecordsMax = 10'000'000;

/// Parses the whole text. O(bytes).
CsvDocument parse_csv(std::string_view bytes);

}  // namespace chimera::text
