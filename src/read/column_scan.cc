#include "read/column_scan.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <deque>
#include <limits>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "read/copies.h"
#include "read/format/plain_csv.h"
#include "read/format/plain_json_lines.h"
#include "read/line_index.h"
#include "read/roles.h"
#include "read/sampled_rows.h"
#include "read/trials.h"
#include "text/csv.h"
#include "text/number.h"

namespace chimera::read {

namespace {

constexpr std::size_t kHeadBytes = std::size_t{64} << 10U;

bool keeps_numbers(Kept kept) {
  return kept == Kept::kAll || kept == Kept::kNumbers;
}

bool keeps_texts(Kept kept) {
  return kept == Kept::kAll || kept == Kept::kTexts;
}

Kept with_numbers(Kept kept) {
  return keeps_texts(kept) ? Kept::kAll : Kept::kNumbers;
}

bool is_measured(const Column& column) {
  return column.role == Role::kMetric || column.role == Role::kSummary;
}

/// The columns' meaning without their cells.
Table emptied(const Table& shape) {
  Table table = shape;
  table.place.clear();
  table.state.clear();
  for (Column& column : table.columns) {
    column.text.clear();
    column.number.clear();
  }
  return table;
}

void take_meaning(const Table& shape, Table& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    Column column = std::move(table.columns[i]);
    table.columns[i] = shape.columns[i];
    table.columns[i].text = std::move(column.text);
    table.columns[i].number = std::move(column.number);
  }
  table.kind = shape.kind;
}

struct Failure {
  std::size_t row = 0;
  std::string reason;
};

/// The spellings that one piece has of a column, numbered as they come. What was met lately is
/// found by its length and ends, without hashing it.
class Spellings {
 public:
  std::uint32_t number_of(std::string_view cell) {
    slots_.resize(kSlots);
    Slot& slot = slots_[slot_of(cell)];
    if (slot.used && slot.cell == cell) {
      return slot.number;
    }
    auto at = number_.find(cell);
    if (at == number_.end()) {
      const std::string& kept = in_order_.emplace_back(cell);
      at = number_.emplace(kept, static_cast<std::uint32_t>(in_order_.size() - 1)).first;
    }
    slot = {at->first, at->second, true};
    return at->second;
  }

  [[nodiscard]] const std::deque<std::string>& in_order() const { return in_order_; }

  /// To be called behind the last cell: what only helps to find them is given back.
  void close() {
    slots_ = {};
    number_ = {};
  }

 private:
  static constexpr std::size_t kSlots = 256;

  struct Slot {
    std::string_view cell;
    std::uint32_t number = 0;
    bool used = false;
  };

  static std::size_t slot_of(std::string_view cell) {
    if (cell.empty()) {
      return 0;
    }
    const auto byte = [&](std::size_t i) -> std::size_t {
      return static_cast<unsigned char>(cell[i]);
    };
    const std::size_t end = cell.size() - 1;
    return (cell.size() + 7 * byte(0) + 31 * byte(end) +
            5 * byte(end - std::min<std::size_t>(end, 1))) %
           kSlots;
  }

  std::vector<Slot> slots_;
  std::unordered_map<std::string_view, std::uint32_t> number_;
  std::deque<std::string> in_order_;  ///< a deque: views stay
};

struct PieceResult {
  std::vector<Spellings> spellings;  ///< of each column
  std::vector<Failure> failures;
  std::vector<std::string> harmless;  ///< the last cell of each column that tells no failure
};

class ColumnScan {
 public:
  ColumnScan(const PlainRows& rows, const LineIndex& lines, const Table& shape)
      : rows_(rows), lines_(lines), shape_(shape), table_(emptied(shape)) {}

  /// nullopt where a line is not plain.
  std::optional<Table> scan(const ChooseCells& choose, std::size_t threads) {
    prepare(choose);
    std::vector<PieceResult> results(lines_.pieces());
    std::atomic<bool> plain{true};
    for_each_index(results.size(), threads, [&](std::size_t i) {
      if (plain && !read_piece(i, results[i])) {
        plain = false;
      }
    });
    if (!plain) {
      return std::nullopt;
    }
    for (const PieceResult& result : results) {
      for (const Failure& failure : result.failures) {
        table_.judge(failure.row, true, false, failure.reason);
      }
    }
    join_spellings(results, threads);
    return add_witness(threads) ? std::optional(std::move(table_)) : std::nullopt;
  }

