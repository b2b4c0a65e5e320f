// Patterns with * and ?, as they stand in conditions of a query and in a mapping file.
#pragma once

#include <string_view>

namespace chimera::text {

/// Whether the text meets a pattern of * (anything, slashes too), ? (one byte) and plain bytes.
/// O(text · pattern) at worst, no recursion.
bool glob_matches(std::string_view pattern, std::string_view text);

/// Whether the pattern has a glob sign at all.
bool is_glob(std::string_view pattern);

}  // namespace chimera::text
