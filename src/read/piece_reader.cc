#include "read/piece_reader.h"

#include <algorithm>
#include <cmath>

#include "base/same_bytes.h"
#include "read/trials.h"
#include "text/number.h"

namespace chimera::read {

PieceReader::PieceReader(const PlainRows& rows, const ColumnPlan& plan)
    : rows_(rows),
      plan_(plan),
      cutter_(rows.make_cutter()),
      line_cutter_(rows.make_cutter()),
      met_(plan.texts.size()),
      harmless_(plan.errors.size()) {}

bool PieceReader::read(const HeldLines& held, std::size_t piece, PieceCells& cells,
                       LineMarks& marks) {
  prepare(piece, cells);
  const TakeRow take = [&](std::string_view line, std::span<const std::string_view> row) {
    if (!read_numbers(row, cells)) {
      return false;
    }
    read_texts(row, marks.lines, cells);
    if (is_suspect(line, row)) {
      suspects_.append(line).push_back('\n');
      suspect_rows_.push_back(marks.lines);
    }
    marks.add(held.begin + static_cast<std::size_t>(line.data() - held.lines.data()));
    return true;
  };
  marks.end = held.begin + held.lines.size();
  const bool plain = cutter_->cut(held.lines, plan_.wanted, take);
  rows_before_ = marks.lines;
  return plain && judge_suspects(cells.failures);
}

void PieceReader::prepare(std::size_t piece, PieceCells& cells) {
  piece_ = piece;
  suspects_.clear();
  suspect_rows_.clear();
  const std::size_t rows = rows_before_ + rows_before_ / 64;
  cells.numbers.resize(plan_.numbers.size());
  cells.texts.resize(plan_.texts.size());
  for (std::vector<double>& numbers : cells.numbers) {
    numbers.reserve(rows);
  }
  for (SpellingNumbers& texts : cells.texts) {
    texts.reserve(rows);
  }
}

bool PieceReader::read_numbers(Row row, PieceCells& cells) {
  has_value_ = false;
  for (std::size_t i = 0; i < plan_.numbers.size(); ++i) {
    const std::string_view cell = row[plan_.numbers[i].cell];
    const double number = text::plain_number_or_nan(cell);
    if (std::isnan(number) && !cell.empty() && text::read_number(cell)) {
      return false;
    }
    cells.numbers[i].push_back(number);
    const Role role = plan_.meaning.columns[plan_.numbers[i].column].role;
    has_value_ = has_value_ || (measures(role) && is_value(number));
  }
  return true;
}

void PieceReader::read_texts(Row row, std::size_t number, PieceCells& cells) {
  for (std::size_t i = 0; i < plan_.texts.size(); ++i) {
    MetSpellings& met = met_[i];
    cells.texts[i].push_back(met.spellings.number_of(row[plan_.texts[i].cell]));
    if (met.spellings.size() > met.first.size()) {
      met.first.emplace_back(piece_, number);
    }
  }
}

bool PieceReader::is_suspect(std::string_view line, Row row) {
  for (std::size_t i = 0; i < plan_.errors.size(); ++i) {
    if (tells_failure(i, row[plan_.errors[i].cell])) {
      return true;
    }
  }
  const auto is_measured = [&](const ColumnPlan::Part& part) {
    return is_value(text::read_plain_number(row[part.cell]).value_or(0));
  };
  has_value_ = has_value_ || std::any_of(plan_.measured.begin(), plan_.measured.end(), is_measured);
  return !has_value_ && !measures_anything(line);
}

bool PieceReader::tells_failure(std::size_t i, std::string_view cell) {
  const Column& column = plan_.meaning.columns[plan_.errors[i].column];
  if (column.role == Role::kNote) {
    return FailureRules::tells_failure(column, cell);
  }
  if (same_text(cell, harmless_[i])) {
    return false;
  }
  if (FailureRules::tells_failure(column, cell)) {
    return true;
  }
  harmless_[i] = cell;
  return false;
}

/// Whether any column of the line does, also one that isn't wanted.
bool PieceReader::measures_anything(std::string_view line) {
  bool any = false;
  const std::vector<Column>& columns = plan_.meaning.columns;
  line_cutter_->cut(line, all_columns(rows_), [&](std::string_view, Row row) {
    for (std::size_t i = 0; i < row.size() && !any; ++i) {
      any = measures(columns[i].role) && is_value(text::read_plain_number(row[i]).value_or(0));
    }
    return true;
  });
  return any;
}

bool PieceReader::judge_suspects(std::vector<PieceCells::Failure>& failures) const {
  if (suspect_rows_.empty()) {
    return true;
  }
  auto table = plain_table_of(rows_, suspects_);
  if (!table) {
    return false;
  }
  take_meaning(plan_.meaning, *table);
  const FailureRules rules(*table);
  for (std::size_t i = 0; i < suspect_rows_.size(); ++i) {
    if (std::string reason = rules.reason(i); !reason.empty()) {
      failures.push_back({suspect_rows_[i], std::move(reason)});
    }
  }
  return true;
}

}  // namespace chimera::read
