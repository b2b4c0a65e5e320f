// Small tables for the tests of this folder.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "data/observations.h"

namespace chimera::findings::sample {

inline Column column(std::string name, Role role, const std::vector<std::string>& cells) {
  Column made{.name = std::move(name), .role = role, .text = cells};
  for (const std::string& cell : cells) {
    made.number.push_back(role == Role::kMetric ? std::stod(cell)
                                                : std::numeric_limits<double>::quiet_NaN());
  }
  if (role == Role::kMetric) {
    made.definition = definition_of_column(made.name);
    made.unit = made.definition == nullptr ? "" : made.definition->unit;
  }
  return made;
}

inline Table table(std::string file, std::vector<Column> columns) {
  Table made;
  made.file = std::move(file);
  made.format = "csv";
  made.content = made.file;
  made.columns = std::move(columns);
  made.state.resize(made.columns.front().text.size());
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
