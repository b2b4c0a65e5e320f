// Reads one piece of a large file after another: the cells that a plan wants, and which trials
// failed. A row that might have failed, or might be no row, is looked at whole.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/spelling_numbers.h"
#include "data/spellings.h"
#include "read/column_plan.h"
#include "read/format/plain_rows.h"
#include "read/line_index.h"
#include "read/line_pieces.h"

namespace chimera::read {

/// What was read of a piece; rows count from its first line.
struct PieceCells {
  struct Failure {
    std::size_t row = 0;
    std::string reason;
  };

  std::vector<std::vector<double>> numbers;  ///< of the plan's `numbers`
  std::vector<SpellingNumbers> texts;        ///< of its `texts`
  std::vector<Failure> failures;
};

/// The spellings of a column that one reader met.
struct MetSpellings {
  Spellings spellings;
  std::vector<std::pair<std::size_t, std::size_t>> first;  ///< piece and row where each was met
};

/// One thread's reader. It keeps its memory, and its numbers of spellings, from piece to piece.
class PieceReader {
 public:
  /// Both must outlive it.
  PieceReader(const PlainRows& rows, const ColumnPlan& plan);

  /// The cells of the piece of that number, and where its lines are; false where one isn't plain.
  /// O(bytes).
  bool read(const HeldLines& held, std::size_t piece, PieceCells& cells, LineMarks& marks);

  /// Of the plan's `texts`.
  [[nodiscard]] const std::vector<MetSpellings>& met() const { return met_; }

 private:
  using Row = std::span<const std::string_view>;

  void prepare(std::size_t piece, PieceCells& cells);
  bool read_numbers(Row row, PieceCells& cells);
  void read_texts(Row row, std::size_t number, PieceCells& cells);
  bool is_suspect(std::string_view line, Row row);
  bool tells_failure(std::size_t i, std::string_view cell);
  bool measures_anything(std::string_view line);
  bool judge_suspects(std::vector<PieceCells::Failure>& failures) const;

  const PlainRows& rows_;
  const ColumnPlan& plan_;
  std::unique_ptr<LineCutter> cutter_;
  std::unique_ptr<LineCutter> line_cutter_;  ///< of single lines, while the other one is at work
  std::vector<MetSpellings> met_;
  std::vector<std::string> harmless_;  ///< of each of the plan's `errors`, the last that tells none
  std::size_t piece_ = 0;
  std::size_t rows_before_ = 0;  ///< of the piece before: the next one has about as many
  bool has_value_ = false;       ///< whether a number of the row that is kept measures something
  std::string suspects_;
  std::vector<std::size_t> suspect_rows_;
};

}  // namespace chimera::read
