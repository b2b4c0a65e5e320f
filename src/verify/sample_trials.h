// Small tables of trials and the verdicts on what is said of them, for this folder's tests.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/observations.h"
#include "verify/verify.h"

namespace chimera::verify::sample {

/// `definition`: a name of the catalogue; "" for none.
inline Column metric(std::string name, std::string unit, std::vector<double> values,
                     std::string_view definition) {
  Column column;
  column.name = std::move(name);
  column.role = Role::kMetric;
  column.unit = std::move(unit);
  column.definition = find_definition(definition);
  for (const double value : values) {
    column.text.push_back(std::to_string(value));
  }
  column.number = std::move(values);
  return column;
}

/// A column of words; one word may be shared by all rows.
inline Column setting(std::string name, Role role, const std::vector<std::string_view>& cells,
                      bool shared = false) {
  Column column;
  column.name = std::move(name);
  column.role = role;
  for (const std::string_view cell : cells) {
    column.text.push_back(cell);
  }
  column.number.assign(cells.size(), std::nan(""));
  column.shared = shared;
  return column;
}

/// Of so many trials, none of which failed; without columns.
inline Table table(std::string file, std::size_t rows) {
  Table made;
  made.file = std::move(file);
  made.format = "csv";
  made.content = made.file;
  made.state.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    made.place.push_back(row + 2);
  }
  return made;
}

/// The same as a file of the tree.
inline Table& add_table(Observations& data, const std::string& file, std::size_t rows) {
  data.artifacts.push_back({file, ArtifactType::kCsv, 1000, 0});
  return data.tables.emplace_back(table(file, rows));
}

inline std::vector<Claim> claims(const Observations& data, const std::string& report) {
  auto verified = verify_report(report, data, {}, {});
  EXPECT_TRUE(verified);
  return verified ? std::move(verified->claims) : std::vector<Claim>();
}

/// The first letters of the verdicts: "s c u".
inline std::string verdicts(const Observations& data, const std::string& report) {
  std::string out;
  for (const Claim& claim : claims(data, report)) {
    out.append(out.empty() ? "" : " ").append(verdict_name(claim.verdict).substr(0, 1));
  }
  return out;
}

}  // namespace chimera::verify::sample
