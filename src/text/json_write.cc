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

/// Whether a byte stands in a JSON string as it is: printable ASCII.
constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x7F; ++c) {
    plain[c] = c != '"' && c != '\\';
  }
  return plain;
}();

/// A bit for each of some bytes that isn't plain.
std::uint32_t not_plain(const char* some) {
  constexpr std::uint32_t kAll = (1U << SomeBytes::kCount) - 1;
  const SomeBytes bytes(some);
  return bytes.below(0x20) | bytes.equal('"') | bytes.equal('\\') | (~bytes.below(0x7F) & kAll);
}

/// How many bytes from the front are plain.
std::size_t plain_length(std::string_view text) {
  std::size_t from = 0;
  for (; from + SomeBytes::kCount <= text.size(); from += SomeBytes::kCount) {
    const std::uint32_t other = not_plain(text.data() + from);
    if (other != 0) {
      return from + static_cast<std::size_t>(std::countr_zero(other));
    }
  }
  const auto rest = text.begin() + static_cast<std::ptrdiff_t>(from);
  const auto end =
      std::find_if(rest, text.end(), [](char c) { return !kPlain[static_cast<unsigned char>(c)]; });
  return static_cast<std::size_t>(end - text.begin());
}

/// Whether all of it is.
bool is_plain(std::string_view text) {
  if (text.size() < SomeBytes::kCount) {
    return plain_length(text) == text.size();
  }
  std::size_t from = 0;
  for (; from + SomeBytes::kCount < text.size(); from += SomeBytes::kCount) {
    if (not_plain(text.data() + from) != 0) {
      return false;
    }
  }
  // The last ones are mostly looked at twice, which costs less than one by one.
  return not_plain(text.data() + text.size() - SomeBytes::kCount) == 0;
}

/// Makes room for so many bytes behind the text, to be written at what it returns.
char* more_of(std::string& out, std::size_t count) {
  const std::size_t at = out.size();
  out.resize(at + count);
  return out.data() + at;
}

/// REQUIRES: room for the text and two bytes. Where the room goes on.
char* write_quoted(std::string_view text, char* at) {
  *at++ = '"';
  at = std::copy(text.begin(), text.end(), at);
  *at++ = '"';
  return at;
}

void append_quoted(std::string& out, std::string_view text) {
  if (is_plain(text)) {
    write_quoted(text, more_of(out, text.size() + 2));
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
  return close('}');
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
  return close(']');
}

JsonWriter& JsonWriter::key(std::string_view name) {
  const bool in_object = open_.ends_with('{') && !after_key_;
  CHIMERA_CHECK(in_object, "a key stands in an object");
  const std::string_view after = layout_ == Layout::kIndented ? ": " : ":";
  if (is_plain(name)) {
    char* at = more_of(out_, start_size() + name.size() + 2 + after.size());
    at = write_quoted(name, write_start(at));
    std::copy(after.begin(), after.end(), at);
  } else {
    write_start(more_of(out_, start_size()));
    append_quoted(out_, name);
    out_.append(after);
  }
  first_ = false;
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
  constexpr std::size_t kLikely = std::size_t{1} << 16;  ///< bytes
  JsonWriter part(layout_);
  part.out_.reserve(kLikely);
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
  write_start(more_of(out_, start_size()));
  first_ = false;
}

char* JsonWriter::write_start(char* at) const {
  if (!first_) {
    *at++ = ',';
  }
  return write_line(at);
}

char* JsonWriter::write_line(char* at) const {
  if (breaks_here()) {
    *at++ = '\n';
    at = std::fill_n(at, 2 * open_.size(), ' ');
  }
  return at;
}

JsonWriter& JsonWriter::close(char bracket) {
  const bool on_lines = breaks_here() && !first_;
  open_.pop_back();
  if (on_lines) {
    write_line(more_of(out_, line_size()));
  }
  out_ += bracket;
  first_ = false;
  return *this;
}

std::string number_text(double value) {
  NumberDigits digits;
  return std::string(std::isfinite(value) ? digits.of(value) : "n/a");
}

}  // namespace chimera::text
