// Some rows of a table as a table of their own: for tools that print runs and their statistics in
// one list.
#pragma once

#include <cstddef>
#include <span>

#include "data/table.h"

namespace chimera::read {

/// The table with those rows only, in that order. REQUIRES: each is less than table.rows().
Table with_rows(const Table& table, std::span<const std::size_t> rows);

}  // namespace chimera::read
