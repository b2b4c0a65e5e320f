#include "text/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace chimera::text {
namespace {

constexpr std::size_t kProbeRecords = 50;

/// Where two delimiters fit equally well the earlier one wins: a comma that is there in every
/// record is more often a decimal sign than a semicolon or a tab is.
constexpr std::array<char, 4> kDelimiters = {'\t', ';', '|', ','};

class CsvReader {
 public:
  CsvReader(std::string_view bytes, char delimiter) : bytes_(bytes) {
    document_.delimiter = delimiter;
  }

  CsvDocument read(std::size_t records_max) {
    while (at_ < bytes_.size() && document_.records.size() < records_max && read_record()) {
    }
    if (at_ < bytes_.size() && document_.records.size() >= records_max) {
      problem(line_, fmt::format("more than {} records, the rest is not read", records_max));
    }
    return std::move(document_);
  }

 private:
  void problem(std::size_t line, std::string what) {
    document_.problems.push_back({line, std::move(what)});
  }

  /// Reads up to and with the line break; false where a limit ends the reading.
  bool read_record() {
    CsvRecord record;
    record.line = line_;
    bool quoted = false;
    while (true) {
      std::string cell;
      quoted = read_cell(cell) || quoted;
      record.cells.push_back(std::move(cell));
      if (at_ >= bytes_.size() || bytes_[at_] != document_.delimiter) {
        break;
      }
      if (record.cells.size() >= kCsvCellsMax) {
        problem(record.line,
                fmt::format("more than {} cells in one record, reading ends here", kCsvCellsMax));
        return false;
      }
      ++at_;
    }
    skip_line_break();
    const bool blank = record.cells.size() == 1 && !quoted &&
                       record.cells[0].find_first_not_of(" \t\r") == std::string::npos;
    if (!blank) {
      document_.records.push_back(std::move(record));
    }
    return true;
  }

  /// Stops at a delimiter, a line break or the end; whether the cell was quoted.
  bool read_cell(std::string& cell) {
    const bool quoted = at_ < bytes_.size() && bytes_[at_] == '"' && read_quoted(cell);
    // What follows a closing quote belongs to the cell too.
    const std::size_t start = at_;
    while (at_ < bytes_.size() && bytes_[at_] != document_.delimiter && !at_line_break()) {
      ++at_;
    }
    cell.append(bytes_.substr(start, at_ - start));
    return quoted;
  }

  /// Reads from an opening quote to behind its closing one. Where none closes, nothing is consumed
  /// and the quote counts as a plain character: one stray quote must not swallow a whole file.
  bool read_quoted(std::string& cell) {
    std::size_t from = at_ + 1;
    std::string value;
    while (true) {
      const std::size_t quote = bytes_.find('"', from);
      if (quote == std::string_view::npos) {
        problem(line_, "quote is never closed");
        return false;
      }
      value.append(bytes_.substr(from, quote - from));
      from = quote + 1;
      if (from >= bytes_.size() || bytes_[from] != '"') {
        break;
      }
      value.push_back('"');
      ++from;
    }
    const std::string_view consumed = bytes_.substr(at_, from - at_);
    line_ += static_cast<std::size_t>(std::count(consumed.begin(), consumed.end(), '\n'));
    at_ = from;
    cell = std::move(value);
    return true;
  }

  [[nodiscard]] bool at_line_break() const {
    return bytes_[at_] == '\n' || (bytes_[at_] == '\r' && bytes_.substr(at_ + 1, 1) == "\n");
  }

  void skip_line_break() {
    if (at_ >= bytes_.size()) {
      return;
    }
    at_ += bytes_[at_] == '\r' ? 2U : 1U;
    ++line_;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  CsvDocument document_;
};

/// How well a delimiter explains the first records.
struct Fit {
  std::size_t records = 0;
  std::size_t agreeing = 0;  ///< records with the commonest number of cells
  std::size_t cells = 0;     ///< that number
};

Fit fit_of(std::string_view bytes, char delimiter) {
  const CsvDocument probe = CsvReader(bytes, delimiter).read(kProbeRecords);
  std::map<std::size_t, std::size_t> records_by_cells;
  for (const CsvRecord& record : probe.records) {
    ++records_by_cells[record.cells.size()];
  }
  Fit fit;
  fit.records = probe.records.size();
  for (const auto& [cells, records] : records_by_cells) {
    if (cells > 1 && records >= fit.agreeing) {
      fit.agreeing = records;
      fit.cells = cells;
    }
  }
  return fit;
}

bool fits_better(const Fit& a, const Fit& b) {
  // a.agreeing / a.records > b.agreeing / b.records, also where nothing was read.
  const std::size_t left = a.agreeing * std::max<std::size_t>(b.records, 1);
  const std::size_t right = b.agreeing * std::max<std::size_t>(a.records, 1);
  if (left != right) {
    return left > right;
  }
  // One line alone says nothing about consistency: take what splits it most.
  return a.records == 1 && b.records == 1 && a.cells > b.cells;
}

char find_delimiter(std::string_view bytes) {
  char best = ',';
  Fit best_fit;
  for (const char delimiter : kDelimiters) {
    const Fit fit = fit_of(bytes, delimiter);
    if (fits_better(fit, best_fit)) {
      best = delimiter;
      best_fit = fit;
    }
  }
  return best;
}

}  // namespace

CsvDocument parse_csv(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
  }
  return CsvReader(bytes, find_delimiter(bytes)).read(kCsvRecordsMax);
}

}  // namespace chimera::text
