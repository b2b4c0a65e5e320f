// Finds copies by value: two tables that hold the same measured values in the same order are one
// measurement, whatever their files are called or how they are written.
#pragma once

#include <vector>

#include "data/table.h"

namespace chimera::read {

/// Sets `content` of a table: a hash over names and values of what it measures (or, if it measures
/// nothing, states), failed rows left out; "" if fewer than three values are left, since so few can
/// agree by chance. REQUIRES: roles and states are set.
void set_content(Table& table);

}  // namespace chimera::read
