#include "text/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace chimera::text {
namespace {

std::size_t lines_in(std::string_view bytes) {
  return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
}

}  // namespace

bool names_delimiter(std::string_view bytes) {
  return bytes.starts_with("sep=") && bytes.size() > 5 && (bytes[5] == '\n' || bytes[5] == '\r') &&
         std::find(kCsvDelimiters.begin(), kCsvDelimiters.end(), bytes[4]) != kCsvDelimiters.end();
}

CsvReader::CsvReader(std::string_view bytes, char delimiter, bool keep_comments)
    : bytes_(bytes), keep_comments_(keep_comments), end_(bytes.size()) {
  document_.delimiter = delimiter;
}

CsvDocument CsvReader::read(std::size_t records_max) {
  while (at_ < bytes_.size() && document_.records.size() < records_max && read_record()) {
  }
  if (at_ < bytes_.size()) {
    if (document_.records.size() >= records_max) {
      problem(line_, fmt::format("more than {} records, the rest is not read", records_max));
    }
    document_.lines_unread = lines_in(bytes_.substr(at_)) + (bytes_.back() == '\n' ? 0 : 1);
  }
  if (stray_quotes_ > kCsvQuoteProblemsMax) {
    problem(stray_line_, fmt::format("{} more quotes are never closed, the last one here",
                                     stray_quotes_ - kCsvQuoteProblemsMax));
  }
  return std::move(document_);
}

void CsvReader::problem(std::size_t line, std::string what) {
  document_.problems.push_back({line, std::move(what)});
}

/// Reads up to and with the line break; false where a limit ends the reading.
bool CsvReader::read_record() {
  if (bytes_[at_] == '\n') {
    skip_line_break();
    blank_before_ = true;
    return true;
  }
  CsvRecord record{.line = line_, .after_blank = blank_before_};
  record.comment = bytes_[at_] == '#' || (at_ == 0 && names_delimiter(bytes_));
  end_ = record.comment ? std::min(bytes_.find('\n', at_), bytes_.size()) : bytes_.size();
  record.cells.reserve(last_cells_);
  const std::size_t start = at_;
  bool quoted = false;
  while (true) {
    std::string& cell = record.cells.emplace_back();
    quoted = read_cell(cell) || quoted;
    if (at_ >= end_ || bytes_[at_] != document_.delimiter) {
      break;
    }
    if (record.cells.size() >= kCsvCellsMax || cells_ + record.cells.size() >= kCsvCellsTotalMax) {
      stop_at(start, record);
      return false;
    }
    ++at_;
  }
  end_ = bytes_.size();
  skip_line_break();
  record.lines = std::max<std::size_t>(line_ - record.line, 1);
  const bool blank = record.cells.size() == 1 && !quoted &&
                     record.cells[0].find_first_not_of(" \t\r") == std::string::npos;
  blank_before_ = blank;
  if (!blank && (keep_comments_ || !record.comment)) {
    last_cells_ = record.cells.size();
    cells_ += last_cells_;
    document_.records.push_back(std::move(record));
  }
  return true;
}

/// Ends the reading before a record that is over a limit.
void CsvReader::stop_at(std::size_t start, const CsvRecord& record) {
  if (record.cells.size() >= kCsvCellsMax) {
    problem(record.line,
            fmt::format("more than {} cells in one record, reading ends here", kCsvCellsMax));
  } else {
    problem(record.line,
            fmt::format("more than {} cells in all, the rest is not read", kCsvCellsTotalMax));
  }
  at_ = start;
}

/// Stops at a delimiter, a line break or the end; whether the cell was quoted.
bool CsvReader::read_cell(std::string& cell) {
  const bool quoted = at_ < end_ && bytes_[at_] == '"' && read_quoted(cell);
  // What follows a closing quote belongs to the cell too.
  const std::size_t start = at_;
  while (at_ < end_ && bytes_[at_] != document_.delimiter && !at_line_break()) {
    ++at_;
  }
  cell.append(bytes_.substr(start, at_ - start));
  return quoted;
}

/// Reads from an opening quote to behind its closing one. Where none closes it, nothing is
/// consumed. Linear over all: the next cell that opens a quote ends the search of this one.
bool CsvReader::read_quoted(std::string& cell) {
  std::size_t from = at_ + 1;
  std::string value;
  while (true) {
    const std::size_t quote = bytes_.substr(0, end_).find('"', from);
    if (quote == std::string_view::npos) {
      return stray_quote();
    }
    value.append(bytes_.substr(from, quote - from));
    from = quote + 1;
    if (from >= end_ || bytes_[from] != '"') {
      break;
    }
    value.push_back('"');
    ++from;
  }
  const std::size_t lines = lines_in(bytes_.substr(at_, from - at_));
  if (lines > 0 && from < end_ && bytes_[from] != document_.delimiter && bytes_[from] != '\r' &&
      bytes_[from] != '\n') {
    return stray_quote();
  }
  line_ += lines;
  at_ = from;
  cell = std::move(value);
  return true;
}

bool CsvReader::stray_quote() {
  if (end_ < bytes_.size()) {
    return false;  // an apostrophe in a comment is no problem
  }
  ++stray_quotes_;
  stray_line_ = line_;
  if (stray_quotes_ <= kCsvQuoteProblemsMax) {
    problem(line_, "quote is never closed");
  }
  return false;
}

bool CsvReader::at_line_break() const {
  return bytes_[at_] == '\n' || (bytes_[at_] == '\r' && bytes_.substr(at_ + 1, 1) == "\n");
}

void CsvReader::skip_line_break() {
  if (at_ >= bytes_.size()) {
    ++line_;
    return;
  }
  at_ += bytes_[at_] == '\r' ? 2U : 1U;
  ++line_;
}

}  // namespace chimera::text
