#include "read/copies.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/hash.h"

namespace chimera::read {

namespace {

constexpr std::size_t kValuesMin = 3;

std::vector<const Column*> compared_columns(const Table& table) {
  const Role wanted = table.kind == TableKind::kSummary ? Role::kSummary : Role::kMetric;
  std::vector<const Column*> columns;
  for (const Column& column : table.columns) {
    if (column.role == wanted && !column.shared) {
      columns.push_back(&column);
    }
  }
  std::sort(columns.begin(), columns.end(),
            [](const Column* a, const Column* b) { return a->name < b->name; });
  return columns;
}

}  // namespace

void set_content(Table& table) {
  if (table.kind == TableKind::kClaim) {
    return;
  }
  std::string spelled;
  std::size_t values = 0;
  for (const Column* column : compared_columns(table)) {
    spelled += column->name + "\n";
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const double value = column->number_at(row);
      if (!table.state[row].failed && !std::isnan(value)) {
        spelled += fmt::format("{:.12g}\n", value);
        ++values;
      }
    }
  }
  table.content = values < kValuesMin ? "" : content_id("", spelled, 32);
}

}  // namespace chimera::read
