// CSV and TSV. delimited_layout.h says where the tables of a file lie, text/number_style.h how a
// table spells its numbers; here cells become columns, and every record is accounted for.
//
// The first table's pointer is "", those stacked below it are "#2", "#3", … Pairs above a table
// ("model: x", also in a comment) are columns that all its rows share.
#include <algorithm>
#include <array>

#include "read/format/delimited_layout.h"
#include "read/format/delimited_rows.h"
#include "read/format/delimited_table.h"
#include "read/format/format.h"
#include "read/format/plain_csv.h"
#include "read/format/problem_list.h"
#include "text/csv.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

constexpr std::size_t kCellShown = 120;
constexpr std::size_t kRecordUses = static_cast<std::size_t>(RecordUse::kBeyond) + 1;

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
    case RecordUse::kBeyond:
      return "the file has too many tables";
  }
  return "";
}

Account account_of(const text::CsvDocument& document, const DelimitedLayout& layout) {
  Account account{.parts = "rows", .total = document.records.size() + document.lines_unread};
  std::array<Skipped, kRecordUses> skipped;
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

std::optional<FormatOutput> read_plain(const Source& source) {
  const auto header = plain_header(source.text);
  auto table = header ? plain_table(*header, source.text.substr(header->bytes)) : std::nullopt;
  if (!table) {
    return std::nullopt;
  }
  table->file = source.path;
  FormatOutput output;
  output.account =
      Account{.parts = "rows", .total = table->rows() + 1, .used = table->rows(), .headers = 1};
  output.tables.push_back(*std::move(table));
  return output;
}

}  // namespace

std::optional<FormatOutput> read_delimited(const Source& source) {
  if (source.type != ArtifactType::kCsv) {
    return std::nullopt;
  }
  if (auto plain = read_plain(source)) {
    return plain;
  }
  FormatOutput output;
  text::CsvDocument document = text::parse_csv(source.text);
  const DelimitedLayout layout = find_layout(document.records);
  ProblemList problems(source.path);
  for (const text::CsvProblem& problem : document.problems) {
    problems.add(problem.what, line_text(problem.line), problem.what);
  }
  output.account = account_of(document, layout);
  if (document.records.empty() && document.lines_unread == 0) {
    problems.add("files", "", "empty file");
  } else if (layout.tables.empty() && !document.records.empty()) {
    note_no_table(document, problems);
  }
  note_ragged_rows(document, layout, problems);
  if (layout.tables.size() == kDelimitedTablesMax && layout.use.back() == RecordUse::kBeyond) {
    problems.add(
        "tables", "",
        "more than " + std::to_string(kDelimitedTablesMax) + " tables, the rest is not read");
  }
  for (std::size_t i = 0; i < layout.tables.size(); ++i) {
    if (layout.tables[i].rows.empty()) {
      problems.add("headers without rows",
                   line_text(document.records[layout.tables[i].headers.back()].line),
                   "only a header, no rows");
    } else {
      Table& table =
          output.tables.emplace_back(read_delimited_table(layout.tables[i], document, problems));
      table.file = source.path;
      table.pointer = i == 0 ? "" : "#" + std::to_string(i + 1);
    }
  }
  output.problems = problems.take();
  return output;
}

}  // namespace chimera::read
