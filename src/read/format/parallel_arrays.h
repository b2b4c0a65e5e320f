// Arrays that run side by side in a record ("times": [3, 4], "exit_codes": [0, 1]) belong together:
// the n-th items of all are one run.
#pragma once

#include <span>
#include <string_view>

#include "text/json.h"

namespace chimera::read {

/// Replaces the record's arrays of those names by one, named like the first of them that is there:
/// its n-th item is an object of their n-th items. No leaf is lost: where one array is longer, its
/// items stand alone. Unchanged where none of them is an array. O(items).
void join_parallel(text::JsonValue& record, std::span<const std::string_view> names);

}  // namespace chimera::read
