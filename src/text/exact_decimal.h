// The quick way to read a number: decimal digits that make a whole number below 2^53 and a power of
// ten are both exact in a double, so that one division rounds once and rightly (Clinger 1990).
#pragma once

#include <array>
#include <bit>
#include <cfloat>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace chimera::text {

/// Digits read off a text.
struct Digits {
  std::uint64_t value = 0;
  std::size_t count = 0;
};

/// The eight bytes from `at` on, with zeros behind the text's end. REQUIRES: at <= text.size().
inline std::uint64_t word_at(std::string_view text, std::size_t at) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::size_t kBytes = sizeof(std::uint64_t);
  const std::size_t left = text.size() - at;
  std::uint64_t word = 0;
  if (left >= kBytes) {
    std::memcpy(&word, text.data() + at, kBytes);
  } else if (left > 0 && text.size() >= kBytes) {
    std::memcpy(&word, text.data() + text.size() - kBytes, kBytes);
    word >>= 8 * (kBytes - left);
  } else {
    for (std::size_t i = text.size(); i > at; --i) {
      word = (word << 8U) | static_cast<unsigned char>(text[i - 1]);
    }
  }
  return word;
}

/// Takes all digits from `at` on: up to eight a time, however many there are, since a guess of
/// their number is often wrong, and dear.
inline void take_digits(std::string_view text, std::size_t& at, Digits& digits) {
  constexpr std::array<std::uint64_t, 9> kPowers{1,       10,        100,        1'000,      10'000,
                                                 100'000, 1'000'000, 10'000'000, 100'000'000};
  constexpr std::uint64_t kHighHalves = 0xF0F0F0F0F0F0F0F0;
  std::size_t count = 8;
  while (count == 8) {
    std::uint64_t word = word_at(text, at);
    const std::uint64_t beyond_nine = ((word + 0x0606060606060606U) & kHighHalves) >> 4U;
    const std::uint64_t odd = ((word & kHighHalves) | beyond_nine) ^ 0x3333333333333333U;
    count = static_cast<std::size_t>(std::countr_zero(odd)) / 8;
    if (count == 0) {
      return;
    }
    // Zeros come to stand before them. Then digits are joined to pairs, fours and eight.
    word <<= 64 - 8 * count;
    word = (word & 0x0F0F0F0F0F0F0F0FU) * 2561 >> 8U;
    word = (word & 0x00FF00FF00FF00FFU) * 6553601 >> 16U;
    word = (word & 0x0000FFFF0000FFFFU) * 42949672960001U >> 32U;
    digits.value = digits.value * kPowers[count] + word;
    digits.count += count;
    at += count;
  }
}

/// The whole text as a number like "-12.5"; nullopt if it is none, or the quick way isn't exact.
inline std::optional<double> read_exact_decimal(std::string_view text) {
  constexpr std::array kPowers{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                               1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
  constexpr std::uint64_t kExactBelow = std::uint64_t{1} << 53U;
  constexpr bool kRoundsOnce = FLT_EVAL_METHOD == 0;
  const bool negative = text.starts_with('-');
  std::size_t at = negative ? 1 : 0;
  Digits digits;
  take_digits(text, at, digits);
  const std::size_t whole = digits.count;
  if (at < text.size() && text[at] == '.') {
    take_digits(text, ++at, digits);
  }
  const std::size_t fraction = digits.count - whole;
  // Up to 18 digits can't have overflown. What has no digit on a side of its point is left to
  // others.
  if (!kRoundsOnce || at != text.size() || text.ends_with('.') || whole == 0 ||
      digits.count >= kPowers.size() || digits.value >= kExactBelow) {
    return std::nullopt;
  }
  const double value = static_cast<double>(digits.value) / kPowers[fraction];
  return negative ? -value : value;
}

}  // namespace chimera::text
