#include "read/printed.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "text/number.h"

namespace chimera::read {

namespace {

constexpr double kRoundOff = 1e-12;  ///< relative; sums in another order differ by so much

constexpr int kPlacesMax = 400;  ///< more than a number has

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_exponent_sign(char c) {
  return c == 'e' || c == 'E';
}

std::string_view mantissa_of(std::string_view spelling) {
  const auto* const end = std::find_if(spelling.begin(), spelling.end(), is_exponent_sign);
  return {spelling.begin(), end};
}

int exponent_of(std::string_view behind_sign) {
  if (behind_sign.starts_with('+')) {
    behind_sign.remove_prefix(1);
  }
  int exponent = 0;
  std::from_chars(behind_sign.data(), behind_sign.data() + behind_sign.size(), exponent);
  return std::clamp(exponent, -kPlacesMax, kPlacesMax);
}

/// Of digits around one point; nullopt for another spelling.
std::optional<int> plain_decimals(std::string_view spelling) {
  const std::size_t point = spelling.find('.');
  if (point == std::string_view::npos || spelling.size() > kPlacesMax) {
    return std::nullopt;
  }
  const std::size_t sign = spelling.front() == '-' || spelling.front() == '+' ? 1 : 0;
  const std::string_view whole = spelling.substr(sign, point - std::min(sign, point));
  const std::string_view behind = spelling.substr(point + 1);
  if (!text::all_digits(whole) || !text::all_digits(behind)) {
    return std::nullopt;
  }
  return static_cast<int>(behind.size());
}

}  // namespace

double Printed::slack() const {
  return 0.5 * std::pow(10.0, last_place);
}

Printed printed(double value, std::string_view spelling) {
  if (const auto decimals = plain_decimals(spelling)) {
    return {value, -*decimals};
  }
  const std::string_view mantissa = mantissa_of(spelling);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const auto decimals = std::count_if(mantissa.begin() + static_cast<std::ptrdiff_t>(point),
                                      mantissa.end(), is_digit);
  const int exponent =
      mantissa.size() == spelling.size() ? 0 : exponent_of(spelling.substr(mantissa.size() + 1));
  return {value, exponent - static_cast<int>(std::min<std::ptrdiff_t>(decimals, kPlacesMax))};
}

std::size_t significant_digits(std::string_view spelling) {
  std::size_t digits = 0;
  for (const char c : mantissa_of(spelling)) {
    digits += is_digit(c) && (digits > 0 || c != '0') ? 1U : 0U;
  }
  return digits;
}

bool state_the_same(const Printed& a, const Printed& b) {
  const double size = std::max(std::abs(a.value), std::abs(b.value));
  const double apart = std::abs(a.value - b.value);
  // The finer one is the number; the coarser one may be it, rounded.
  return apart <= kRoundOff * size ||
         apart <= std::max(a.slack(), b.slack()) * (1 + 1e-9) + kRoundOff * size;
}

bool states(const Printed& stated, double computed, double slack) {
  return std::abs(stated.value - computed) <=
         (stated.slack() + slack) * (1 + 1e-9) + kRoundOff * std::abs(computed);
}

}  // namespace chimera::read
