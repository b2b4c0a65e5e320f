// A reader of our own for what is nearly JSON: simdjson refuses it whole, and measurements are
// rarely worth less for a bare NaN or a missing end. Every tolerance is said with its place.
//
// Read nevertheless: NaN, nan, Infinity and the like (a missing value), a comma before a closing
// bracket, comments, integers beyond 64 bits, halves of surrogate pairs, control characters and
// unknown escapes in strings. Where the text breaks off or breaks the grammar, what was complete
// stays: values, and the objects and arrays around them; of an array's items the broken one only
// where no complete one stands before it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/json.h"

namespace chimera::text {

struct TolerantJson {
  JsonValue value;  ///< a missing value is kNull, its text as it is spelled
  std::vector<Error> problems;
  bool broken = false;  ///< not read to the end; the last problem says where and why
};

/// `bytes` are UTF-8, `line` the line of the first of them. kInput if not one value is complete.
/// Linear; not deeper than kJsonDepthMax.
Result<TolerantJson> parse_json_tolerantly(std::string_view bytes, std::size_t line = 1);

}  // namespace chimera::text
