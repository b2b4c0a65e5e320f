// TOML 1.0 with the line of every value, and what is needed to write it: strings, keys and comments
// that read back as they were. Knows nothing of what a file means.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace chimera::text {

enum class TomlKind { kString, kInteger, kFloat, kArray, kTable, kOther };

/// "a string", "a number", …: to say what stands where something else was wanted.
std::string_view toml_kind_name(TomlKind kind);

/// A value and what is below it; `members` in the order of the file. Nested at most kTomlDepthMax.
struct TomlValue {
  TomlKind kind = TomlKind::kOther;
  std::size_t line = 0;      ///< from 1; of a table that only its children make, the first child's
  std::string text = {};     ///< of a string
  std::int64_t integer = 0;  ///< of a whole number
  double number = 0;         ///< of one with a fraction or an exponent, inf and nan too
  std::vector<TomlValue> items = {};
  std::vector<std::pair<std::string, TomlValue>> members = {};

  /// The member of that key; nullptr if there is none. O(members).
  [[nodiscard]] const TomlValue* find(std::string_view key) const;
};

inline constexpr std::size_t kTomlDepthMax = 32;

/// Reads a document whose text is UTF-8. kInput with the line if it is no TOML, if a key has over
/// 16 parts, or if it is nested too deeply.
Result<TomlValue> parse_toml(std::string_view text);

/// The text in double quotes, with what may not stand there escaped. Reads back as the text where
/// that is UTF-8.
std::string toml_string(std::string_view text);

/// The text as one key: bare where that is possible, else quoted.
std::string toml_key(std::string_view text);

/// "# text" on one line without control characters, cut after 160 code points.
std::string toml_comment(std::string_view text);

}  // namespace chimera::text
