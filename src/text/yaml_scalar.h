// What a scalar of YAML without quotes stands for, where the versions of YAML agree on it.
#pragma once

#include <string>

#include "text/json.h"

namespace chimera::text {

/// Null, a bool, a decimal number, else a string; ".nan" and ".inf" are null and keep their text.
JsonValue plain_yaml_value(std::string text);

}  // namespace chimera::text
