#include "query/measure.h"

#include <algorithm>
#include <cmath>

#include "query/select.h"

namespace chimera::query {

namespace {

/// A bare whole number of JSON counts other records ("prompt_count": 5); with a unit, a definition
/// or a fraction it is a measurement.
bool is_bare_count(const Column& column) {
  return column.definition == nullptr && column.unit.empty() && !column.number.empty() &&
         std::all_of(column.number.begin(), column.number.end(),
                     [](double number) { return !(std::abs(std::fmod(number, 1.0)) > 0); });
}

}  // namespace

std::size_t count_failed(const Table& table) {
  return static_cast<std::size_t>(
      std::count_if(table.state.begin(), table.state.end(),
                    [](const TrialState& state) { return state.failed; }));
}

bool holds_trials(const Table& table) {
  return count_failed(table) > 0 ||
         std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
           return column.role == Role::kMetric && !column.shared &&
                  (table.format != "json" || !is_bare_count(column));
         });
}

std::optional<Measure> Measure::of(const Table& table, std::string_view metric) {
  if (const Column* column = metric_column(table, metric); column != nullptr) {
    return Measure(table, column);
  }
  const bool fails = metric == kFailureRate && table.kind == TableKind::kMeasured &&
                     table.rows() > 0 && holds_trials(table);
  return fails ? std::optional(Measure(table, nullptr)) : std::nullopt;
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
