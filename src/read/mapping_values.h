// The values of a mapping file: TOML → our nouns, or what is wrong with it and the nearest name.
// Used by mapping.cc alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "data/table.h"
#include "read/mapping.h"
#include "text/toml_values.h"

namespace chimera::read {

using text::broken;
using text::Names;
using text::string_of;
using text::unknown;

/// A string, or an array of strings, with their lines.
Result<std::vector<PathPattern>> strings_of(const text::TomlValue& value, std::string_view key);

Result<Role> role_of(const text::TomlValue& value);

/// Any spelling of a unit → its canonical symbol; "" means none.
Result<std::string> unit_of(const text::TomlValue& value);

/// The catalogue's; nullptr for "none".
Result<const Definition*> definition_of(const text::TomlValue& value);

Result<Direction> direction_named(const text::TomlValue& value);

/// A name of formats().
Result<std::string> format_of(const text::TomlValue& value);

}  // namespace chimera::read
