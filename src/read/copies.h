// Finds copies by value: two tables that hold the same measured values in the same order are one
// measurement, whatever their files and columns are called, in whatever format, and also where one
// of them was rounded when it was printed.
//
// What is compared are measurements: the metric columns (of a summary: its statistics) that have a
// unit or a fraction. Settings and counts agree between runs that have nothing else in common.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "data/table.h"
#include "read/printed.h"

namespace chimera::read {

/// What a table's copies are told by, without the table: its measurements in the trials that are
/// compared, all of few, of many 64 that lie evenly among them.
struct Fingerprint {
  /// A column's cells. A view.
  struct Series {
    std::span<const double> values;
    std::span<const std::int16_t> last_places;  ///< of the digits shown, as powers of ten

    [[nodiscard]] Printed cell(std::size_t at) const { return {values[at], last_places[at]}; }
  };

  TableKind kind = TableKind::kMeasured;
  std::size_t trials = 0;    ///< ok ones of the whole table
  std::size_t compared = 0;  ///< of them
  std::size_t columns = 0;
  std::vector<double> values;  ///< column by column
  std::vector<std::int16_t> last_places;
  /// A hash of the values; "" if it holds too little to tell a copy from chance (three different
  /// values, eight significant digits).
  std::string content;

  [[nodiscard]] Series series(std::size_t column) const {
    return {std::span(values).subspan(column * compared, compared),
            std::span(last_places).subspan(column * compared, compared)};
  }
};

/// REQUIRES: roles and states are set. O(rows + columns).
Fingerprint fingerprint_of(const Table& table);

/// The same of a table of which the compared trials were read only: those of `table`, whole.
Fingerprint fingerprint_of(const Table& table, const Table& compared);

/// The content of each table: the same for all copies of one, its fingerprint's own for the first
/// of them. The first in the order given is compared with; one that holds a part of its columns is
/// a copy of it too. Only tables with the same number of trials and nearly the same first values
/// are compared. On up to `threads` threads (0: one a core).
std::vector<std::string> contents_of(std::span<const Fingerprint> prints, std::size_t threads = 1);

inline constexpr std::size_t kComparedTrialsMax = 64;

/// The rows of the trials that are compared. O(rows).
std::vector<std::size_t> spread_trials(const Table& table);

}  // namespace chimera::read
