// Durations as Go prints them: "1m2.3s", "812.4ms", "1h0m0.5s".
#pragma once

#include <optional>
#include <string_view>

namespace chimera::text {

/// Seconds of a duration in Go's spelling: numbers, each with its unit (h, m, s, ms, µs, us, ns),
/// without blanks; a sign before all, and "0" alone. nullopt if it is none. O(bytes).
std::optional<double> read_go_duration(std::string_view text);

}  // namespace chimera::text
