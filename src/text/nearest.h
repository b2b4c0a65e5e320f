// "Did you mean …": the known name that is nearest to a mistyped one.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace chimera::text {

/// The known name with the smallest edit distance, if that is at most a third of the typed name's
/// length (at least two edits); ties by order. O(names · length²).
std::optional<std::string> nearest_name(std::string_view typed, const std::set<std::string>& known);

/// The known name that would have to change least to meet the glob (see glob.h), if that is at most
/// a third of the glob's plain letters (at least two edits); ties by order. O(names · length²), of
/// names the first 10,000 only.
std::optional<std::string> nearest_match(std::string_view glob, const std::set<std::string>& known);

}  // namespace chimera::text
