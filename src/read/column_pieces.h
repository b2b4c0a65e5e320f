// The columns of a large file of plain rows, read in one pass on all cores with the cells that are
// wanted.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "data/table.h"
#include "read/column_plan.h"
#include "read/format/plain_rows.h"
#include "read/line_index.h"
#include "read/line_pieces.h"
#include "read/piece_reader.h"

namespace chimera::read {

/// All pieces, read by a plan.
struct ReadPieces {
  struct Piece {
    PieceCells cells;
    std::size_t reader = 0;  ///< whose numbers of spellings its texts have
  };

  std::vector<Piece> pieces;
  std::vector<std::unique_ptr<PieceReader>> readers;
  std::vector<LineMarks> marks;  ///< of each piece
};

/// nullopt where a line is not plain, or the file can't be read. O(bytes) on up to `threads`
/// threads (0: one a core).
std::optional<ReadPieces> read_pieces(const PlainRows& rows, const LinePieces& file,
                                      const ColumnPlan& plan, std::size_t threads);

/// The plan's table of all rows, without its witness; the pieces' cells are gone then. The same for
/// any number of threads. O(rows).
Table join_pieces(ReadPieces pieces, const LineIndex& lines, const ColumnPlan& plan,
                  std::size_t first_place, std::size_t threads);

}  // namespace chimera::read
