#include "read/printed.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace chimera::read {

namespace {

constexpr double kRoundOff = 1e-12;  ///< relative; sums in another order differ by so much

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int exponent_of(std::string_view spelling) {
  const std::size_t at = spelling.find_first_of("eE");
  if (at == std::string_view::npos) {
    return 0;
  }
  std::string_view rest = spelling.substr(at + 1);
  if (rest.starts_with('+')) {
    rest.remove_prefix(1);
  }
  int exponent = 0;
  std::from_chars(rest.data(), rest.data() + rest.size(), exponent);
  return std::clamp(exponent, -400, 400);
}

}  // namespace

Printed printed(double value, std::string_view spelling) {
  const std::string_view mantissa = spelling.substr(0, spelling.find_first_of("eE"));
  int decimals = 0;
  std::size_t digits = 0;
  bool fraction = false;
  for (const char c : mantissa) {
    fraction = fraction || c == '.';
    if (is_digit(c)) {
      decimals += fraction ? 1 : 0;
      digits += digits > 0 || c != '0' ? 1U : 0U;
    }
  }
  return {value, 0.5 * std::pow(10.0, exponent_of(spelling) - decimals), digits};
}

bool state_the_same(const Printed& a, const Printed& b) {
  const double size = std::max(std::abs(a.value), std::abs(b.value));
  // The finer one is the number; the coarser one may be it, rounded.
  return std::abs(a.value - b.value) <= std::max(a.slack, b.slack) * (1 + 1e-9) + kRoundOff * size;
}

bool states(const Printed& stated, double computed, double slack) {
  return std::abs(stated.value - computed) <=
         (stated.slack + slack) * (1 + 1e-9) + kRoundOff * std::abs(computed);
}

}  // namespace chimera::read
