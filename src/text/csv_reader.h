// The one-pass reader behind parse_csv, which also probes a delimiter with it. Not for others.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "text/csv.h"

namespace chimera::text {

/// Where two delimiters fit equally well the earlier one wins: a comma that is there in every
/// record is more often a decimal sign than a semicolon or a tab is.
inline constexpr std::array<char, 4> kCsvDelimiters = {'\t', ';', '|', ','};

/// Whether the first line is Excel's "sep=;".
bool names_delimiter(std::string_view bytes);

class CsvReader {
 public:
  /// Without `keep_comments` they are read over, and don't count.
  CsvReader(std::string_view bytes, char delimiter, bool keep_comments);

  /// Reads until so many records are there. Once only.
  CsvDocument read(std::size_t records_max);

 private:
  void problem(std::size_t line, std::string what);
  bool read_record();
  void stop_at(std::size_t start, const CsvRecord& record);
  bool read_cell(std::string& cell);
  bool read_quoted(std::string& cell);
  bool stray_quote();
  [[nodiscard]] bool at_line_break() const;
  void skip_line_break();

  std::string_view bytes_;
  bool keep_comments_;
  std::size_t end_;  ///< of what a cell may reach
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  bool blank_before_ = false;
  std::size_t cells_ = 0;
  std::size_t last_cells_ = 1;  ///< of the record before
  std::size_t stray_quotes_ = 0;
  std::size_t stray_line_ = 0;
  CsvDocument document_;
};

}  // namespace chimera::text
