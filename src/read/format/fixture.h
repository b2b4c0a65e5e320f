// For tests of formats: real outputs of the tools, from tests/fixtures, and how to look at them.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "read/format/format.h"

namespace chimera::read {

/// The fixture's text; fails where there is none.
inline std::string fixture(const std::string& path) {
  std::ifstream file(std::string(CHIMERA_SOURCE_DIR) + "/tests/fixtures/" + path);
  EXPECT_TRUE(file.good()) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// What the first format that takes it makes of the text.
inline FormatOutput read_with_formats(const std::string& path, ArtifactType type,
                                      std::string_view text) {
  for (const Format& format : formats()) {
    if (auto output = format.read({path, type, text})) {
      return std::move(*output);
    }
  }
  return {};
}

/// A column in short: "metric e2e_latency [ns]"; "no column" where there is none.
inline std::string meaning(const Table& table, std::string_view name) {
  const Column* column = find_column(table, name);
  if (column == nullptr) {
    return "no column";
  }
  std::string text(role_name(column->role));
  text += column->definition == nullptr ? "" : " " + std::string(column->definition->name);
  return text + (column->unit.empty() ? "" : " [" + column->unit + "]");
}

/// NaN where there is no such column.
inline double number_in(const Table& table, std::string_view name, std::size_t row = 0) {
  const Column* column = find_column(table, name);
  return column == nullptr ? std::numeric_limits<double>::quiet_NaN() : column->number_at(row);
}

/// Whether all parts of the file are told of, as read.cc demands.
inline bool is_accounted_for(const FormatOutput& output) {
  if (!output.account) {
    return false;
  }
  std::size_t told = output.account->used + output.account->headers;
  for (const Skipped& skipped : output.account->skipped) {
    told += skipped.count;
  }
  return told == output.account->total;
}

}  // namespace chimera::read
