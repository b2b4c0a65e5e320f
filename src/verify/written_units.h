// Units as prose writes them out, beside those that files spell.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chimera::verify {

/// The canonical symbol; nullopt where it is no unit.
std::optional<std::string> written_unit(const std::string& spelled);

/// The unit in a head or a label: "Latency (ms - conv_bench)", "Throughput, tok/s"; "" for none.
std::string unit_in_label(std::string_view text);

/// Whether the words behind a number say that it is a difference of two shares: "points on MMLU",
/// "pp lower".
bool says_points(std::string_view rest);

}  // namespace chimera::verify
