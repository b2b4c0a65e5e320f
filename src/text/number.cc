#include "text/number.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <limits>
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

constexpr std::size_t kWord = 8;
constexpr std::uint64_t kZeros = 0x3030303030303030;  // "00000000"

static_assert(std::endian::native == std::endian::little, "the first digit is the lowest byte");

std::uint64_t word_at(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// The last bytes, behind as many zero digits as make eight. REQUIRES: count from 1 to 8.
std::uint64_t last_bytes(std::uint64_t word, std::size_t count) {
  const std::uint64_t kept = ~std::uint64_t{0} << (8 * (kWord - count));
  return (word & kept) | (kZeros & ~kept);
}

/// Whether each byte is a digit: its upper half is 3, also where six more are added.
bool are_digits(std::uint64_t word) {
  constexpr std::uint64_t kHigh = 0xF0F0F0F0F0F0F0F0;
  constexpr std::uint64_t kSix = 0x0606060606060606;
  return (word & kHigh) == kZeros && ((word + kSix) & kHigh) == kZeros;
}

/// Of eight digits: pairs, then fours, then all, in three multiplications.
std::uint64_t value_of_digits(std::uint64_t word) {
  word &= 0x0F0F0F0F0F0F0F0F;
  word = (word * 10 + (word >> 8U)) & 0x00FF00FF00FF00FF;
  word = (word * 100 + (word >> 16U)) & 0x0000FFFF0000FFFF;
  return (word * 10'000 + (word >> 32U)) & 0xFFFFFFFF;
}

/// Digits, and how many of them stand behind the point.
struct Decimal {
  std::uint64_t digits = 0;
  std::size_t behind = 0;
};

constexpr std::size_t kDigitsMax = 19;  // fit into 64 bits

// These return what they read by a reference: g++ 12 stores an optional in two parts and loads it
// in one, which waits for both to arrive.

/// "4096", "0.2". False for other texts. REQUIRES: no more than kDigitsMax bytes.
bool read_digit_by_digit(std::string_view text, Decimal& decimal) {
  std::size_t points = 0;
  for (const char c : text) {
    if (c == '.' && points++ == 0) {
      continue;
    }
    if (!is_digit(c)) {
      return false;
    }
    decimal.digits = decimal.digits * 10 + static_cast<std::uint64_t>(c - '0');
    decimal.behind += points;
  }
  return true;
}

/// "84.9434863338707", of at most seven digits, a point and sixteen: eight digits at a step, and no
/// branch goes by how many there are. False for other texts. REQUIRES: at least eight bytes.
bool read_by_words(std::string_view text, Decimal& decimal) {
  // Static: others are laid out anew at each call.
  static constexpr std::array<std::uint64_t, kWord + 1> kPowers{
      1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};
  const char* const end = text.data() + text.size();
  const std::uint64_t first = word_at(text.data());
  // The lowest byte that equals a point becomes zero, and only borrows from there on.
  const std::uint64_t points = first ^ 0x2E2E2E2E2E2E2E2E;
  const std::uint64_t zeros = (points - 0x0101010101010101) & ~points & 0x8080808080808080;
  const auto before = static_cast<std::size_t>(std::countr_zero(zeros)) / 8;
  if (zeros == 0 || before == 0 || before + 1 == text.size()) {
    return false;
  }
  const std::uint64_t whole = last_bytes(first << (8 * (kWord - before)), before);
  decimal = {value_of_digits(whole), text.size() - before - 1};
  bool digits = are_digits(whole);
  std::size_t left = decimal.behind;
  if (left > kWord) {
    const std::uint64_t next = word_at(text.data() + before + 1);
    digits = digits && are_digits(next);
    decimal.digits = decimal.digits * kPowers[kWord] + value_of_digits(next);
    left -= kWord;
  }
  if (left > kWord) {
    return false;
  }
  const std::uint64_t last = last_bytes(word_at(end - kWord), left);
  decimal.digits = decimal.digits * kPowers[left] + value_of_digits(last);
  return digits && are_digits(last);
}

/// "-12.375", exactly: up to 2^53 times a power of ten up to 10^22 are doubles both, so that one
/// division rounds rightly (W. D. Clinger, How to Read Floating Point Numbers Accurately, 1990).
/// False for any other text, which may be a number as well.
bool read_short_decimal(std::string_view text, double& number) {
  constexpr std::uint64_t kExactMax = std::uint64_t{1} << 53U;
  static constexpr std::array<double, kDigitsMax + 1> kPowers{
      1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,
      1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19};
  const bool negative = text.starts_with('-');
  const std::string_view plain = text.substr(negative ? 1 : 0);
  if (plain.empty() || plain.size() > kDigitsMax || !is_digit(plain.front())) {
    return false;
  }
  Decimal decimal;
  const bool is_read =
      plain.size() < kWord ? read_digit_by_digit(plain, decimal) : read_by_words(plain, decimal);
  const double size = static_cast<double>(decimal.digits) / kPowers[decimal.behind];
  number = negative ? -size : size;
  return is_read && decimal.digits <= kExactMax;
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

double plain_number_or_nan(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) {
    text.remove_prefix(1);
  }
  double value = 0;
  if (read_short_decimal(text, value)) {
    return value;
  }
  if (!text.empty() && is_letter(text.front())) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  const bool is_number = read.ec == std::errc() && read.ptr == end && std::isfinite(value);
  return is_number ? value : std::numeric_limits<double>::quiet_NaN();
}

bool all_digits(std::string_view text) {
  for (; text.size() >= kWord; text.remove_prefix(kWord)) {
    if (!are_digits(word_at(text.data()))) {
      return false;
    }
  }
  for (const char c : text) {
    if (!is_digit(c)) {
      return false;
    }
  }
  return true;
}

std::optional<double> read_plain_number(std::string_view text) {
  const double number = plain_number_or_nan(text);
  return std::isnan(number) ? std::nullopt : std::optional(number);
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
