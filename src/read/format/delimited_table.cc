#include "read/format/delimited_table.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/unit.h"
#include "read/format/delimited_rows.h"
#include "read/table_builder.h"
#include "text/number_style.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

constexpr std::size_t kCellShown = 120;

/// Gives a column its numbers; none where they would be guessed.
void set_numbers(Column& column, const text::ColumnStyle& style, std::size_t header_line,
                 ProblemList& problems) {
  if (const auto clash = read_numbers(column, style.style)) {
    problems.add("columns of two units", line_text(header_line),
                 "the cells of column '" + column.name + "' have the units '" + clash->first +
                     "' and '" + clash->second + "', which don't convert: they stay text");
  }
  if (style.ambiguous) {
    column.number.assign(column.text.size(), std::numeric_limits<double>::quiet_NaN());
    const auto shown = std::find_if(column.text.begin(), column.text.end(), [](const auto& cell) {
      return cell.find_first_of("., ") != std::string::npos &&
             text::is_number_in_some_style(cell, false);
    });
    problems.add("ambiguous columns", line_text(header_line),
                 "ambiguous numbers in column '" + column.name + "': nothing says how '" +
                     text::one_line(shown == column.text.end() ? "" : *shown, kCellShown) +
                     "' is meant, its cells stay text");
  }
}

void set_unit(Column& column, std::string_view cell, std::size_t line, ProblemList& problems) {
  const std::optional<std::string> unit = unit_of_cell(cell);
  if (!unit) {
    return;
  }
  if (!column.unit.empty() && column.unit != *unit) {
    problems.add("columns of two units", line_text(line),
                 "column '" + column.name + "' has the unit '" + column.unit +
                     "' by its name or cells and '" + *unit + "' by the row below the header");
  }
  // The row stands nearer to the numbers than a name does.
  if (column.unit.empty() || column.unit == unit_in_name(column.name)) {
    column.unit = *unit;
  }
}

class TableReader {
 public:
  TableReader(text::CsvDocument& document, ProblemList& problems)
      : document_(document), problems_(problems) {}

  Table read(const DelimitedTable& layout) {
    std::vector<const text::CsvRecord*> headers;
    headers.reserve(layout.headers.size());
    for (const std::size_t i : layout.headers) {
      headers.push_back(&document_.records[i]);
    }
    Table table{.format = "csv"};
    std::set<std::string> names;
    for (std::string& name : column_names(headers)) {
      names.insert(name);
      Column& column = table.columns.emplace_back(Column{.name = std::move(name)});
      column.text.reserve(layout.rows.size());
    }
    take_rows(table, layout.rows);
    give_numbers(table, layout);
    for (const std::size_t i : layout.above) {
      add_shared(table, names, document_.records[i]);
    }
    return table;
  }

 private:
  void take_rows(Table& table, const std::vector<std::size_t>& rows) {
    table.place.reserve(rows.size());
    for (const std::size_t i : rows) {
      text::CsvRecord& record = document_.records[i];
      table.place.push_back(record.line);
      for (std::size_t k = 0; k < table.columns.size(); ++k) {
        table.columns[k].text.push_back(record.cells[k]);
      }
      record.cells = {};
    }
    table.state.resize(rows.size());
  }

  void give_numbers(Table& table, const DelimitedTable& layout) {
    std::vector<text::StyleVotes> votes(table.columns.size());
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
      for (const std::string_view cell : table.columns[k].text) {
        votes[k].add(cell);
      }
    }
    const auto styles = text::decide_styles(votes, document_.delimiter);
    const std::size_t line = document_.records[layout.headers.back()].line;
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
      set_numbers(table.columns[k], styles[k], line, problems_);
      if (layout.units) {
        const text::CsvRecord& units = document_.records[*layout.units];
        set_unit(table.columns[k], units.cells[k], units.line, problems_);
      }
    }
  }

  void add_shared(Table& table, std::set<std::string>& names, const text::CsvRecord& record) {
    auto pair = key_and_value(record, document_.delimiter);
    if (!pair || names.size() >= text::kCsvCellsMax || !names.insert(pair->first).second) {
      return;
    }
    Column& column = table.columns.emplace_back(Column{.name = std::move(pair->first)});
    column.shared = true;
    column.text.push_back(pair->second);
    text::StyleVotes votes;
    votes.add(column.text.front());
    const auto styles = text::decide_styles(std::span(&votes, 1), document_.delimiter);
    set_numbers(column, styles.front(), record.line, problems_);
  }

  text::CsvDocument& document_;
  ProblemList& problems_;
};

}  // namespace

Table read_delimited_table(const DelimitedTable& layout, text::CsvDocument& document,
                           ProblemList& problems) {
  return TableReader(document, problems).read(layout);
}

}  // namespace chimera::read
