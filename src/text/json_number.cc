#include "text/json_number.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace chimera::text {
namespace {

/// Moves `at` over digits; false if there are none.
bool skip_digits(std::string_view bytes, std::size_t& at) {
  const std::size_t start = at;
  at = std::min(bytes.find_first_not_of("0123456789", at), bytes.size());
  return at > start;
}

char char_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? bytes[at] : '\0';
}

}  // namespace

JsonNumber read_json_number(std::string_view bytes, std::size_t start) {
  constexpr std::string_view kNoDigit = "a digit expected";
  const std::size_t first = start + (char_at(bytes, start) == '-' ? 1U : 0U);
  std::size_t at = first;
  if (!skip_digits(bytes, at)) {
    return {at, kNoDigit};
  }
  const bool zero = bytes[first] == '0';
  if (zero && at - first > 1) {
    return {start, "a number with a leading zero"};
  }
  bool integer = true;
  if (char_at(bytes, at) == '.') {
    integer = false;
    if (!skip_digits(bytes, ++at)) {
      return {at, kNoDigit};
    }
  }
  bool small = zero;
  if (char_at(bytes, at) == 'e' || char_at(bytes, at) == 'E') {
    integer = false;
    small = char_at(bytes, ++at) == '-';
    at += small || char_at(bytes, at) == '+' ? 1U : 0U;
    if (!skip_digits(bytes, at)) {
      return {at, kNoDigit};
    }
  }
  JsonNumber number{.end = at};
  const auto read = std::from_chars(bytes.data() + start, bytes.data() + at, number.value);
  number.too_large = read.ec == std::errc::result_out_of_range && !small;
  // An integer has no negative zero; what is out of range leaves the value as it was.
  number.value = integer && zero ? 0 : number.value;
  return number;
}

}  // namespace chimera::text
