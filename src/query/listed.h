// Names in a sentence: of columns, metrics, units.
#pragma once

#include <span>
#include <string>

namespace chimera::query {

/// "a, b and c"; "" for none.
std::string listed(std::span<const std::string> names);

}  // namespace chimera::query
