// CSV and TSV. delimited_layout.h says where the tables of a file lie, text/number_style.h how a
// table spells its numbers; here cells become columns, and every record is accounted for.
//
// The first table's pointer is "", those stacked below it are "#2", "#3", … Pairs above a table
// ("model: x", also in a comment) are columns that all its rows share.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <span>

#include "data/unit.h"
#include "read/format/delimited_layout.h"
#include "read/format/delimited_rows.h"
#include "read/format/format.h"
#include "read/format/problem_list.h"
#include "read/table_builder.h"
#include "text/csv.h"
#include "text/number_style.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

constexpr std::size_t kCellShown = 120;

std::string line_text(std::size_t line) {
  return "line " + std::to_string(line);
}

/// Gives a column its numbers; none where they would be guessed.
void set_numbers(Column& column, const text::ColumnStyle& style, std::size_t header_line,
                 ProblemList& problems) {
  read_numbers(column, style.style);
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
  TableReader(const Source& source, text::CsvDocument& document, ProblemList& problems)
      : source_(source), document_(document), problems_(problems) {}

  /// Moves the cells out of the document's records.
  Table read(const DelimitedTable& layout, std::size_t index) {
    std::vector<const text::CsvRecord*> headers;
    for (const std::size_t i : layout.headers) {
      headers.push_back(&document_.records[i]);
    }
    Table table{.file = source_.path, .format = "csv"};
    table.pointer = index == 0 ? "" : "#" + std::to_string(index + 1);
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
        table.columns[k].text.push_back(std::move(record.cells[k]));
      }
      record.cells = {};
    }
    table.state.resize(rows.size());
  }

  void give_numbers(Table& table, const DelimitedTable& layout) {
    std::vector<text::StyleVotes> votes(table.columns.size());
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
      for (const std::string& cell : table.columns[k].text) {
        votes[k].add(cell);
      }
    }
    const auto styles = text::decide_styles(votes, document_.delimiter);
    const std::size_t line = document_.records[layout.headers.back()].line;
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
      set_numbers(table.columns[k], styles[k], line, problems_);
      if (layout.units) {
        const text::CsvRecord& units = document_.records[*layout.units];
        const std::string_view cell = units.cells[k];
        set_unit(table.columns[k],
                 k == 0 && units.comment ? cell.substr(cell.find_first_not_of('#')) : cell,
                 units.line, problems_);
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
    column.text.push_back(std::move(pair->second));
    text::StyleVotes votes;
    votes.add(column.text.front());
    const auto styles = text::decide_styles(std::span(&votes, 1), document_.delimiter);
    set_numbers(column, styles.front(), record.line, problems_);
  }

  const Source& source_;
  text::CsvDocument& document_;
  ProblemList& problems_;
};

/// Why a record is skipped; "" for one that is not.
std::string_view skip_reason(RecordUse use) {
  switch (use) {
    case RecordUse::kRow:
    case RecordUse::kHeader:
      return "";
    case RecordUse::kComment:
      return "comment";
    case RecordUse::kAbove:
      return "stands above the header";
    case RecordUse::kEmpty:
      return "no cell holds anything";
    case RecordUse::kTooFew:
      return "it has fewer cells than the header";
    case RecordUse::kTooMany:
      return "it has more cells than the header";
    case RecordUse::kNoTable:
      return "there is no header above it";
  }
  return "";
}

Account account_of(const text::CsvDocument& document, const DelimitedLayout& layout) {
  Account account{.parts = "rows", .total = document.records.size() + document.lines_unread};
  std::array<Skipped, 8> skipped;
  for (std::size_t i = 0; i < layout.use.size(); ++i) {
    const RecordUse use = layout.use[i];
    account.used += use == RecordUse::kRow ? 1U : 0U;
    account.headers += use == RecordUse::kHeader ? 1U : 0U;
    Skipped& kind = skipped[static_cast<std::size_t>(use)];
    if (kind.count++ == 0) {
      kind.where = line_text(document.records[i].line);
      kind.reason = skip_reason(use);
    }
  }
  for (Skipped& kind : skipped) {
    if (!kind.reason.empty()) {
      account.skipped.push_back(std::move(kind));
    }
  }
  if (document.lines_unread > 0) {
    account.skipped.push_back({document.lines_unread, line_text(document.problems.back().line),
                               "a limit ended the reading before it"});
  }
  return account;
}

void note_ragged_rows(const text::CsvDocument& document, const DelimitedLayout& layout,
                      ProblemList& problems) {
  auto width = layout.widths.begin();
  for (std::size_t i = 0; i < layout.use.size(); ++i) {
    if (layout.use[i] != RecordUse::kTooFew && layout.use[i] != RecordUse::kTooMany) {
      continue;
    }
    const text::CsvRecord& record = document.records[i];
    std::string what = "row left out: it has " + std::to_string(record.cells.size()) +
                       " cells, the header " + std::to_string(*width++);
    if (record.lines > 1) {
      what += ", and its quotes go over " + std::to_string(record.lines) + " lines";
    }
    problems.add("rows left out", line_text(record.line), std::move(what));
  }
}

void note_no_table(const text::CsvDocument& document, ProblemList& problems) {
  const auto& records = document.records;
  const auto first = std::find_if(records.begin(), records.end(), [](const auto& record) {
    return !record.comment && !is_empty(record);
  });
  const text::CsvRecord& shown = first == records.end() ? records.front() : *first;
  problems.add("lines", line_text(shown.line),
               "no table: the first line is no header but '" +
                   text::one_line(shown.cells.front(), kCellShown) + "'");
}

}  // namespace

std::optional<FormatOutput> read_delimited(const Source& source) {
  if (source.type != ArtifactType::kCsv) {
    return std::nullopt;
  }
  FormatOutput output;
  text::CsvDocument document = text::parse_csv(source.text);
  const DelimitedLayout layout = find_layout(document.records);
  ProblemList problems(source.path);
  for (const text::CsvProblem& problem : document.problems) {
    problems.add(problem.what, line_text(problem.line), problem.what);
  }
  output.account = account_of(document, layout);
  if (document.records.empty()) {
    problems.add("files", "", "empty file");
  } else if (layout.tables.empty()) {
    note_no_table(document, problems);
  }
  note_ragged_rows(document, layout, problems);
  TableReader reader(source, document, problems);
  for (std::size_t i = 0; i < layout.tables.size(); ++i) {
    if (layout.tables[i].rows.empty()) {
      problems.add("headers without rows",
                   line_text(document.records[layout.tables[i].headers.back()].line),
                   "only a header, no rows");
    } else {
      output.tables.push_back(reader.read(layout.tables[i], i));
    }
  }
  output.problems = problems.take();
  return output;
}

}  // namespace chimera::read
