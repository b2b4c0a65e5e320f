// Trials for tests, from the columns that say what they were run under.
#pragma once

#include <deque>
#include <numeric>
#include <utility>
#include <vector>

#include "query/grouped_trials.h"

namespace chimera::query {

/// One trial a value, under the cells of its row.
inline Trials trials_of(std::vector<Column> settings, std::vector<double> values) {
  // Trials look into their tables, which so live as long as the tests.
  static std::deque<Table> tables;
  Table& table = tables.emplace_back();
  table.file = "a.csv";
  table.columns = std::move(settings);
  table.state.resize(values.size());
  std::vector<std::size_t> rows(values.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  Trials trials;
  trials.values = std::move(values);
  add_settings(table, Settings(table), rows, trials);
  return trials;
}

}  // namespace chimera::query
