#include "read/format/plain_csv.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "read/format/delimited_rows.h"
#include "read/table_builder.h"
#include "text/csv.h"
#include "text/number.h"
#include "text/number_style.h"

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
  return !line.empty() && line.front() != '#' &&
         line.find_first_of("\"\r\t;|") == std::string_view::npos;
}

/// Whether each row has a number, as only a row of a table has; otherwise it may be a header.
bool all_have_numbers(const Table& table) {
  std::vector<bool> has(table.rows(), false);
  for (const Column& column : table.columns) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      has[row] = has[row] || !std::isnan(column.number[row]);
    }
  }
  return std::find(has.begin(), has.end(), false) == has.end();
}

bool has_odd_number(const Column& column) {
  for (std::size_t row = 0; row < column.text.size(); ++row) {
    if (std::isnan(column.number[row]) && may_be_spelled_number(column.text[row])) {
      return true;
    }
  }
  return false;
}

/// The next comma, else `end`: eight bytes at once where so many are left.
const char* next_comma(const char* at, const char* end) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  constexpr std::uint64_t kCommas = kOnes * ',';
  static_assert(std::endian::native == std::endian::little);
  while (end - at >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    const std::uint64_t differs = word ^ kCommas;
    // The lowest byte that is zero is told rightly; those above it may not be.
    const std::uint64_t zeros = (differs - kOnes) & ~differs & kHigh;
    if (zeros != 0) {
      return at + std::countr_zero(zeros) / 8;
    }
    at += 8;
  }
  while (at != end && *at != ',') {
    ++at;
  }
  return at;
}

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

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

bool split_plain(std::string_view line, std::span<std::string_view> cells) {
  if (line.empty() || line.front() == '#' || line.find('\r') != std::string_view::npos) {
    return false;
  }
  const char* at = line.data();
  const char* const end = at + line.size();
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    const char* const begin = at;
    at = next_comma(at, end);
    if (at == end) {
      return false;
    }
    cells[i] = {begin, static_cast<std::size_t>(at - begin)};
    ++at;
  }
  cells.back() = {at, static_cast<std::size_t>(end - at)};
  return std::memchr(at, ',', static_cast<std::size_t>(end - at)) == nullptr;
}

bool may_be_spelled_number(std::string_view cell) {
  const bool odd = std::any_of(cell.begin(), cell.end(), [](char c) {
    return c == ' ' || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
  });
  if (!odd) {
    return false;
  }
  text::StyleVotes votes;
  votes.add(cell);
  return votes.blanks + votes.maybe_blanks > 0;
}

std::optional<Table> table_of_lines(const PlainRows& rows, std::string_view lines) {
  Table table{.format = rows.format};
  const auto breaks = static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
  for (const std::string& name : rows.names) {
    table.columns.push_back(Column{.name = name});
    table.columns.back().text.reserve(breaks + 1);
  }
  std::vector<std::string_view> cells(rows.names.size());
  while (!lines.empty()) {
    if (!rows.split(take_line(lines), cells)) {
      return std::nullopt;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      table.columns[i].text.push_back(cells[i]);
    }
    table.place.push_back(table.place.size() + rows.first_place);
  }
  table.state.resize(table.place.size());
  for (Column& column : table.columns) {
    read_numbers(column);
  }
  return table;
}

PlainRows plain_rows(const PlainHeader& header) {
  return {"csv", header.names, split_plain, 2};
}

bool is_plain_table(const Table& table) {
  return table.rows() > 0 && table.rows() <= text::kCsvRecordsMax && all_have_numbers(table) &&
         std::none_of(table.columns.begin(), table.columns.end(), has_odd_number);
}

std::optional<Table> plain_table(const PlainHeader& header, std::string_view lines) {
  if (lines.find('"') != std::string_view::npos) {
    return std::nullopt;
  }
  auto table = table_of_lines(plain_rows(header), lines);
  return table && is_plain_table(*table) ? std::move(table) : std::nullopt;
}

}  // namespace chimera::read
