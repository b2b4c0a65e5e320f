// Where the scalars of JSON text without escapes end, told by looking at sixteen bytes a time.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "text/byte_block.h"

namespace chimera::read {

class JsonScalars {
 public:
  /// Longer cells are for a reader that knows where to cut.
  static constexpr std::size_t kCellMax = 256;
  static constexpr std::size_t kNone = std::string_view::npos;

  /// The text must outlive it.
  explicit JsonScalars(std::string_view text) : text_(text) {}

  [[nodiscard]] std::string_view text() const { return text_; }

  /// The place behind the value that begins at `at`; kNone where none stands there, it is no
  /// scalar, has an escape or is too long.
  [[nodiscard]] std::size_t end_of(std::size_t at) const {
    const char first = sign_at(at);
    if (first == '"') {
      return end_of_string(at);
    }
    return first == '-' || is_digit(first) ? end_of_number(at) : end_of_word(at);
  }

  /// The same of a string. REQUIRES: a quote stands at `at`.
  [[nodiscard]] std::size_t end_of_string(std::size_t at) const {
    const std::size_t end = next(at + 1, [](const text::SomeBytes& bytes) {
      return bytes.equal('"') | bytes.equal('\\') | bytes.below(' ');
    });
    return sign_at(end) == '"' && end - at - 1 <= kCellMax ? end + 1 : kNone;
  }

  /// A value as a cell: null is "", a string stands without its quotes. REQUIRES: it ends there.
  [[nodiscard]] std::string_view cell(std::size_t at, std::size_t end) const {
    if (text_[at] == '"') {
      return text_.substr(at + 1, end - at - 2);
    }
    return text_[at] == 'n' ? std::string_view() : text_.substr(at, end - at);
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  [[nodiscard]] char sign_at(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  /// The first place from `at` on that `find` has; behind the text, where zeros are thought, or
  /// longer than a cell: there.
  template <typename Find>
  [[nodiscard]] std::size_t next(std::size_t at, Find find) const {
    constexpr std::size_t kBytes = text::SomeBytes::kCount;
    const std::size_t begin = at;
    for (; at + kBytes <= text_.size() && at <= begin + kCellMax; at += kBytes) {
      if (const std::uint32_t found = find(text::SomeBytes(text_.data() + at)); found != 0) {
        return at + static_cast<std::size_t>(std::countr_zero(found));
      }
    }
    std::array<char, kBytes> last{};
    const std::size_t left = at < text_.size() ? std::min(kBytes, text_.size() - at) : 0;
    std::memcpy(last.data(), text_.data() + std::min(at, text_.size()), left);
    const std::uint32_t found = find(text::SomeBytes(last.data())) | (1U << (kBytes - 1));
    return at + static_cast<std::size_t>(std::countr_zero(found));
  }

  [[nodiscard]] std::size_t behind_digits(std::size_t at) const {
    return next(at, [](const text::SomeBytes& bytes) { return ~bytes.digits() & 0xFFFFU; });
  }

  [[nodiscard]] std::size_t end_of_word(std::size_t at) const {
    for (const std::string_view word : {"null", "true", "false"}) {
      if (text_.substr(std::min(at, text_.size())).starts_with(word)) {
        return at + word.size();
      }
    }
    return kNone;
  }

  /// As RFC 8259 spells it.
  [[nodiscard]] std::size_t end_of_number(std::size_t at) const {
    const std::size_t whole = at + (text_[at] == '-' ? 1 : 0);
    std::size_t end = behind_digits(whole);
    if (end == whole || (text_[whole] == '0' && end - whole > 1)) {
      return kNone;
    }
    if (sign_at(end) == '.') {
      const std::size_t fraction = end + 1;
      end = behind_digits(fraction);
      if (end == fraction) {
        return kNone;
      }
    }
    if ((static_cast<unsigned char>(sign_at(end)) | 0x20U) == 'e') {
      const std::size_t sign = end + 1;
      const std::size_t exponent = sign + (sign_at(sign) == '-' || sign_at(sign) == '+' ? 1 : 0);
      end = behind_digits(exponent);
      if (end == exponent) {
        return kNone;
      }
    }
    return end - at <= kCellMax ? end : kNone;
  }

  std::string_view text_;
};

}  // namespace chimera::read
