// Trials of a table that were all run under one setting: the same level of every factor, subject
// and block. How far they lie apart is noise, so it is here that outliers and spread are looked
// for.
#pragma once

#include <cstddef>
#include <vector>

#include "data/finding.h"
#include "findings/fact_book.h"

namespace chimera::findings {

inline constexpr std::size_t kAlikeMin = 8;  ///< fewer trials don't say what is usual

struct SameSetting {
  const Table* table = nullptr;
  const Column* metric = nullptr;
  std::vector<Condition> where;   ///< the file, and the levels of what varies in the table
  std::vector<std::size_t> rows;  ///< ok, warm, with a value; ascending
  std::vector<double> values;     ///< of the rows
  bool warm = false;              ///< cold starts were left out
};

/// Every setting with at least kAlikeMin trials, all of them positive, of the table's main metrics.
/// A latency is left out where the trials had unlike work to do, which their tokens tell: there it
/// has to differ. By metric, then by the first row. O(metrics · columns · rows).
std::vector<SameSetting> same_settings(const FactBook& book, const Table& table);

/// That statistic of these trials; nullptr where a query for them finds others too.
const Fact* fact_of(FactBook& book, const SameSetting& trials, Statistic statistic);

/// The columns that tell the setting, for `about`.
std::vector<std::string> columns_of(const SameSetting& trials);

/// " in `file`" and " with `a=1` and `b=2`", the latter empty where nothing varies.
Phrase place_of(const SameSetting& trials);
Phrase setting_of(const SameSetting& trials);

}  // namespace chimera::findings
