#include "read/column_scan.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "read/format/plain_csv.h"
#include "read/format/plain_json_lines.h"
#include "read/line_index.h"
#include "read/roles.h"
#include "read/sampled_rows.h"
#include "text/csv.h"

namespace chimera::read {

namespace {

constexpr std::size_t kHeadBytes = std::size_t{64} << 10U;

/// What a file begins like.
struct Beginning {
  PlainRows rows;
  std::size_t bytes = 0;    ///< above the rows
  char never = '\0';        ///< what no plain line holds
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
    return header ? std::optional(
                        Beginning{plain_rows(*header), header->bytes, '"', first_lines(head, 3)})
                  : std::nullopt;
  }
  std::string_view rest = head;
  const auto first = JsonLineTemplate::make(take_line(rest));
  if (!first || rest.empty()) {
    return std::nullopt;
  }
  return Beginning{plain_rows(*first), 0, '\0', first_lines(head, 8)};
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

std::optional<Table> shape_of(const Beginning& beginning, const LineIndex& lines,
                              const Table& begun, std::size_t threads) {
  std::vector<std::size_t> sample(sampled_count(lines.lines()));
  for (std::size_t i = 0; i < sample.size(); ++i) {
    sample[i] = sampled_row(i, lines.lines());
  }
  const auto text = lines.fetch(sample, threads);
  auto shape = text ? plain_table_of(beginning.rows, *text) : std::nullopt;
  if (!shape) {
    return std::nullopt;
  }
  shape->pointer = begun.pointer;
  assign_roles(*shape);
  return shape;
}

/// The file's rows in place of those of its beginning.
std::optional<FormatOutput> scan_rows(const Beginning& beginning, const LineIndex& lines,
                                      FormatOutput output, const ScanSettings& settings) {
  const auto shape = shape_of(beginning, lines, output.tables.front(), settings.threads);
  if (!shape) {
    return std::nullopt;
  }
  auto table = read_pieces(beginning.rows, lines, *shape, settings.choose, settings.threads);
  if (!table) {
    return std::nullopt;
  }
  const std::size_t begun = output.tables.front().rows();
  table->file = output.tables.front().file;
  if (output.account) {
    output.account->used = output.account->used / begun * table->rows();
    output.account->total = output.account->used + output.account->headers;
  }
  output.tables.front() = *std::move(table);
  return output;
}

}  // namespace

std::optional<FormatOutput> scan_lines(const ScannedFile& file, const Disk& disk,
                                       const ScanSettings& settings) {
  std::string head(std::min(file.size_bytes, kHeadBytes), '\0');
  const auto read = disk.read_part(file.disk_path, 0, head);
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
  const auto lines =
      LineIndex::make(disk, {file.disk_path, beginning->bytes, file.size_bytes, beginning->never},
                      settings.threads);
  if (!lines || lines->lines() < settings.rows_min || lines->lines() > text::kCsvRecordsMax) {
    return std::nullopt;
  }
  return scan_rows(*beginning, *lines, *std::move(output), settings);
}

}  // namespace chimera::read
