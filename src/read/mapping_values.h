// The values of a mapping file: TOML → our nouns, or what is wrong with it and the nearest name.
// Used by mapping.cc alone.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "data/table.h"
#include "read/mapping.h"
#include "text/toml.h"

namespace chimera::read {

using Names = std::set<std::string>;

/// kInput at that value's line.
tl::unexpected<Error> broken(const text::TomlValue& at, std::string message);

/// "unknown WHAT 'TYPED': did you mean 'NEAREST'?", or all the names where none is near.
tl::unexpected<Error> unknown(const text::TomlValue& at, std::string_view what,
                              std::string_view typed, const Names& known);

/// The string; `key` is for the complaint.
Result<std::string> string_of(const text::TomlValue& value, std::string_view key);

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
