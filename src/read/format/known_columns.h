// What a tool's format says of its columns: role, definition and unit, which no guess overrules.
// Most formats are their generic reading (json_tables, csv) and one such list.
#pragma once

#include <span>
#include <string_view>

#include "data/table.h"

namespace chimera::read {

struct KnownColumn {
  std::string_view name;  ///< the column's last key, or a pattern with * of its whole name
  Role role = Role::kMetric;
  std::string_view definition = {};  ///< the catalogue's name; "" for none
  std::string_view unit = {};        ///< of the cells as they stand in the file
};

/// Sets what is known of the table's columns (the first entry that fits) and the table's format.
/// Columns that no entry names are left to the guesses; a number that all rows share measures none
/// of them and becomes a note. REQUIRES: definitions that exist.
/// O(columns · known).
void know_columns(Table& table, std::span<const KnownColumn> known, std::string_view format);

/// A zero that this tool writes where it has no value becomes missing; its spelling stays.
void zero_is_missing(Column& column);

}  // namespace chimera::read
