// Letters of ASCII alone, whatever the locale: names of columns and units are compared by them.
#pragma once

namespace chimera {

/// A to Z as a to z; every other byte as it is.
constexpr char lower_case(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// REQUIRES: `lower` is in lower case.
constexpr bool is_lower_alphanumeric(char lower) {
  return (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
}

}  // namespace chimera
