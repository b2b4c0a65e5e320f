// A foreign text short enough to be quoted in a sentence.
#pragma once

#include <string>
#include <string_view>

namespace chimera::findings {

/// One line of at most 80 bytes, cut at a character's beginning with "…".
std::string shortened(std::string_view text);

}  // namespace chimera::findings