 private:
  void prepare(const ChooseCells& choose) {
    const std::size_t rows = lines_.lines();
    table_.state.resize(rows);
    table_.place.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) {
      table_.place[row] = row + rows_.first_place;
    }
    codes_.resize(table_.columns.size());
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      Column& column = table_.columns[i];
      column.kept = choose(column);
      column.kept = tells_cold(column) ? with_numbers(column.kept) : column.kept;
      if (keeps_numbers(column.kept)) {
        column.number.resize(rows);
      }
      if (keeps_texts(column.kept)) {
        codes_[i].resize(rows);
      }
    }
  }

  bool read_piece(std::size_t piece, PieceResult& result) {
    const auto held = lines_.piece(piece);
    if (!held) {
      return false;
    }
    result.spellings.resize(table_.columns.size());
    result.harmless.resize(table_.columns.size());
    std::string_view rest = held->lines;
    std::string suspects;
    std::vector<std::size_t> suspect_rows;
    std::vector<std::string_view> cells(table_.columns.size());
    for (std::size_t row = held->first; !rest.empty(); ++row) {
      const std::string_view line = take_line(rest);
      if (row >= table_.rows() || !rows_.split(line, cells) ||
          !read_row(row, cells, result.spellings)) {
        return false;
      }
      if (is_suspect(row, cells, result.harmless)) {
        suspects.append(line);
        suspects.push_back('\n');
        suspect_rows.push_back(row);
      }
    }
    for (Spellings& spellings : result.spellings) {
      spellings.close();
    }
    return judge_suspects(suspects, suspect_rows, result.failures);
  }

  bool read_row(std::size_t row, std::span<const std::string_view> cells,
                std::vector<Spellings>& spellings) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      Column& column = table_.columns[i];
      if (keeps_numbers(column.kept)) {
        const auto number = text::read_plain_number(cells[i]);
        column.number[row] = number.value_or(std::numeric_limits<double>::quiet_NaN());
        if (!number && !cells[i].empty() && text::read_number(cells[i])) {
          return false;
        }
      }
      if (keeps_texts(column.kept)) {
        codes_[i][row] = spellings[i].number_of(cells[i]);
      }
    }
    return true;
  }

  /// Whether the row might have failed, or might be none: it is looked at whole then.
  [[nodiscard]] bool is_suspect(std::size_t row, std::span<const std::string_view> cells,
                                std::vector<std::string>& harmless) const {
    bool has_value = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Column& column = table_.columns[i];
      if (column.role == Role::kNote && FailureRules::tells_failure(column, cells[i])) {
        return true;
      }
      if (column.role == Role::kError && cells[i] != harmless[i]) {
        if (FailureRules::tells_failure(column, cells[i])) {
          return true;
        }
        harmless[i] = cells[i];
      }
      if (!has_value && is_measured(column)) {
        const double value = keeps_numbers(column.kept)
                                 ? column.number[row]
                                 : text::read_plain_number(cells[i]).value_or(0);
        has_value = !std::isnan(value) && std::fpclassify(value) != FP_ZERO;
      }
    }
    return !has_value;
  }

  bool judge_suspects(std::string_view suspects, const std::vector<std::size_t>& rows,
                      std::vector<Failure>& failures) const {
    if (rows.empty()) {
      return true;
    }
    auto table = table_of_lines(rows_, suspects);
    if (!table || (table->format == "csv" && !is_plain_table(*table))) {
      return false;
    }
    take_meaning(shape_, *table);
    const FailureRules rules(*table);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (std::string reason = rules.reason(i); !reason.empty()) {
        failures.push_back({rows[i], std::move(reason)});
      }
    }
    return true;
  }

  void join_spellings(const std::vector<PieceResult>& results, std::size_t threads) {
    for_each_index(table_.columns.size(), threads, [&](std::size_t i) {
      if (keeps_texts(table_.columns[i].kept)) {
        join_column(results, i);
      }
    });
  }

  /// The pieces' numbers of spellings become the table's.
  void join_column(const std::vector<PieceResult>& results, std::size_t i) {
    std::unordered_map<std::string_view, std::uint32_t> known;
    std::vector<std::string_view> all;
    std::size_t row = 0;
    for (std::size_t piece = 0; piece < results.size(); ++piece) {
      std::vector<std::uint32_t> number;
      for (const std::string& spelling : results[piece].spellings[i].in_order()) {
        const auto at = known.try_emplace(spelling, static_cast<std::uint32_t>(all.size())).first;
        if (at->second == all.size()) {
          all.push_back(spelling);
        }
        number.push_back(at->second);
      }
      const std::size_t end = row + lines_.lines_of(piece);
      for (; row < end; ++row) {
        codes_[i][row] = number[codes_[i][row]];
      }
    }
    table_.columns[i].text = CellTexts(all, std::move(codes_[i]));
  }

  bool add_witness(std::size_t threads) {
    const auto lines = lines_.fetch(spread_trials(table_), threads);
    auto witness = lines ? table_of_lines(rows_, *lines) : std::nullopt;
    if (!witness) {
      return false;
    }
    take_meaning(shape_, *witness);
    table_.witness = std::make_shared<const Table>(*std::move(witness));
    return true;
  }

  const PlainRows& rows_;
  const LineIndex& lines_;
  const Table& shape_;
  Table table_;
  std::vector<std::vector<std::uint32_t>> codes_;  ///< of each column's cells
};

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
  PlainRows rows{"json", first->names(),
                 [line = *first](std::string_view text, std::span<std::string_view> cells) {
                   return line.split(text, cells);
                 }};
  return Beginning{std::move(rows), 0, '\0', first_lines(head, 8)};
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
  for (const Format& format : formats()) {
    auto output = format.read(source);
    if (!output) {
      continue;
    }
    const bool generic = output->tables.size() == 1 && output->problems.empty() &&
                         output->account && output->account->skipped.empty() &&
                         output->tables.front().format == beginning.rows.format &&
                         has_names(output->tables.front(), beginning.rows.names) &&
                         output->tables.front().place.front() == beginning.rows.first_place;
    return generic ? std::move(output) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Table> shape_of(const Beginning& beginning, const LineIndex& lines,
                              const Table& begun, std::size_t threads) {
  std::vector<std::size_t> sample(sampled_count(lines.lines()));
  for (std::size_t i = 0; i < sample.size(); ++i) {
    sample[i] = sampled_row(i, lines.lines());
  }
  const auto text = lines.fetch(sample, threads);
  auto shape = text ? table_of_lines(beginning.rows, *text) : std::nullopt;
  if (!shape || (shape->format == "csv" && !is_plain_table(*shape))) {
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
  auto table = ColumnScan(beginning.rows, lines, *shape).scan(settings.choose, settings.threads);
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
