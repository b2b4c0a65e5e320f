#include "read/format/plain_csv.h"

#include <algorithm>
#include <cstdint>
#include <memory>

#include "read/format/delimited_rows.h"
#include "text/byte_places.h"
#include "text/csv.h"

namespace chimera::read {

namespace {

text::CsvRecord record_of(std::string_view line) {
  text::CsvRecord record{.line = 1};
  while (true) {
    const std::size_t comma = line.find(',');
    record.cells.emplace_back(line.substr(0, comma));
    if (comma == std::string_view::npos) {
      return record;
    }
    line.remove_prefix(comma + 1);
  }
}

bool begins_plainly(std::string_view line) {
  return !line.empty() && line.front() != '#' && std::none_of(line.begin(), line.end(), [](char c) {
    return c == '"' || c == '\r' || c == '\t' || c == ';' || c == '|';
  });
}

/// Commas and breaks are found in one look; a cell that isn't wanted costs nothing else.
class PlainCsvCutter : public LineCutter {
 public:
  explicit PlainCsvCutter(std::size_t columns) : columns_(columns) {}

  bool cut(std::string_view lines, std::span<const std::size_t> wanted,
           const TakeRow& take) override {
    if (lines.find('"') != std::string_view::npos || !find_ends(lines)) {
      return false;
    }
    cells_.resize(wanted.size());
    std::size_t returns = 0;
    std::size_t begin = 0;
    for (std::size_t first = 0; first < ends_.size(); first += columns_) {
      const std::size_t end = ends_[first + columns_ - 1];
      if (end < lines.size() && lines[end] != '\n') {
        return false;
      }
      std::string_view line = lines.substr(begin, end - begin);
      if (line.ends_with('\r')) {
        line.remove_suffix(1);
        ++returns;
      }
      if (line.empty() || line.front() == '#') {
        return false;
      }
      cut_line(line, lines.data(), first, wanted);
      if (!take(line, cells_)) {
        return false;
      }
      begin = end + 1;
    }
    return has_returns(lines, returns);
  }

 private:
  /// Where the cells end; false if the lines have not that many each on the average.
  bool find_ends(std::string_view lines) {
    std::size_t breaks = 0;
    ends_.clear();
    text::for_each_block(lines, [&](std::size_t at, const text::ByteBlock& block) {
      const std::uint64_t line_ends = block.equal('\n');
      breaks += text::count_bits(line_ends);
      ends_.add(at, block.equal(',') | line_ends);
    });
    if (!lines.empty() && !lines.ends_with('\n')) {
      ends_.push_back(lines.size());
      ++breaks;
    }
    return ends_.size() == breaks * columns_;
  }

  void cut_line(std::string_view line, const char* lines, std::size_t first,
                std::span<const std::size_t> wanted) {
    const char* const end = line.data() + line.size();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const std::size_t at = first + wanted[i];
      const char* const from = wanted[i] == 0 ? line.data() : lines + ends_[at - 1] + 1;
      const char* const to = wanted[i] + 1 == columns_ ? end : lines + ends_[at];
      cells_[i] = {from, static_cast<std::size_t>(to - from)};
    }
  }

  /// Whether there are no more carriage returns than those.
  static bool has_returns(std::string_view lines, std::size_t count) {
    return lines.find('\r') == std::string_view::npos ||
           static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\r')) == count;
  }

  std::size_t columns_;
  text::BytePlaces ends_;  ///< of all cells
  std::vector<std::string_view> cells_;
};

}  // namespace

std::optional<PlainHeader> plain_header(std::string_view text) {
  std::string_view rest = text;
  const std::string_view first = take_line(rest);
  const std::size_t bytes = text.size() - rest.size();
  const std::string_view second = take_line(rest);
  if (!begins_plainly(first) || !begins_plainly(second) || first.starts_with("sep=")) {
    return std::nullopt;
  }
  const text::CsvRecord header = record_of(first);
  const text::CsvRecord row = record_of(second);
  const bool starts_table = names_columns(header) && header.cells.size() == row.cells.size() &&
                            has_number(row) && !names_columns(row);
  if (!starts_table || header.cells.size() > text::kCsvCellsMax) {
    return std::nullopt;
  }
  return PlainHeader{column_names({&header}), bytes};
}

PlainRows plain_rows(const PlainHeader& header) {
  const std::size_t columns = header.names.size();
  return {.format = "csv",
          .names = header.names,
          .make_cutter = [columns] { return std::make_unique<PlainCsvCutter>(columns); },
          .first_place = 2,
          .needs_numbers = true};
}

std::optional<Table> plain_table(const PlainHeader& header, std::string_view lines) {
  if (lines.find('"') != std::string_view::npos) {
    return std::nullopt;
  }
  return plain_table_of(plain_rows(header), lines);
}

}  // namespace chimera::read
