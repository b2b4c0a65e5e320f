// Units as files spell them, and what converts into what. A quantity is a number with a unit's
// canonical symbol; units of different dimensions are never mixed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chimera {

/// The canonical symbol of a spelled unit ("ms", "tok/s", "B", "%", …); nullopt if not a unit.
std::optional<std::string> canonical_unit(std::string_view spelled);

/// All spellings that canonical_unit knows, in lower case.
std::vector<std::string_view> unit_spellings();

/// What a value in `from` is multiplied by to be in `to` (both canonical); nullopt where the two
/// are of different dimensions. The same symbol gives 1, also where it is unknown.
std::optional<double> conversion_factor(std::string_view from, std::string_view to);

/// The unit that a name ends with ("ttft_s", "Generation Time (ms)", "power.draw [W]"); "" if none.
std::string unit_in_name(std::string_view name);

}  // namespace chimera
