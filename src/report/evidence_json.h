// Evidence as every JSON of ours has it: file, column, pointer where there is one, rows.
#pragma once

#include <span>

#include "data/fact.h"
#include "text/json_write.h"

namespace chimera::report {

/// The member "evidence" of the object that is open.
void write_evidence(text::JsonWriter& json, std::span<const Evidence> evidence);

}  // namespace chimera::report
