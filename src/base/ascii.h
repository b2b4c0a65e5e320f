// Letters of ASCII alone, whatever the locale: names of columns and units are compared by them.
#pragma once

#include <cstddef>
#include <string_view>

namespace chimera {

/// A to Z as a to z; every other byte as it is.
constexpr char lower_case(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Whether a word begins at `at` inside of a name: the "M" of "ttftMs" and of "P50Ms".
constexpr bool is_hump(std::string_view name, std::size_t at) {
  if (at == 0 || name[at] < 'A' || name[at] > 'Z') {
    return false;
  }
  const char before = name[at - 1];
  const bool goes_on = at + 1 < name.size() && name[at + 1] >= 'a' && name[at + 1] <= 'z';
  return (before >= 'a' && before <= 'z') || (is_digit(before) && goes_on);
}

/// REQUIRES: `lower` is in lower case.
constexpr bool is_lower_alphanumeric(char lower) {
  return (lower >= 'a' && lower <= 'z') || is_digit(lower);
}

}  // namespace chimera
