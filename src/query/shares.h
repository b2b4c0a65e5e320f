// What the rows of one table add to each group of a query. A long table's rows are gone over in
// stretches, side by side, and put together in their order.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "data/query.h"
#include "data/table.h"
#include "query/compute.h"
#include "query/measure.h"
#include "query/row_units.h"
#include "query/rows.h"
#include "stats/mean_difference.h"

namespace chimera::query {

/// Why a trial is left out.
enum class LeftOut : std::uint8_t { kCopies, kFailed, kMissing, kCold };

/// As answers name the reasons.
inline constexpr std::array<std::string_view, 4> kLeftOutNames{"copies", "failed", "missing",
                                                               "cold"};

/// What one group gets of the table.
struct Share {
  bool met = false;  ///< whether any row meets the conditions
  std::vector<double> values;
  std::vector<std::size_t> rows;       ///< of each value, where its setting is wanted
  std::vector<stats::Summary> stated;  ///< of each value that is a stated mean
  std::vector<std::size_t> places;     ///< of each value, where that is told
  Settings::Seen levels;               ///< that the trials with values have of the settings
  std::array<std::size_t, kLeftOutNames.size()> left_out{};  ///< trials, by the reason
  std::size_t cold = 0;

  /// Values into another unit.
  void scale(double factor);
};

/// Puts the ones behind the others.
template <typename T>
void append(std::vector<T> more, std::vector<T>& all) {
  if (all.capacity() == 0) {
    all = std::move(more);
  } else {
    std::move(more.begin(), more.end(), std::back_inserter(all));
  }
}

/// The rows that go into the groups of a query. What it names must outlive it.
struct SharedRows {
  const Table& table;
  const Measure& measure;
  const RowUnits& units;
  const Query& query;
  RowFilter filter;
  const RowGroups& groups;
  const Settings& settings;
  bool is_copy = false;  ///< of a table that counts already
  Told told;
};

/// Of each group in each unit: group × units + unit. Values are in the unit that stands in their
/// row. O(rows).
std::vector<Share> share_rows(const SharedRows& rows);

}  // namespace chimera::query
