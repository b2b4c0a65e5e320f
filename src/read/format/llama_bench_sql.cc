// llama-bench's sql: a CREATE TABLE and an INSERT for each test, every value quoted.
#include <algorithm>
#include <string>
#include <utility>

#include "read/format/llama_bench_rows.h"
#include "read/format/problem_list.h"
#include "text/number.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

constexpr std::string_view kInsert = "INSERT INTO llama_bench (";
constexpr std::string_view kValues = ") VALUES (";
constexpr std::string_view kBlank = " \t\r\n";

/// Takes "'…'" from the front. A quote in a value is doubled, or doesn't stand before the next
/// value or the end, since llama-bench doubles none.
std::optional<std::string> take_quoted(std::string_view& text) {
  if (!text.starts_with('\'')) {
    return std::nullopt;
  }
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] != '\'') {
      value += text[i];
      continue;
    }
    const std::string_view behind = text.substr(i + 1);
    if (behind.starts_with('\'') && !behind.starts_with("',")) {
      value += text[i++];
    } else if (behind.starts_with(',') || behind.starts_with(')')) {
      text = behind;
      return value;
    } else {
      value += text[i];
    }
  }
  return std::nullopt;
}

std::optional<std::vector<std::string>> values_in(std::string_view text) {
  std::vector<std::string> values;
  while (std::optional<std::string> value = take_quoted(text)) {
    values.push_back(std::move(value).value_or(""));
    if (text.starts_with(')')) {
      return values;
    }
    text.remove_prefix(std::min(text.find_first_not_of(kBlank, 1), text.size()));
  }
  return std::nullopt;
}

std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    names.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of(", "), text.size()));
  }
  return names;
}

/// The test of one INSERT, given from its column names on; nullopt if it breaks off or has not a
/// value for each name.
std::optional<LlamaBenchRow> row_in(std::string_view line, std::size_t place) {
  const std::size_t middle = line.find(kValues);
  if (middle == std::string_view::npos) {
    return std::nullopt;
  }
  std::vector<std::string> names = names_in(line.substr(0, middle));
  auto values = values_in(line.substr(middle + kValues.size()));
  if (!values || values->size() != names.size()) {
    return std::nullopt;
  }
  JsonValue record{.kind = JsonKind::kObject};
  for (std::size_t i = 0; i < names.size(); ++i) {
    JsonValue cell{.kind = JsonKind::kString, .text = std::move((*values)[i])};
    cell.number = text::read_plain_number(cell.text).value_or(0);
    record.members.push_back({std::move(names[i]), std::move(cell)});
  }
  return llama_bench_row(record, place);
}

}  // namespace

std::optional<FormatOutput> read_llama_bench_sql(const Source& source) {
  if (source.text.find(kInsert) == std::string_view::npos) {
    return std::nullopt;
  }
  std::vector<LlamaBenchRow> rows;
  ProblemList problems(source.path);
  Skipped broken{.reason = "its INSERT is broken"};
  std::size_t number = 1;
  for (std::size_t start = 0; start < source.text.size(); ++number) {
    const std::size_t end = std::min(source.text.find('\n', start), source.text.size());
    const std::string_view line = source.text.substr(start, end - start);
    start = end + 1;
    if (!line.starts_with(kInsert)) {
      continue;
    }
    if (auto row = row_in(line.substr(kInsert.size()), number)) {
      rows.push_back(std::move(*row));
      continue;
    }
    const std::string where = line_text(number);
    problems.add("rows left out", where, "row left out: its INSERT is broken");
    broken.where = broken.count++ == 0 ? where : broken.where;
  }
  FormatOutput output{.problems = problems.take()};
  output.account =
      Account{.parts = "rows", .total = rows.size() + broken.count, .used = rows.size()};
  if (broken.count > 0) {
    output.account->skipped.push_back(std::move(broken));
  }
  if (!rows.empty()) {
    output.tables.push_back(stated_table(source, rows, "llama-bench sql"));
  }
  return output;
}

}  // namespace chimera::read
