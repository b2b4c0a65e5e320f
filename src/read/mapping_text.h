// What was read, as a mapping file: every column's role, unit, definition and direction, with the
// evidence as comments, ready to be edited.
#pragma once

#include <string>

#include "data/observations.h"

namespace chimera::read {

/// One [[file]] for each file that holds a table, with more for tables whose columns of one name
/// mean different things; neighbours that say the same share one. Tables of prose are left out.
/// Read again with this mapping, the files give the same tables. O(columns).
std::string mapping_text(const Observations& observations);

}  // namespace chimera::read
