#include "text/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace chimera::text {
namespace {

constexpr std::size_t kUnitBytesMax = 32;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  // Bytes beyond ASCII stand in units (µs, °C, Ω, 秒); dashes, dots, ticks and other marks that
  // start with E2, and emoji, which start with F0, don't.
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (byte >= 0x80 && byte != 0xE2 && byte < 0xF0);
}

bool take(std::string_view& rest, std::string_view prefix) {
  if (!rest.starts_with(prefix)) {
    return false;
  }
  rest.remove_prefix(prefix.size());
  return true;
}

/// Removes leading blanks, the non-breaking and thin ones too; whether there were any.
bool skip_blanks(std::string_view& rest) {
  const std::size_t before = rest.size();
  while (take(rest, " ") || take(rest, "\t") || take(rest, "\r") || take(rest, "\n") ||
         take(rest, "\u00A0") || take(rest, "\u202F") || take(rest, "\u2009")) {
  }
  return rest.size() < before;
}

std::string_view without_trailing_blanks(std::string_view text) {
  while (!text.empty()) {
    if (std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else if (text.ends_with("\u00A0")) {
      text.remove_suffix(2);
    } else if (text.ends_with("\u202F") || text.ends_with("\u2009")) {
      text.remove_suffix(3);
    } else {
      break;
    }
  }
  return text;
}

/// "1,234,567" (threes) or, by commas only, "22,80,000" (twos, then three); `groups` has a mark.
bool is_grouped(std::string_view groups, char mark) {
  if (groups.front() == '0' || groups.front() == mark) {
    return false;
  }
  const std::size_t last = groups.rfind(mark);
  if (groups.size() - last - 1 != 3) {
    return false;
  }
  for (const std::size_t step : {std::size_t{3}, std::size_t{2}}) {
    bool fits = groups.find(mark) <= step && (step == 3 || mark == ',');
    for (std::size_t at = groups.find(mark); fits && at < last; at += step + 1) {
      fits = groups.find(mark, at + 1) == at + step + 1;
    }
    if (fits) {
      return true;
    }
  }
  return false;
}

/// The apostrophe or blank that may part two groups at the front; "" if none.
std::string_view group_sign(std::string_view rest, NumberStyle style) {
  for (const std::string_view sign : {"'", "\u2019", "\u00A0", "\u202F", "\u2009"}) {
    if (rest.starts_with(sign)) {
      return sign;
    }
  }
  return style.blank_groups && rest.starts_with(' ') ? std::string_view(" ") : std::string_view();
}

bool starts_with_group(std::string_view rest) {
  return rest.size() >= 3 && std::all_of(rest.begin(), rest.begin() + 3, is_digit) &&
         (rest.size() == 3 || !is_digit(rest[3]));
}

/// Reads the digits before the decimal sign; false where they are grouped wrongly.
bool take_whole(std::string_view& rest, NumberStyle style, std::string& plain) {
  const char mark = style.decimal_comma ? '.' : ',';
  const auto* const end =
      std::find_if_not(rest.begin(), rest.end(), [&](char c) { return is_digit(c) || c == mark; });
  const std::string_view whole(rest.begin(), end);
  const bool marked = whole.find(mark) != std::string_view::npos;
  if (marked && !is_grouped(whole, mark)) {
    return false;
  }
  std::copy_if(whole.begin(), whole.end(), std::back_inserter(plain), is_digit);
  rest.remove_prefix(whole.size());
  const std::string_view sign = group_sign(rest, style);
  if (marked || sign.empty() || whole.empty() || whole.size() > 3 || whole.front() == '0') {
    return true;
  }
  while (rest.starts_with(sign) && starts_with_group(rest.substr(sign.size()))) {
    plain.append(rest.substr(sign.size(), 3));
    rest.remove_prefix(sign.size() + 3);
  }
  return true;
}

/// Reads sign, digits with grouping, fraction and exponent off the front.
std::optional<double> take_number(std::string_view& rest, NumberStyle style) {
  std::string plain;
  if (take(rest, "-") || take(rest, "\u2212")) {
    plain = "-";
  } else {
    take(rest, "+");
  }
  const std::size_t sign_size = plain.size();
  if (!take_whole(rest, style, plain)) {
    return std::nullopt;
  }
  const char decimal = style.decimal_comma ? ',' : '.';
  const bool fraction = rest.size() > 1 && rest[0] == decimal && is_digit(rest[1]);
  if (plain.size() == sign_size && !fraction) {
    return std::nullopt;
  }
  // The rest is what from_chars takes behind "0" or the whole part.
  const std::size_t before = plain.size();
  const std::string_view signs = style.decimal_comma ? "0123456789eE+-" : "0123456789.eE+-";
  const std::size_t from = style.decimal_comma && fraction ? 1 : 0;
  plain.append(from, '.');
  plain.append(
      rest.substr(from, std::min(rest.find_first_not_of(signs, from), rest.size()) - from));
  double value = 0;
  const auto read = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (read.ec != std::errc() || !std::isfinite(value)) {
    return std::nullopt;
  }
  rest.remove_prefix(static_cast<std::size_t>(read.ptr - plain.data()) - before);
  return value;
}

/// Where the word of a unit that starts at `at` ends: letters, inner signs ("tok/s") and the digits
/// of an exponent ("m^2"). A "±" or a blank that is not ASCII ends it too.
std::size_t unit_word_end(std::string_view text, std::size_t at) {
  const std::size_t start = at;
  for (; at < text.size(); ++at) {
    const std::string_view tail = text.substr(at);
    const bool exponent = is_digit(tail[0]) && at > start && text[at - 1] == '^';
    const bool inner = at + 1 < text.size() && is_letter(text[at + 1]) &&
                       std::string_view("/*_-.").find(tail[0]) != std::string_view::npos;
    const bool power = tail[0] == '^' && at + 1 < text.size() && is_digit(text[at + 1]);
    if (!(is_letter(tail[0]) || exponent || inner || power) || tail.starts_with("\u00B1") ||
        tail.starts_with("\u00A0")) {
      break;
    }
  }
  return at;
}

/// Reads "%", "tok/s" or "tokens per second" off the front; "" where none stands there.
std::string_view take_unit(std::string_view& rest) {
  const std::string_view all = rest;
  if (take(rest, "%")) {
    return all.substr(0, 1);
  }
  const bool slash = rest.size() > 1 && rest[0] == '/' && is_letter(rest[1]);
  if (rest.empty() || !(is_letter(rest[0]) || slash)) {
    return {};
  }
  std::size_t length = unit_word_end(rest, 0);
  if (rest.substr(length).starts_with(" per ")) {
    length = unit_word_end(rest, length + 5);
  }
  rest.remove_prefix(length);
  return all.substr(0, length);
}

bool take_plus_minus(std::string_view& rest) {
  return take(rest, "\u00B1") || take(rest, "+/-") || take(rest, "+-");
}

}  // namespace

