// The query whose answer a reader can ask for in a sample's place: `chimera query` must give the
// very value, so a sample that no query says has none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/query.h"
#include "verify/sample.h"

namespace chimera::verify {

/// The conditions that say the sample, which was taken in the scope: files stand in for what only
/// their names tell. nullopt where none say it. O(cells · conditions).
std::optional<std::vector<Condition>> conditions_of(const Dataset& dataset, const Sample& sample,
                                                    const Scope& scope);

/// The query of one cell alone, by its file and the settings of its row; "" where others share
/// them.
std::string query_of_cell(const Dataset& dataset, const Cell& cell);

}  // namespace chimera::verify
