// The problems of a reading as JSON, the same in facts.json and in the inventory.
#pragma once

#include <vector>

#include "data/observations.h"
#include "text/json_write.h"

namespace chimera::report {

/// Writes the member "problems" of the object that is open.
void write_problems(text::JsonWriter& json, const std::vector<Problem>& problems);

}  // namespace chimera::report
