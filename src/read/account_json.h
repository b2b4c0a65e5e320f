// An account as JSON, the same wherever one is written.
#pragma once

#include "data/observations.h"
#include "text/json_write.h"

namespace chimera::read {

/// Writes parts, total, used, headers and skipped as members of the object that is open.
void write_account(text::JsonWriter& json, const Account& account);

}  // namespace chimera::read
