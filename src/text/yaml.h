// YAML → the tree of values that JSON makes (json.h): one document, whose keys are scalars. libyaml
// does the parsing. Anchors are copied where an alias stands, within the limits, so that a small
// file can't become a large tree. Plain scalars are null, true, false, a decimal number or a
// string; "0x1F", "017", "yes" and dates are strings, since the versions of YAML don't agree on
// them.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "text/json.h"

namespace chimera::text {

inline constexpr std::size_t kYamlBytesMax = std::size_t{4} << 20U;   ///< of the text
inline constexpr std::size_t kYamlWeightMax = std::size_t{8} << 20U;  ///< 8 a value, 1 a byte
inline constexpr std::size_t kYamlDepthMax = 64;

/// kInput with the line (place.line, from 1) where the text is no YAML, has a second document, a
/// key that is no scalar or stands twice, a tag that names another type, or exceeds a limit.
/// Linear.
Result<JsonValue> parse_yaml(std::string_view text);

}  // namespace chimera::text
