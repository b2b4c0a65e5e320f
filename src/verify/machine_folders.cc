#include "verify/machine_folders.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "verify/column_kinds.h"
#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// The machines that the setting leaves out, as far as a folder may be called after them.
std::vector<std::string> others_of(const Dataset& dataset, const Setting& setting) {
  std::vector<std::string> others;
  for (const std::string& column : setting.columns) {
    const auto factor = dataset.factors().find(lowered(column));
    if (factor == dataset.factors().end() || !names_hardware(column)) {
      continue;
    }
    std::ranges::copy_if(factor->second, std::back_inserter(others), [&](const std::string& level) {
      return has_digit(level) && !is_number(level) &&
             std::ranges::find(setting.values, level) == setting.values.end();
    });
  }
  return others;
}

}  // namespace

void erase_other_machines(const Dataset& dataset, const Scope& scope,
                          std::vector<const Table*>& tables) {
  for (const Setting& setting : scope.conditions) {
    const std::vector<std::string> others =
        setting.soft && !scope.files ? others_of(dataset, setting) : std::vector<std::string>();
    if (others.empty()) {
      continue;
    }
    std::erase_if(tables, [&](const Table* table) {
      return column_called(*table, setting.columns) == nullptr && path_has(table->file, others) &&
             !path_has(table->file, setting.values);
    });
  }
}

}  // namespace chimera::verify
