// What a query takes from each row of a table: the cells of a column, or how the trial ended. The
// metric `failure_rate` is of no column: it is 1 for a trial that failed and 0 for one that did
// not, so its mean is the share of trials that failed and its sum their number.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "data/table.h"

namespace chimera::query {

inline constexpr std::string_view kFailureRate = "failure_rate";

/// How many of the table's trials failed.
std::size_t count_failed(const Table& table);

/// Whether its rows are trials: settings, or counts of other records, that stand above the rows of
/// a JSON file are a record, but nothing was measured in it. O(rows).
bool holds_trials(const Table& table);

/// A view into the table.
class Measure {
 public:
  /// nullopt where the table has nothing that the name stands for. A table without trials, of
  /// summaries or claims, has no failure rate; one with a column of that name answers by the
  /// column.
  static std::optional<Measure> of(const Table& table, std::string_view metric);

  /// NaN where the row has no value.
  [[nodiscard]] double at(std::size_t row) const {
    return column_ != nullptr ? column_->number_at(row) : table_->state[row].failed ? 1.0 : 0.0;
  }

  /// nullptr where it is how the trials ended.
  [[nodiscard]] const Column* column() const { return column_; }

  /// Whether failed trials are what is measured, and so are not left out.
  [[nodiscard]] bool counts_failures() const { return column_ == nullptr; }

  /// Whether somebody computed the values from trials that stand elsewhere.
  [[nodiscard]] bool is_stated() const;

  [[nodiscard]] std::string unit() const;

  /// The catalogue's name of what is measured; "" where none is known.
  [[nodiscard]] std::string definition() const;

  /// The column whose cells show the values: of failures the first that says of errors, else the
  /// first metric; "" where the table has neither.
  [[nodiscard]] std::string evidence_column() const;

 private:
  Measure(const Table& table, const Column* column) : table_(&table), column_(column) {}

  const Table* table_;
  const Column* column_;  ///< nullptr: how the trials ended
};

}  // namespace chimera::query
