// Finds copies by value: two tables that hold the same measured values in the same order are one
// measurement, whatever their files and columns are called, in whatever format, and also where one
// of them was rounded when it was printed.
//
// What is compared are measurements: the metric columns (of a summary: its statistics) that have a
// unit or a fraction. Settings and counts agree between runs that have nothing else in common.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "data/table.h"

namespace chimera::read {

/// Sets `content` of every table: a hash of its values, the same for all copies of a table; "" if
/// it holds too little to tell a copy from chance (three different values, eight significant
/// digits). The first of the copies in the order given is compared with; one that holds a part of
/// its columns is a copy of it too. REQUIRES: roles and states are set. Only tables with the same
/// number of trials and nearly the same first values are compared; of many trials 64 that lie
/// evenly among them. On up to `threads` threads (0: one a core).
void find_copies(std::span<Table> tables, std::size_t threads = 1);

inline constexpr std::size_t kComparedTrialsMax = 64;

/// The rows of the trials that are compared: all that are ok, of many 64 evenly spread ones.
/// O(rows).
std::vector<std::size_t> spread_trials(const Table& table);

}  // namespace chimera::read
