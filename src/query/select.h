// Which cells a query means: the column that a name stands for in a table, and the rows that meet
// its conditions. Shared by everything that looks into observations by name.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "data/observations.h"
#include "data/query.h"

namespace chimera::query {

/// The value of a condition, looked at once for many cells. A view of its text.
class ValuePattern {
 public:
  explicit ValuePattern(std::string_view text);

  /// Equal as numbers where both are numbers, else by glob.
  [[nodiscard]] bool matches(std::string_view cell) const;

 private:
  std::string_view text_;
  std::optional<double> number_;
  bool is_glob_;
};

/// As ValuePattern, of one cell.
bool value_matches(std::string_view pattern, std::string_view cell);

/// The measured column that the metric's name stands for in this table: spelled so; by the
/// catalogue; or its last keys, where only one column ends so. nullptr if there is none or several.
const Column* metric_column(const Table& table, std::string_view metric);

/// The column of that name or those last keys, of any role; nullptr if there is none or several.
const Column* any_column(const Table& table, std::string_view name);

/// Which cells of a column an answer to the query can need: of what the metric may be its numbers,
/// of settings and of columns that the query names their texts.
Kept cells_needed(const Query& query, const Column& column);

/// The conditions on `file` alone, which decide about whole tables.
bool file_matches(const Table& table, std::span<const Condition> where);

/// All names that a metric can be asked by, and all columns that can be selected or grouped by.
std::set<std::string> metric_names(const Observations& observations);
std::set<std::string> column_names(const Observations& observations);

}  // namespace chimera::query
