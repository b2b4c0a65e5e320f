#include "read/column_pieces.h"

#include <atomic>
#include <cmath>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "read/copies.h"
#include "read/spellings.h"
#include "read/trials.h"
#include "text/number.h"

namespace chimera::read {

namespace {

Kept with_numbers(Kept kept) {
  return keeps_texts(kept) ? Kept::kAll : Kept::kNumbers;
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

struct PieceResult {
  std::vector<Spellings> spellings;  ///< of each column
  std::vector<Failure> failures;
  std::vector<std::string> harmless;  ///< the last cell of each column that tells no failure
};

class ColumnReader {
 public:
  ColumnReader(const PlainRows& rows, const LineIndex& lines, const Table& shape)
      : rows_(rows), lines_(lines), shape_(shape), table_(emptied(shape)) {}

  /// nullopt where a line is not plain.
  std::optional<Table> read(const ChooseCells& choose, std::size_t threads) {
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
      if (!has_value && measures(column.role)) {
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
    auto table = plain_table_of(rows_, suspects);
    if (!table) {
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

}  // namespace

std::optional<Table> read_pieces(const PlainRows& rows, const LineIndex& lines, const Table& shape,
                                 const ChooseCells& choose, std::size_t threads) {
  return ColumnReader(rows, lines, shape).read(choose, threads);
}

}  // namespace chimera::read