std::optional<double> read_plain_number(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) {
    text.remove_prefix(1);
  }
  if (text.empty()) {
    return std::nullopt;
  }
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<SpelledNumber> read_number(std::string_view text, NumberStyle style) {
  // Most texts that are no numbers begin as none does.
  if (!text.empty() && ((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z'))) {
    return std::nullopt;
  }
  std::string_view rest = without_trailing_blanks(text);
  skip_blanks(rest);
  SpelledNumber number;
  const std::optional<double> value = take_number(rest, style);
  if (!value) {
    return std::nullopt;
  }
  number.value = *value;
  skip_blanks(rest);
  number.unit = take_unit(rest);
  skip_blanks(rest);
  if (take_plus_minus(rest)) {
    skip_blanks(rest);
    number.plus_minus = take_number(rest, style);
    skip_blanks(rest);
    const std::string_view unit = take_unit(rest);
    // "74 % ± 2 %" says its unit twice; two different units make no one number.
    if (!number.plus_minus || *number.plus_minus < 0 ||
        (!number.unit.empty() && !unit.empty() && unit != number.unit)) {
      return std::nullopt;
    }
    if (number.unit.empty()) {
      number.unit = unit;
    }
  }
  if (!rest.empty() || number.unit.size() > kUnitBytesMax) {
    return std::nullopt;
  }
  return number;
}

}  // namespace chimera::text
