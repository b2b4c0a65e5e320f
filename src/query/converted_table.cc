#include "query/converted_table.h"

#include <cmath>
#include <limits>

#include "data/unit.h"

namespace chimera::query {

namespace {

/// The value in the target's own unit.
Result<double> value_of(const Source& source, std::string_view unit, std::size_t row) {
  if (source.conversion != nullptr) {
    return convert_row(*source.conversion, source.inputs, row);
  }
  const Column& column = *source.inputs.from;
  const auto factor = conversion_factor(column.unit, unit);
  if (!factor) {
    return fail(ErrorCode::kUsage, "the unit of '" + column.name + "' is not known");
  }
  return column.number_at(row) * *factor;
}

}  // namespace

std::vector<std::string> columns_of(const Source& source) {
  return source.conversion == nullptr ? std::vector{source.inputs.from->name}
                                      : used_columns(*source.conversion, source.inputs);
}

Table converted_table(const Source& source, const Definition& target, const std::string& unit) {
  const double factor = conversion_factor(target.unit, unit).value_or(1);
  Table table = *source.table;
  Column values{.name = std::string(target.name), .role = Role::kMetric, .unit = unit};
  values.definition = &target;
  Column reasons{.name = std::string(kRefusedBecause), .role = Role::kNote};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    double value = source.inputs.from->number_at(row);
    std::string reason;
    if (!std::isnan(value)) {
      const auto converted = value_of(source, target.unit, row);
      value = converted ? *converted * factor : 0;
      reason = converted ? "" : converted.error().message;
    }
    values.number.push_back(value);
    values.text.push_back("");
    reasons.number.push_back(std::numeric_limits<double>::quiet_NaN());
    reasons.text.push_back(reason);
  }
  table.columns.insert(table.columns.begin(), {std::move(values), std::move(reasons)});
  return table;
}

}  // namespace chimera::query
