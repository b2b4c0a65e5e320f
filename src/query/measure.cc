#include "query/measure.h"

#include <algorithm>

#include "query/select.h"

namespace chimera::query {

std::optional<Measure> Measure::of(const Table& table, std::string_view metric) {
  if (const Column* column = metric_column(table, metric); column != nullptr) {
    return Measure(table, column);
  }
  const bool has_trials = table.kind == TableKind::kMeasured && table.rows() > 0;
  return metric == kFailureRate && has_trials ? std::optional(Measure(table, nullptr))
                                              : std::nullopt;
}

bool Measure::is_stated() const {
  return column_ != nullptr && column_->role == Role::kSummary;
}

std::string Measure::unit() const {
  return column_ == nullptr ? "" : column_->unit;
}

std::string Measure::definition() const {
  if (column_ == nullptr) {
    return std::string(kFailureRate);
  }
  return std::string(column_->definition == nullptr ? "" : column_->definition->name);
}

std::string Measure::evidence_column() const {
  if (column_ != nullptr) {
    return column_->name;
  }
  for (const Role role : {Role::kError, Role::kMetric}) {
    const auto found = std::find_if(table_->columns.begin(), table_->columns.end(),
                                    [role](const Column& column) { return column.role == role; });
    if (found != table_->columns.end()) {
      return found->name;
    }
  }
  return "";
}

}  // namespace chimera::query
