// Small tables for the tests of this folder.
#pragma once

#include <charconv>
#include <cstddef>
#include <limits>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "data/observations.h"

namespace chimera::findings::sample {

inline double number_of(const std::string& cell) {
  double number = 0;
  const char* end = cell.data() + cell.size();
  const auto parsed = std::from_chars(cell.data(), end, number);
  return parsed.ptr == end && parsed.ec == std::errc() ? number
                                                       : std::numeric_limits<double>::quiet_NaN();
}

inline Column column(std::string name, Role role, const std::vector<std::string>& cells) {
  Column made{.name = std::move(name), .role = role, .text = cells};
  for (const std::string& cell : cells) {
    made.number.push_back(number_of(cell));
  }
  if (role == Role::kMetric) {
    made.definition = definition_of_column(made.name);
    made.unit = made.definition == nullptr ? "" : made.definition->unit;
  }
  return made;
}

/// One cell for all rows.
inline Column shared(std::string name, Role role, const std::string& cell) {
  Column made = column(std::move(name), role, {cell});
  made.shared = true;
  return made;
}

/// A line for each row, below the head. REQUIRES: the last column isn't shared.
inline Table table(std::string file, std::vector<Column> columns) {
  Table made;
  made.file = std::move(file);
  made.format = "csv";
  made.content = made.file;
  made.columns = std::move(columns);
  made.state.resize(made.columns.back().text.size());
  for (std::size_t row = 0; row < made.rows(); ++row) {
    made.place.push_back(row + 2);
  }
  return made;
}

inline Observations observations(std::vector<Table> tables) {
  Observations made;
  for (const Table& each : tables) {
    made.artifacts.push_back({each.file, ArtifactType::kCsv, 1, 0});
  }
  made.tables = std::move(tables);
  return made;
}

/// One row for each of `n` levels and throughput.
inline Table of_levels(std::string file, const std::string& name, Role role,
                       const std::vector<std::string>& levels,
                       const std::vector<std::string>& throughput) {
  return table(std::move(file),
               {column(name, role, levels), column("tokens_s", Role::kMetric, throughput)});
}

}  // namespace chimera::findings::sample
