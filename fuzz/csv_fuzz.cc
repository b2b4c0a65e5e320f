// CSV: lines rise, no record is empty, decoding never yields invalid text, each problem has its
// line; every record of a file is accounted for, once, and its tables are consistent.
#include <algorithm>
#include <cstddef>
#include <string_view>

#include "read/format/format.h"
#include "target.h"
#include "text/csv.h"
#include "text/unicode.h"

namespace {

using chimera::fuzz::require;
using chimera::text::code_points;
using chimera::text::CsvDocument;
using chimera::text::CsvProblem;
using chimera::text::CsvRecord;
using chimera::text::decode;
using chimera::text::Decoded;
using chimera::text::is_utf8;
using chimera::text::kCsvCellsMax;
using chimera::text::one_line;
using chimera::text::parse_csv;

/// total = used + headers + skipped, and the rows used are those of the tables.
void check_reading(std::string_view utf8) {
  const chimera::read::FormatOutput output =
      chimera::read::read_delimited({"f.csv", chimera::ArtifactType::kCsv, utf8})
          .value_or(chimera::read::FormatOutput{});
  require(output.account.has_value(), "delimited text has an account");
  const chimera::Account account = output.account.value_or(chimera::Account{});
  std::size_t parts = account.used + account.headers;
  for (const chimera::Skipped& skipped : account.skipped) {
    require(skipped.count > 0 && !skipped.reason.empty(), "what is skipped has a reason");
    parts += skipped.count;
  }
  require(parts == account.total, "every record is accounted for");
  std::size_t rows = 0;
  for (const chimera::Table& table : output.tables) {
    require(!chimera::check_consistency(table), "a table is consistent");
    require(std::is_sorted(table.place.begin(), table.place.end()), "rows stand in file order");
    rows += table.rows();
  }
  require(rows == account.used, "each row used is in a table");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = chimera::fuzz::as_text(data, size);
  const CsvDocument document = parse_csv(bytes);
  std::size_t line = 0;
  std::size_t kept = 0;
  for (const CsvRecord& record : document.records) {
    require(record.line > line, "lines rise");
    require(!record.cells.empty() && record.cells.size() <= kCsvCellsMax, "cells in bounds");
    line = record.line;
    for (const auto& cell : record.cells) {
      kept += cell.size();
    }
  }
  require(kept <= size, "no byte is read twice");
  for (const CsvProblem& problem : document.problems) {
    require(problem.line > 0 && !problem.what.empty(), "a problem says where and what");
  }
  const Decoded decoded = decode(std::string(bytes));
  require(is_utf8(decoded.utf8), "decoded text is UTF-8");
  require(code_points(one_line(decoded.utf8, 40)) <= 40, "a cut line keeps its limit");
  check_reading(decoded.utf8);
  return 0;
}
