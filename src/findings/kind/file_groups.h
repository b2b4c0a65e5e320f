// Tables of one shape in several files, by the one thing in which they differ: a model, or the
// level of a factor, which each of them has for all its rows.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "data/observations.h"

namespace chimera::findings {

/// Tables by their level.
using Group = std::map<std::string, std::vector<const Table*>>;

/// By what differs ("" for the model) and all that the tables share; copies once, tables of fewer
/// than three rows or without a main metric left out. Views into `observations`.
std::map<std::pair<std::string, std::string>, Group> groups_of(const Observations& observations);

/// The folder that all have in common; "." where they have none.
std::string common_folder(const std::vector<const Table*>& tables);

/// "dir/*_baseline.csv", if the pattern names these files and no other; "" else.
std::string pattern_of(const std::vector<const Table*>& tables, const Observations& observations);

}  // namespace chimera::findings
