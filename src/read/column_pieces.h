// The columns of a large file of plain rows, read in pieces on all cores with the cells that are
// wanted. A row that might have failed, or might be no row, is looked at whole.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "data/table.h"
#include "read/format/plain_rows.h"
#include "read/line_index.h"

namespace chimera::read {

/// Which cells of a column with a meaning are wanted.
using ChooseCells = std::function<Kept(const Column& column)>;

/// The table of all lines, with the meaning of `shape`, the cells that `choose` wants (and those
/// that cold starts are told by), failures and witness; nullopt where a line is not plain. O(bytes)
/// on up to `threads` threads (0: one a core).
std::optional<Table> read_pieces(const PlainRows& rows, const LineIndex& lines, const Table& shape,
                                 const ChooseCells& choose, std::size_t threads);

}  // namespace chimera::read
