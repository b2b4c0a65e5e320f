#include "cli/cells.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>

namespace chimera::cli {
namespace {

std::optional<std::size_t> read_place(std::string_view text) {
  std::size_t place = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), place);
  const bool whole = code == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(place) : std::nullopt;
}

}  // namespace

bool in_ranges(std::string_view ranges, std::size_t place) {
  while (!ranges.empty()) {
    const std::size_t comma = std::min(ranges.find(','), ranges.size());
    const std::string_view range = ranges.substr(0, comma);
    const std::size_t dash = range.find('-');
    const auto low = read_place(range.substr(0, dash));
    const auto high = dash == std::string_view::npos ? low : read_place(range.substr(dash + 1));
    if (low && high && place >= *low && place <= *high) {
      return true;
    }
    ranges.remove_prefix(std::min(comma + 1, ranges.size()));
  }
  return false;
}

Cells cells_of(const Evidence& evidence, const Observations& observations, std::size_t limit) {
  Cells cells;
  for (const Table& table : observations.tables) {
    if (table.file != evidence.file || table.pointer != evidence.pointer) {
      continue;
    }
    const Column* const column = find_column(table, evidence.column);
    if (column == nullptr) {
      continue;
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (!in_ranges(evidence.rows, table.place[row])) {
        continue;
      }
      ++cells.total;
      if (cells.first.size() < limit) {
        cells.first.push_back({table.place[row], std::string(column->text_at(row))});
      }
    }
  }
  return cells;
}

std::string place_text(const Evidence& evidence) {
  return evidence.pointer.empty() ? evidence.file : evidence.file + " at " + evidence.pointer;
}

}  // namespace chimera::cli
