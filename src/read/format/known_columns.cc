#include "read/format/known_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "base/check.h"
#include "text/glob.h"

namespace chimera::read {

namespace {

bool fits(std::string_view pattern, std::string_view name) {
  return text::glob_matches(pattern, name) ||
         (!text::is_glob(pattern) && name.ends_with(pattern) && name.size() > pattern.size() &&
          name[name.size() - pattern.size() - 1] == '.');
}

}  // namespace

const KnownColumn* known_column(std::span<const KnownColumn> known, std::string_view name) {
  const auto entry = std::find_if(known.begin(), known.end(),
                                  [&](const KnownColumn& each) { return fits(each.name, name); });
  return entry == known.end() ? nullptr : &*entry;
}

void know_columns(Table& table, std::span<const KnownColumn> known, std::string_view format) {
  table.format = format;
  for (Column& column : table.columns) {
    const KnownColumn* entry = known_column(known, column.name);
    if (entry == nullptr) {
      continue;
    }
    const bool of_the_whole = column.shared && measures(entry->role);
    column.role = of_the_whole ? Role::kNote : entry->role;
    column.evidence = of_the_whole ? "a number above the rows belongs to the whole"
                                   : std::string(format) + " says so";
    column.unit = entry->unit;
    if (!entry->definition.empty()) {
      column.definition = find_definition(entry->definition);
      CHIMERA_CHECK(column.definition != nullptr,
                    "no definition '" + std::string(entry->definition) + "'");
    }
  }
}

void zero_is_missing(Column& column) {
  for (double& number : column.number) {
    if (std::fpclassify(number) == FP_ZERO) {
      number = std::numeric_limits<double>::quiet_NaN();
    }
  }
}

}  // namespace chimera::read
