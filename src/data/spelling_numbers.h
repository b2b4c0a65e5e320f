// The cells of a column as numbers of their spelling, kept small.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "base/large_pages.h"

namespace chimera {

/// Numbers of two bytes each as long as none is larger.
class SpellingNumbers {
 public:
  SpellingNumbers() = default;

  SpellingNumbers(std::initializer_list<std::uint32_t> numbers) {
    for (const std::uint32_t number : numbers) {
      push_back(number);
    }
  }

  /// So many zeros.
  static SpellingNumbers zeros(std::size_t count) {
    SpellingNumbers numbers;
    numbers.low_.resize(count);
    return numbers;
  }

  void reserve(std::size_t count) { low_.reserve(count); }

  /// For millions.
  void reserve_large(std::size_t count) { reserve_in_large_pages(count, low_); }

  /// Amortised O(1).
  void push_back(std::uint32_t number) {
    low_.push_back(static_cast<std::uint16_t>(number));
    if (number > UINT16_MAX || !high_.empty()) {
      high_.resize(low_.size() - 1);  // nothing, but for the first one
      high_.push_back(static_cast<std::uint16_t>(number >> 16U));
    }
  }

  /// Adds what each of the others means.
  void append(const SpellingNumbers& others, std::span<const std::uint32_t> meaning) {
    const bool all_small = high_.empty() && others.high_.empty() &&
                           std::ranges::all_of(meaning, [](auto m) { return m <= UINT16_MAX; });
    if (!all_small) {
      for (std::size_t i = 0; i < others.size(); ++i) {
        push_back(meaning[others[i]]);
      }
      return;
    }
    const std::size_t old = low_.size();
    low_.resize(old + others.size());
    std::ranges::transform(
        others.low_, low_.begin() + static_cast<std::ptrdiff_t>(old),
        [meaning](std::uint16_t number) { return static_cast<std::uint16_t>(meaning[number]); });
  }

  [[nodiscard]] std::size_t size() const { return low_.size(); }

  [[nodiscard]] bool empty() const { return low_.empty(); }

  /// REQUIRES: at < size().
  std::uint32_t operator[](std::size_t at) const {
    return high_.empty() ? low_[at] : (std::uint32_t{high_[at]} << 16U) | low_[at];
  }

  bool operator==(const SpellingNumbers& other) const = default;

  [[nodiscard]] std::uint32_t back() const { return (*this)[size() - 1]; }

 private:
  std::vector<std::uint16_t> low_;
  std::vector<std::uint16_t> high_;  ///< empty while all are 0
};

}  // namespace chimera
