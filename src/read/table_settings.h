// What the rules of all mapping files together say of one table, and how that changes it. Used by
// overrides.cc alone.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "data/table.h"
#include "read/mapping.h"

namespace chimera::read {

/// What all rules say of a column.
struct ColumnSettings {
  ColumnRule rule;
  std::string evidence;  ///< for the role; "" where no rule says one
};

class TableSettings {
 public:
  /// Adds a rule, whose mapping has to live as long as this; it wins over those before, key by key.
  void add(const Mapping& mapping, const FileRule& rule);

  /// A definition without a role makes a metric; a column that is no metric has no definition; a
  /// model takes the place of a column `model`. A stated summary that is made a metric becomes a
  /// measurement, a claim of prose does not. Columns that nothing is said of stay as they are.
  void apply(Table& table) const;

 private:
  void set_model(Table& table) const;

  std::string model_;
  std::string model_evidence_;  ///< "" where no rule says a model
  std::map<std::string_view, ColumnSettings> columns_;
};

}  // namespace chimera::read
