#include "text/json_write.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "text/byte_block.h"
#include "text/unicode.h"

namespace chimera::text {
namespace {

constexpr int kSignificantDigits = 12;

/// Length of the UTF-8 sequence at the front of `text`, which isn't empty; 0 if there is none.
std::size_t sequence_length(std::string_view text) {
  for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length) {
    if (is_utf8(text.substr(0, length))) {
      return length;
    }
  }
  return 0;
}

class NumberDigits {
 public:
  /// A view into this. REQUIRES: finite.
  std::string_view of(double value) {
    if (std::fpclassify(value) == FP_ZERO) {
      return "0";
    }
    const auto written = std::to_chars(buffer_.data(), buffer_.data() + buffer_.size(), value,
                                       std::chars_format::general, kSignificantDigits);
    return {buffer_.data(), static_cast<std::size_t>(written.ptr - buffer_.data())};
  }

 private:
  std::array<char, 32> buffer_{};
};

void append_escaped_ascii(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20 && byte != 0x7F) {
    out += c;
    return;
  }
  out += "\\u00";
  out += kHex[byte / 16U];
  out += kHex[byte % 16U];
}

/// How many bytes from the front stand in a JSON string as they are: printable ASCII.
std::size_t plain_length(std::string_view text) {
  std::size_t from = 0;
  for (; from + SomeBytes::kCount <= text.size(); from += SomeBytes::kCount) {
    constexpr std::uint32_t kAll = (1U << SomeBytes::kCount) - 1;
    const SomeBytes bytes(text.data() + from);
    const std::uint32_t other =
        bytes.below(0x20) | bytes.equal('"') | bytes.equal('\\') | (~bytes.below(0x7F) & kAll);
    if (other != 0) {
      return from + static_cast<std::size_t>(std::countr_zero(other));
    }
  }
  const auto end =
      std::find_if(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(),
                   [](char c) { return c < 0x20 || c > 0x7E || c == '"' || c == '\\'; });
  return static_cast<std::size_t>(end - text.begin());
}

void append_quoted(std::string& out, std::string_view text) {
  if (plain_length(text) == text.size()) {
    out += '"';
    out.append(text).append(1, '"');
    return;
  }
  out += '"';
  while (!text.empty()) {
    const std::size_t plain = plain_length(text);
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) {
      break;
    }
    const std::size_t length = sequence_length(text);
    if (length == 1) {
      append_escaped_ascii(out, text[0]);
    } else if (length == 0) {
      out += "\xEF\xBF\xBD";
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

}  // namespace

JsonWriter& JsonWriter::open_object() {
  before_value();
  out_ += '{';
  open_ += '{';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close_object() {
  const bool closable = open_.ends_with('{') && !after_key_;
  CHIMERA_CHECK(closable, "an open object is closed");
  open_.pop_back();
  if (!first_) {
    break_line();
  }
  out_ += '}';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::open_array() {
  before_value();
  out_ += '[';
  open_ += '[';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close_array() {
  CHIMERA_CHECK(open_.ends_with('['), "an open array is closed");
  open_.pop_back();
  if (!first_) {
    break_line();
  }
  out_ += ']';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  const bool in_object = open_.ends_with('{') && !after_key_;
  CHIMERA_CHECK(in_object, "a key stands in an object");
  if (!first_) {
    out_ += ',';
  }
  first_ = false;
  break_line();
  append_quoted(out_, name);
  out_ += layout_ == Layout::kIndented ? ": " : ":";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) {
  before_value();
  append_quoted(out_, value);
  return *this;
}

JsonWriter& JsonWriter::number(double value) {
  if (!std::isfinite(value)) {
    return null();
  }
  before_value();
  NumberDigits digits;
  out_ += digits.of(value);
  return *this;
}

JsonWriter& JsonWriter::count(std::size_t value) {
  before_value();
  out_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::spelled_number(std::string_view value) {
  before_value();
  out_ += value;
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  before_value();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  out_ += "null";
  return *this;
}

std::string JsonWriter::flush() {
  CHIMERA_CHECK(part_of_ == 0 || part_of_ == open_.size(), "a part closes what it opened");
  return std::exchange(out_, {});
}

JsonWriter JsonWriter::part(bool is_first) const {
  const bool in_array = open_.ends_with('[');
  CHIMERA_CHECK(in_array, "elements stand in an array");
  JsonWriter part(layout_);
  part.open_ = open_;
  part.part_of_ = open_.size();
  part.first_ = is_first;
  return part;
}

std::string JsonWriter::take() {
  const bool complete = open_.empty() && !out_.empty();
  CHIMERA_CHECK(complete, "the document is complete");
  first_ = true;
  return std::exchange(out_, {});
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (open_.empty()) {
    CHIMERA_CHECK(out_.empty(), "one document has one value");
    first_ = false;
    return;
  }
  CHIMERA_CHECK(open_.back() == '[', "a value in an object has a key");
  if (!first_) {
    out_ += ',';
  }
  first_ = false;
  break_line();
}

void JsonWriter::break_line() {
  if (layout_ == Layout::kIndented) {
    const std::size_t at = out_.size();
    out_.append(1 + 2 * open_.size(), ' ');
    out_[at] = '\n';
  }
}

std::string number_text(double value) {
  NumberDigits digits;
  return std::string(std::isfinite(value) ? digits.of(value) : "n/a");
}

}  // namespace chimera::text
