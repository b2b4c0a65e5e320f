#include "text/json_break.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace chimera::text {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Each function reads one piece from at_ on; false once the break is found.
class Scanner {
 public:
  Scanner(std::string_view bytes, std::size_t depth_max) : bytes_(bytes), depth_max_(depth_max) {}

  std::optional<JsonBreak> scan() {
    if (value(0)) {
      skip_space();
      if (at_ < bytes_.size()) {
        broken("text behind the document's end");
      }
    }
    return std::move(break_);
  }

 private:
  bool broken(std::string what) {
    const bool at_end = at_ >= bytes_.size();
    break_ = JsonBreak{at_, at_end ? "ends too early, " + what : std::move(what)};
    return false;
  }

  [[nodiscard]] char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }

  void skip_space() { at_ = std::min(bytes_.find_first_not_of(" \t\r\n", at_), bytes_.size()); }

  bool accept(char c) {
    skip_space();
    if (peek() != c || at_ >= bytes_.size()) {
      return false;
    }
    ++at_;
    return true;
  }

  bool value(std::size_t depth) {
    skip_space();
    const char c = peek();
    if (c == '{' || c == '[') {
      if (depth >= depth_max_) {
        return broken(fmt::format("nested more than {} deep", depth_max_));
      }
      ++at_;
      return c == '{' ? object(depth + 1) : array(depth + 1);
    }
    if (c == '"') {
      return string();
    }
    if (c == '-' || is_digit(c)) {
      return number();
    }
    return literal("true") || literal("false") || literal("null") || literal("NaN") ||
           literal("Infinity") || broken("a value expected");
  }

  bool object(std::size_t depth) {
    if (accept('}')) {
      return true;
    }
    while (true) {
      skip_space();
      if (peek() != '"') {
        return broken("a name in quotes expected");
      }
      if (!string()) {
        return false;
      }
      if (!accept(':')) {
        return broken("':' expected");
      }
      if (!value(depth)) {
        return false;
      }
      if (accept('}')) {
        return true;
      }
      if (!accept(',')) {
        return broken("',' or '}' expected");
      }
    }
  }

  bool array(std::size_t depth) {
    if (accept(']')) {
      return true;
    }
    while (true) {
      if (!value(depth)) {
        return false;
      }
      if (accept(']')) {
        return true;
      }
      if (!accept(',')) {
        return broken("',' or ']' expected");
      }
    }
  }

  bool literal(std::string_view word) {
    if (!bytes_.substr(at_).starts_with(word)) {
      return false;
    }
    at_ += word.size();
    return true;
  }

  bool string() {
    ++at_;
    while (at_ < bytes_.size() && bytes_[at_] != '"') {
      const auto byte = static_cast<unsigned char>(bytes_[at_]);
      if (byte < 0x20) {
        return broken("a control character in a string");
      }
      if (byte == '\\') {
        if (!escape()) {
          return false;
        }
      } else {
        ++at_;
      }
    }
    if (at_ >= bytes_.size()) {
      return broken("'\"' expected");
    }
    ++at_;
    return true;
  }

  bool escape() {
    const char c = at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : '\0';
    if (c != 'u') {
      if (std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos || c == '\0') {
        return broken("an unknown escape in a string");
      }
      at_ += 2;
      return true;
    }
    const std::optional<unsigned> unit = code_unit(at_);
    if (!unit) {
      return broken("four hexadecimal digits expected");
    }
    const bool high = *unit >= 0xD800 && *unit <= 0xDBFF;
    const std::optional<unsigned> next = high ? code_unit(at_ + 6) : std::nullopt;
    const bool paired = next && *next >= 0xDC00 && *next <= 0xDFFF;
    if ((high && !paired) || (*unit >= 0xDC00 && *unit <= 0xDFFF)) {
      return broken("half a surrogate pair in a string");
    }
    at_ += high ? 12 : 6;
    return true;
  }

  /// The value of "\uXXXX" at `at`.
  [[nodiscard]] std::optional<unsigned> code_unit(std::size_t at) const {
    const std::string_view spelled = bytes_.substr(std::min(at, bytes_.size()), 6);
    if (spelled.size() < 6 || !spelled.starts_with("\\u") ||
        !std::all_of(spelled.begin() + 2, spelled.end(), is_hex)) {
      return std::nullopt;
    }
    unsigned unit = 0;
    std::from_chars(spelled.data() + 2, spelled.data() + 6, unit, 16);
    return unit;
  }

  bool digits() {
    const std::size_t start = at_;
    while (is_digit(peek())) {
      ++at_;
    }
    return at_ > start || broken("a digit expected");
  }

  bool number() {
    const std::size_t start = at_;
    at_ += peek() == '-' ? 1U : 0U;
    if (literal("Infinity")) {
      return true;
    }
    const bool zero = peek() == '0';
    if (!digits()) {
      return false;
    }
    if (zero && at_ - start > (bytes_[start] == '-' ? 2U : 1U)) {
      at_ = start;
      return broken("a number with a leading zero");
    }
    if (peek() == '.') {
      ++at_;
      if (!digits()) {
        return false;
      }
    }
    bool tiny = false;
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      tiny = peek() == '-';
      at_ += tiny || peek() == '+' ? 1U : 0U;
      if (!digits()) {
        return false;
      }
    }
    double parsed = 0;
    const auto read = std::from_chars(bytes_.data() + start, bytes_.data() + at_, parsed);
    if (read.ec == std::errc::result_out_of_range && !tiny) {
      at_ = start;
      return broken("a number too large");
    }
    return true;
  }

  std::string_view bytes_;
  std::size_t depth_max_;
  std::size_t at_ = 0;
  std::optional<JsonBreak> break_;
};

}  // namespace

std::optional<JsonBreak> find_json_break(std::string_view bytes, std::size_t depth_max) {
  return Scanner(bytes, depth_max).scan();
}

}  // namespace chimera::text
