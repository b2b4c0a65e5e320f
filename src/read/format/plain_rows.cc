#include "read/format/plain_rows.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numeric>
#include <utility>

#include "read/column_texts.h"
#include "read/table_builder.h"
#include "text/csv.h"
#include "text/number_style.h"

namespace chimera::read {

namespace {

/// A cell that is no plain number, but may be one in some spelling: with blanks that group.
bool may_be_spelled_number(std::string_view cell) {
  const bool begins_as_text =
      !cell.empty() && std::isalpha(static_cast<unsigned char>(cell.front())) != 0;
  const bool odd = !begins_as_text && std::any_of(cell.begin(), cell.end(), [](char c) {
    return c == ' ' || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
  });
  if (!odd) {
    return false;
  }
  text::StyleVotes votes;
  votes.add(cell);
  return votes.blanks + votes.maybe_blanks > 0;
}

/// Whether each row has a number, as only a row of a table has; otherwise it may be a header.
bool all_have_numbers(const Table& table) {
  const bool in_one_column =
      std::any_of(table.columns.begin(), table.columns.end(), [](const Column& column) {
        return std::none_of(column.number.begin(), column.number.end(),
                            [](double number) { return std::isnan(number); });
      });
  if (in_one_column) {
    return true;
  }
  std::vector<bool> has(table.rows(), false);
  for (const Column& column : table.columns) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      has[row] = has[row] || !std::isnan(column.number[row]);
    }
  }
  return std::find(has.begin(), has.end(), false) == has.end();
}

bool has_odd_number(const Column& column) {
  if (std::none_of(column.number.begin(), column.number.end(),
                   [](double number) { return std::isnan(number); })) {
    return false;
  }
  const SpellingNumbers& codes = column.text.codes();
  std::vector<bool> seen(codes.empty() ? 0 : column.text.spellings(), false);
  for (std::size_t row = 0; row < column.text.size(); ++row) {
    if (!std::isnan(column.number[row]) || (!codes.empty() && seen[codes[row]])) {
      continue;
    }
    if (may_be_spelled_number(column.text[row])) {
      return true;
    }
    if (!codes.empty()) {
      seen[codes[row]] = true;
    }
  }
  return false;
}

/// Takes whole lines off the text: as many as a cutter has little to remember of.
std::string_view take_lines(std::string_view& text) {
  constexpr std::size_t kBytes = std::size_t{256} << 10U;
  const std::size_t last = text.find('\n', std::min(kBytes, text.size()) - 1);
  const std::string_view lines = text.substr(0, last == std::string_view::npos ? last : last + 1);
  text.remove_prefix(lines.size());
  return lines;
}

bool is_plain_table(const Table& table) {
  return table.rows() > 0 && table.rows() <= text::kCsvRecordsMax && all_have_numbers(table) &&
         std::none_of(table.columns.begin(), table.columns.end(), has_odd_number);
}

}  // namespace

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

std::vector<std::size_t> all_columns(const PlainRows& rows) {
  std::vector<std::size_t> all(rows.names.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

std::optional<Table> table_of_lines(const PlainRows& rows, std::string_view lines) {
  Table table{.format = rows.format};
  const std::size_t likely_rows = lines.size() / std::max<std::size_t>(lines.find('\n'), 1) + 1;
  std::vector<ColumnTexts> texts;
  texts.reserve(rows.names.size());
  for (std::size_t i = 0; i < rows.names.size(); ++i) {
    texts.emplace_back(likely_rows);
  }
  const TakeRow take = [&](std::string_view, std::span<const std::string_view> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      texts[i].push_back(cells[i]);
    }
    table.place.push_back(table.place.size() + rows.first_place);
    return true;
  };
  const std::vector<std::size_t> all = all_columns(rows);
  const auto cutter = rows.make_cutter();
  while (!lines.empty()) {
    if (!cutter->cut(take_lines(lines), all, take)) {
      return std::nullopt;
    }
  }
  table.state.resize(table.place.size());
  table.columns.reserve(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    table.columns.push_back(Column{.name = rows.names[i], .text = texts[i].take()});
    read_numbers(table.columns.back());
  }
  return table;
}

std::optional<Table> plain_table_of(const PlainRows& rows, std::string_view lines) {
  auto table = table_of_lines(rows, lines);
  return table && (!rows.needs_numbers || is_plain_table(*table)) ? std::move(table) : std::nullopt;
}

}  // namespace chimera::read
