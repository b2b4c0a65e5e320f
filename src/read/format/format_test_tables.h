// What the tests of formats ask of the tables that they get.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "read/format/format.h"

namespace chimera::read {

/// Fails where the format takes nothing.
inline FormatOutput output_of(ReadFormat read, std::string_view path, std::string_view text,
                              ArtifactType type = ArtifactType::kJson) {
  auto output = read({std::string(path), type, text});
  EXPECT_TRUE(output.has_value());
  return output ? std::move(*output) : FormatOutput{};
}

/// Fails where there is none.
inline const Table& table_at(const FormatOutput& output, std::string_view pointer) {
  for (const Table& table : output.tables) {
    if (table.pointer == pointer) {
      return table;
    }
  }
  ADD_FAILURE() << "no table at '" << pointer << "'";
  static const Table nothing;
  return nothing;
}

/// "role definition unit first-cell"; "missing" instead of a cell that is no number.
inline std::string said(const Table& table, std::string_view name) {
  const Column* column = find_column(table, name);
  if (column == nullptr) {
    return "no column";
  }
  std::string line(role_name(column->role));
  line += column->definition == nullptr ? "" : " " + std::string(column->definition->name);
  line += column->unit.empty() ? "" : " " + column->unit;
  return line +
         (std::isnan(column->number_at(0)) ? " missing" : " " + std::string(column->text_at(0)));
}

inline void expect_accounted(const FormatOutput& output) {
  const Account account = output.account.value_or(Account{});
  std::size_t told = account.used + account.headers;
  for (const Skipped& skipped : account.skipped) {
    told += skipped.count;
  }
  EXPECT_GT(account.total, 0U);
  EXPECT_EQ(told, account.total);
}

}  // namespace chimera::read
