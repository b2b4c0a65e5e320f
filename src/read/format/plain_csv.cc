#include "read/format/plain_csv.h"

#include <bit>
#include <cstdint>
#include <cstring>

#include "read/format/delimited_rows.h"
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
  return !line.empty() && line.front() != '#' &&
         line.find_first_of("\"\r\t;|") == std::string_view::npos;
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

/// The cells of a line, if it is one of plain CSV with as many as there are places. O(bytes).
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
  return {.format = "csv",
          .names = header.names,
          .split = split_plain,
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
