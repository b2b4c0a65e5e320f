#include "read/column_scan.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "read/column_pieces.h"
#include "read/format/plain_csv.h"
#include "read/format/plain_json_lines.h"
#include "read/line_index.h"
#include "read/line_pieces.h"
#include "read/roles.h"
#include "read/sampled_rows.h"
#include "read/trials.h"
#include "text/csv.h"

namespace chimera::read {

namespace {

constexpr std::size_t kHeadBytes = std::size_t{64} << 10U;
constexpr std::size_t kLikelyRows = 2'500;

/// What a file begins like.
struct Beginning {
  PlainRows rows;
  std::size_t bytes = 0;    ///< above the rows
  std::string_view sample;  ///< some first lines, with what is above them
};

std::string_view first_lines(std::string_view head, std::size_t count) {
  std::string_view rest = head;
  for (std::size_t i = 0; i < count; ++i) {
    take_line(rest);
  }
  return head.substr(0, head.size() - rest.size());
}

std::optional<Beginning> beginning_of(std::string_view head, ArtifactType type) {
  if (type == ArtifactType::kCsv) {
    const auto header = plain_header(head);
    return header
               ? std::optional(Beginning{plain_rows(*header), header->bytes, first_lines(head, 3)})
               : std::nullopt;
  }
  std::string_view rest = head;
  const auto first = JsonLineTemplate::make(take_line(rest));
  if (!first || rest.empty()) {
    return std::nullopt;
  }
  return Beginning{plain_rows(*first), 0, first_lines(head, 8)};
}

bool has_names(const Table& table, const std::vector<std::string>& names) {
  return std::equal(table.columns.begin(), table.columns.end(), names.begin(), names.end(),
                    [](const Column& column, const std::string& name) {
                      return column.name == name && !column.shared;
                    });
}

/// What the readers of whole files make of its first lines: its one table and each row's parts; no
/// tool's format may claim it.
std::optional<FormatOutput> read_beginning(const Beginning& beginning, const ScannedFile& file) {
  const Source source{file.path, file.type, beginning.sample};
  auto output = read_by_shape(source);
  const bool generic = output && output->tables.size() == 1 && output->problems.empty() &&
                       output->account && output->account->skipped.empty() &&
                       output->tables.front().format == beginning.rows.format &&
                       has_names(output->tables.front(), beginning.rows.names) &&
                       output->tables.front().place.front() == beginning.rows.first_place;
  return generic ? std::move(output) : std::nullopt;
}

/// A file whose lines are read as rows.
struct RowFile {
  const Beginning& beginning;
  const OpenFile& bytes;
  const ScannedFile& file;
  const ScanSettings& settings;
  LinePieces pieces;
};

struct ScannedRows {
  ReadPieces pieces;
  LineIndex lines;
};

std::optional<ScannedRows> scan_rows(const RowFile& file, const ColumnPlan& plan) {
  auto pieces = read_pieces(file.beginning.rows, file.pieces, plan, file.settings.threads);
  if (!pieces) {
    return std::nullopt;
  }
  LineIndex lines(file.bytes, std::move(pieces->marks));
  return ScannedRows{*std::move(pieces), std::move(lines)};
}

/// The plan by the meaning that the table of a sample has.
std::optional<ColumnPlan> plan_of(std::optional<Table> sample, const Table& begun,
                                  const ScanSettings& settings) {
  if (!sample) {
    return std::nullopt;
  }
  sample->file = begun.file;
  sample->pointer = begun.pointer;
  assign_roles(*sample);
  return plan_columns(*sample, settings.choose);
}

/// What the file is likely to mean: lines that lie evenly over its bytes are nearly those that lie
/// evenly among all, but can be told before it is read.
std::optional<ColumnPlan> likely_plan(const RowFile& file, const Table& begun) {
  const std::string lines = file.pieces.spread(kLikelyRows, file.settings.threads);
  return plan_of(table_of_lines(file.beginning.rows, lines), begun, file.settings);
}

/// What it means.
std::optional<ColumnPlan> sampled_plan(const RowFile& file, const LineIndex& lines,
                                       const Table& begun) {
  std::vector<std::size_t> sample(sampled_count(lines.lines()));
  for (std::size_t i = 0; i < sample.size(); ++i) {
    sample[i] = sampled_row(i, lines.lines());
  }
  const auto text = lines.fetch(sample, file.settings.threads);
  return plan_of(text ? plain_table_of(file.beginning.rows, *text) : std::nullopt, begun,
                 file.settings);
}

/// From the rows that copies are told by, read whole.
std::optional<Fingerprint> print_of(const RowFile& file, const LineIndex& lines,
                                    const Table& table) {
  const auto text = lines.fetch(spread_trials(table), file.settings.threads);
  auto compared = text ? table_of_lines(file.beginning.rows, *text) : std::nullopt;
  if (!compared) {
    return std::nullopt;
  }
  take_meaning(table, *compared);
  return fingerprint_of(table, *compared);
}

/// The file's rows in place of those of its beginning.
FormatOutput with_rows(FormatOutput output, Table table) {
  const std::size_t begun = output.tables.front().rows();
  if (output.account) {
    output.account->used = output.account->used / begun * table.rows();
    output.account->total = output.account->used + output.account->headers;
  }
  output.tables.front() = std::move(table);
  return output;
}

std::optional<ScannedTable> scan_table(const RowFile& file, FormatOutput begun) {
  const Table& beginning = begun.tables.front();
  const auto likely = likely_plan(file, beginning);
  if (!likely) {
    return std::nullopt;
  }
  auto rows = scan_rows(file, *likely);
  if (!rows || rows->lines.lines() < file.settings.rows_min ||
      rows->lines.lines() > text::kCsvRecordsMax) {
    return std::nullopt;
  }
  const auto plan = sampled_plan(file, rows->lines, beginning);
  if (!plan) {
    return std::nullopt;
  }
  if (!same_plan(*plan, *likely)) {
    rows = scan_rows(file, *plan);
  }
  if (!rows) {
    return std::nullopt;
  }
  Table table = join_pieces(std::move(rows->pieces), rows->lines, *plan,
                            file.beginning.rows.first_place, file.settings.threads);
  tag_cold_trials(table);
  auto print = print_of(file, rows->lines, table);
  if (!print) {
    return std::nullopt;
  }
  return ScannedTable{with_rows(std::move(begun), std::move(table)), *std::move(print)};
}

}  // namespace

std::optional<ScannedTable> scan_lines(const ScannedFile& file, const Disk& disk,
                                       const ScanSettings& settings) {
  const auto bytes = disk.open(file.disk_path);
  if (!bytes) {
    return std::nullopt;
  }
  std::string head(std::min(file.size_bytes, kHeadBytes), '\0');
  const auto read = (*bytes)->read(0, head);
  if (!read || *read != head.size()) {
    return std::nullopt;
  }
  const auto beginning = beginning_of(head, file.type);
  if (!beginning) {
    return std::nullopt;
  }
  auto output = read_beginning(*beginning, file);
  if (!output) {
    return std::nullopt;
  }
  const LinePieces pieces(**bytes, {beginning->bytes, file.size_bytes});
  return scan_table({*beginning, **bytes, file, settings, pieces}, *std::move(output));
}

}  // namespace chimera::read
