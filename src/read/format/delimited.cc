// CSV and TSV: the first record is the header, the rest are rows.
#include <algorithm>
#include <set>

#include "read/format/format.h"
#include "read/table_builder.h"
#include "text/csv.h"
#include "text/number.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

constexpr std::size_t kCellShown = 120;

std::string line_text(std::size_t line) {
  return "line " + std::to_string(line);
}

// A header names its columns: at least two cells, and none of them a number.
bool is_header(const text::CsvRecord& record) {
  return record.cells.size() >= 2 &&
         std::none_of(record.cells.begin(), record.cells.end(), [](const std::string& cell) {
           return text::read_plain_number(cell).has_value();
         });
}

// Unnamed and repeated names get their position, so that no column is lost.
std::vector<std::string> column_names(const text::CsvRecord& header) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const std::string& cell : header.cells) {
    std::string name = text::one_line(cell, kCellShown);
    if (name.empty() || !seen.insert(name).second) {
      name += "#" + std::to_string(names.size() + 1);
      seen.insert(name);
    }
    names.push_back(name);
  }
  return names;
}

std::size_t numbers_in(const text::CsvRecord& record) {
  return static_cast<std::size_t>(
      std::count_if(record.cells.begin(), record.cells.end(),
                    [](const std::string& cell) { return text::read_number(cell).has_value(); }));
}

/// A row of units stands below the header: it holds no number where the next row is mostly numbers.
bool is_units_row(const text::CsvRecord& row, const text::CsvRecord& next) {
  return numbers_in(row) == 0 && 2 * numbers_in(next) > next.cells.size();
}

void add_row(TableBuilder& builder, const std::vector<std::string>& names,
             const text::CsvRecord& record) {
  Record cells;
  for (std::size_t i = 0; i < names.size() && i < record.cells.size(); ++i) {
    cells.emplace_back(names[i], record.cells[i]);
  }
  builder.add_row(record.line, cells);
}

}  // namespace

std::optional<FormatOutput> read_delimited(const Source& source) {
  if (source.type != ArtifactType::kCsv) {
    return std::nullopt;
  }
  FormatOutput output;
  const text::CsvDocument document = text::parse_csv(source.text);
  for (const text::CsvProblem& problem : document.problems) {
    output.problems.push_back({source.path, line_text(problem.line), problem.what});
  }
  if (document.records.empty()) {
    output.problems.push_back({source.path, "", "empty file"});
    return output;
  }
  const text::CsvRecord& header = document.records.front();
  if (!is_header(header)) {
    const std::string shown = header.cells.empty() ? "" : header.cells.front();
    output.problems.push_back(
        {source.path, line_text(header.line),
         "no table: the first line is no header but '" + text::one_line(shown, kCellShown) + "'"});
    return output;
  }
  const std::vector<std::string> names = column_names(header);
  TableBuilder builder(source.path, "", "csv");
  std::span<const text::CsvRecord> rows(document.records);
  rows = rows.subspan(1);
  if (rows.size() >= 2 && is_units_row(rows[0], rows[1])) {
    output.problems.push_back({source.path, line_text(rows[0].line),
                               "taken as a row of units below the header, not as a trial"});
    rows = rows.subspan(1);
  }
  for (const text::CsvRecord& record : rows) {
    if (record.cells.size() != names.size()) {
      output.problems.push_back({source.path, line_text(record.line),
                                 "row left out: it has " + std::to_string(record.cells.size()) +
                                     " cells, the header " + std::to_string(names.size())});
      continue;
    }
    add_row(builder, names, record);
  }
  Table table = builder.take();
  if (table.rows() == 0) {
    output.problems.push_back({source.path, "", "only a header, no rows"});
    return output;
  }
  output.tables.push_back(std::move(table));
  return output;
}

}  // namespace chimera::read
