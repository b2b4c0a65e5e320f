// What a reader of TOML wants of a value, or an error that says what stands there instead and
// where.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/toml.h"

namespace chimera::text {

using Names = std::set<std::string>;

/// kInput at that value's line.
tl::unexpected<Error> broken(const TomlValue& at, std::string message);

/// "unknown WHAT 'TYPED': did you mean 'NEAREST'?", or all the names where none is near.
tl::unexpected<Error> unknown(const TomlValue& at, std::string_view what, std::string_view typed,
                              const Names& known);

/// kInput for the first of the table's keys that is not known.
Result<void> check_keys(const TomlValue& table, const Names& known);

/// The string; `key` is for the complaint, here and below.
Result<std::string> string_of(const TomlValue& value, std::string_view key);

/// An array of strings.
Result<std::vector<std::string>> string_list_of(const TomlValue& value, std::string_view key);

/// A whole number within the limits.
Result<std::int64_t> whole_of(const TomlValue& value, std::string_view key, std::int64_t low,
                              std::int64_t high);

/// A number within the limits, whole or not.
Result<double> number_of(const TomlValue& value, std::string_view key, double low, double high);

}  // namespace chimera::text
