// Units as prose writes them out, beside those that files spell.
#pragma once

#include <optional>
#include <string>

namespace chimera::verify {

/// The canonical symbol; nullopt where it is no unit.
std::optional<std::string> written_unit(const std::string& spelled);

}  // namespace chimera::verify
