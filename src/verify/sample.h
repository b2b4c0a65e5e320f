// The measured values that a scope holds of a metric, and the numbers that prose can mean by them:
// a named statistic, or where none is named the readings that a fair reader would try.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/fact.h"
#include "verify/dataset.h"
#include "verify/scope.h"

namespace chimera::verify {

struct Cell {
  const Table* table = nullptr;
  const Column* column = nullptr;
  std::size_t row = 0;
  double value = 0;  ///< in the sample's unit
};

struct Sample {
  std::string metric;  ///< the column's name
  std::string unit;
  bool stated = false;
  std::string statistic;  ///< that the name says
  std::vector<Cell> cells;
  std::size_t failed = 0;  ///< rows left out
  std::size_t met = 0;     ///< rows of the scope, with a value or without

  [[nodiscard]] std::vector<double> values() const;
};

struct SampleOptions {
  bool warm_only = false;
  bool plus_minus = false;  ///< of a deviation: an error of the mean may be meant as well
  bool cold_only = false;
};

/// The cells of that metric in the scope: failed rows out, copies once. O(rows).
Sample take_sample(const Dataset& dataset, const Metric& asked, const Scope& scope,
                   const SampleOptions& options = {});

/// Whether a column is spelled so, or so in lower case.
bool goes_by(std::string_view column, std::string_view name);

/// The first column that goes by the name, or by one of the names; null for none.
const Column* column_called(const Table& table, std::string_view name);
const Column* column_called(const Table& table, const std::vector<std::string>& names);

/// Whether it may be a kind of experiment, whatever else it is.
bool may_be_experiment(const Mention& mention);

/// Whether paths alone tell the mention: a folder, or a kind of experiment.
bool is_told_by_path(const Mention& mention);

/// Whether the path meets those of the mentions that paths alone tell.
bool lies_in(std::string_view path, const std::vector<Mention>& mentions);

/// Whether a folder or a word of the file's name is one of the values.
bool path_has(std::string_view path, const std::vector<std::string>& values);

/// Whether the setting may be a kind of experiment by which files are called.
bool is_experiment(const Setting& setting);

/// Whether the setting may be said by a part of a metric's nested name.
bool is_key(const Setting& setting);

/// Which rows of a table meet a scope's conditions: its columns are looked up once. Views into
/// both.
class RowsInScope {
 public:
  RowsInScope(const Table& table, const Scope& scope);

  [[nodiscard]] bool holds(std::size_t row) const;

  /// Whether no row can, since the table has no such column.
  [[nodiscard]] bool is_none() const { return none_; }

 private:
  struct Wanted {
    const Column* column;
    const std::vector<std::string>* values;
  };

  static bool meets(const std::vector<Wanted>& any, std::size_t row);

  bool none_ = false;
  std::vector<std::vector<Wanted>> settings_;
};

/// The tables that the scope's files hold; all but claims where it names none.
std::vector<const Table*> tables_of(const Dataset& dataset, const Scope& scope);

/// One way to read a number.
struct Reading {
  std::string statistic;  ///< "mean", "p95", "cell", …
  double value = 0;
  std::string query;  ///< "" where no query says it
  std::vector<Evidence> evidence;
  std::optional<Cell> cell = std::nullopt;  ///< of which it is the value
};

/// The readings of a statistic's name; of "" all that are fair where none is named. Those that a
/// query says carry it.
std::vector<Reading> readings_of(const Dataset& dataset, const Sample& sample, const Scope& scope,
                                 std::string_view statistic, const SampleOptions& options = {});

/// Where the sample's cells stand, at most `limit` tables.
std::vector<Evidence> evidence_of(const Sample& sample, std::size_t limit = 4);

}  // namespace chimera::verify
