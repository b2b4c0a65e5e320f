// What a key and a value of a log look like: the parts that the two forms of pairs share.
#pragma once

#include <optional>
#include <string_view>

#include "text/log.h"

namespace chimera::text {

/// Whether it is short and plain enough for a key.
bool is_log_key(std::string_view text);

/// "-1.5 ms", ".5", "3 apples".
bool begins_with_number(std::string_view text);

/// The pair of a line "key: value" or "key = value" whose value begins with a number. What stands
/// before the key ("INFO: ", "[main] ") and, in brackets or after a slash, behind a number is left
/// out. nullopt if it is none.
std::optional<LogPair> log_pair(std::string_view line);

}  // namespace chimera::text
