// Ties a table of statistics to the rows that it sums up, by value: "mean_ttft_s" per model is
// derived if it is the mean of "ttft_s" over each model's rows. Such a table is no evidence of its
// own, so it is kept as a summary, whatever its columns looked like.
#pragma once

#include <cstddef>
#include <set>
#include <span>

#include "data/table.h"

namespace chimera::read {

/// Whether its columns' names say that it may be one: "mean_ttft_s".
bool may_be_derived(const Table& table);

/// The numbers of the tables that find_derived would compare others with. REQUIRES: roles are set.
std::set<std::size_t> compared_tables(std::span<const Table> tables,
                                      std::span<const std::size_t> among);

/// Sets `derived_from` and makes a table of those numbers a summary, where a table of the same
/// folder holds rows whose means (medians, least, most; all or ok ones) are what it states, within
/// the rounding of its cells, in three quarters of them at least. A table of which every
/// configuration was run once is derived too. Looks at the sixteen tables of the folder whose names
/// are most alike. REQUIRES: roles and states are set; the tables compared with have all of their
/// cells.
void find_derived(std::span<Table> tables, std::span<const std::size_t> among);

}  // namespace chimera::read
