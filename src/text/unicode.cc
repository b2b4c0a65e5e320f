#include "text/unicode.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace chimera::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::size_t kSampleBytes = 4096;  ///< how much is looked at to tell an encoding

struct CodePoint {
  char32_t value = kReplacement;
  std::size_t length = 0;  ///< in bytes; 0: no valid sequence stands here
};

/// Table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing above U+10FFFF.
CodePoint code_point_at(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) -> char32_t { return static_cast<unsigned char>(bytes[i]); };
  const char32_t lead = byte(at);
  if (lead < 0x80) {
    return {lead, 1};
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() - at < length) {
    return {};
  }
  char32_t value = lead & (0x7FU >> length);
  for (std::size_t i = at + 1; i < at + length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      return {};
    }
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) {
    return {};
  }
  return {value, length};
}

void append_code_point(std::string& out, char32_t value) {
  const auto push = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (value < 0x80) {
    push(value);
    return;
  }
  if (value < 0x800) {
    push(0xC0U | (value >> 6U));
  } else {
    if (value < 0x10000) {
      push(0xE0U | (value >> 12U));
    } else {
      push(0xF0U | (value >> 18U));
      push(0x80U | ((value >> 12U) & 0x3FU));
    }
    push(0x80U | ((value >> 6U) & 0x3FU));
  }
  push(0x80U | (value & 0x3FU));
}

bool begins_with_zeros(std::string_view bytes) {
  return bytes.substr(0, kSampleBytes).find('\0') != std::string_view::npos;
}

Decoded from_utf8(std::string_view bytes) {
  Decoded decoded;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < bytes.size(); ++characters) {
    const CodePoint point = code_point_at(bytes, at);
    if (point.length == 0) {
      append_code_point(decoded.utf8, kReplacement);
      ++decoded.replaced;
      ++at;
    } else {
      decoded.utf8.append(bytes.substr(at, point.length));
      at += point.length;
    }
  }
  decoded.encoding =
      begins_with_zeros(bytes) || decoded.replaced > characters / 4 ? "binary" : "UTF-8";
  return decoded;
}

Decoded from_utf16(const std::u16string& units, std::string encoding) {
  Decoded decoded;
  decoded.encoding = std::move(encoding);
  for (std::size_t at = 0; at < units.size(); ++at) {
    const char32_t unit = units[at];
    const char32_t next = at + 1 < units.size() ? units[at + 1] : 0;
    if (unit < 0xD800 || unit > 0xDFFF) {
      decoded.replaced += unit == kReplacement ? 1U : 0U;
      append_code_point(decoded.utf8, unit);
    } else if (unit < 0xDC00 && next >= 0xDC00 && next <= 0xDFFF) {
      append_code_point(decoded.utf8, 0x10000 + ((unit - 0xD800) << 10U) + (next - 0xDC00));
      ++at;
    } else {
      append_code_point(decoded.utf8, kReplacement);
      ++decoded.replaced;
    }
  }
  return decoded;
}

/// Pairs of bytes, given as code points, to UTF-16 code units. What is no byte, or has no second
/// one, becomes U+FFFD.
std::u16string join_bytes(const std::u32string& bytes, bool little_endian) {
  std::u16string units;
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    const bool whole = at + 1 < bytes.size();
    const char32_t first = bytes[at];
    const char32_t second = whole ? bytes[at + 1] : kReplacement;
    if (first > 0xFF || second > 0xFF) {
      units.push_back(static_cast<char16_t>(kReplacement));
    } else {
      units.push_back(
          static_cast<char16_t>(little_endian ? (second << 8U) | first : (first << 8U) | second));
    }
  }
  return units;
}

Decoded from_utf16_bytes(std::string_view bytes, bool little_endian) {
  std::u32string values;
  values.reserve(bytes.size());
  for (const char c : bytes) {
    values.push_back(static_cast<unsigned char>(c));
  }
  return from_utf16(join_bytes(values, little_endian), little_endian ? "UTF-16LE" : "UTF-16BE");
}

/// UTF-16LE whose bytes somebody took for Latin-1 and wrote as UTF-8: undo that first.
Decoded from_reencoded(std::string_view bytes) {
  std::u32string values;
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint point = code_point_at(bytes, at);
    values.push_back(point.length == 0 ? static_cast<unsigned char>(bytes[at]) : point.value);
    at += std::max<std::size_t>(point.length, 1);
  }
  return from_utf16(join_bytes(values, true), "UTF-16LE (re-encoded)");
}

/// 0x80 to 0x9F of Windows-1252; 0 where it has no character.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

char32_t windows_1252(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 || byte > 0x9F ? byte : kWindows1252[byte - 0x80U];
}

/// Text that is no UTF-8 where it should be, and nowhere UTF-8 that only UTF-8 can be: what
/// Windows programs write in Western Europe.
bool is_windows_1252(std::string_view bytes, const Decoded& as_utf8) {
  if (as_utf8.replaced == 0 || as_utf8.encoding == "binary") {
    return false;
  }
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = code_point_at(bytes, at).length;
    if (length > 1 || windows_1252(bytes[at]) == 0) {
      return false;
    }
    at += std::max<std::size_t>(length, 1);
  }
  return true;
}

Decoded from_windows_1252(std::string_view bytes) {
  Decoded decoded{.encoding = "Windows-1252"};
  for (const char c : bytes) {
    append_code_point(decoded.utf8, windows_1252(c));
  }
  return decoded;
}

enum class ZeroPattern { kNone, kLittleEndian, kBigEndian };

/// Text in UTF-16 without a BOM has zeros in the high byte of nearly each unit.
ZeroPattern zero_pattern(std::string_view bytes) {
  const std::size_t pairs = std::min(bytes.size(), kSampleBytes) / 2;
  std::size_t even_zeros = 0;
  std::size_t odd_zeros = 0;
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    even_zeros += bytes[2 * pair] == '\0' ? 1U : 0U;
    odd_zeros += bytes[2 * pair + 1] == '\0' ? 1U : 0U;
  }
  if (pairs < 2) {
    return ZeroPattern::kNone;
  }
  if (odd_zeros * 10 >= pairs * 7 && even_zeros * 10 <= pairs) {
    return ZeroPattern::kLittleEndian;
  }
  if (even_zeros * 10 >= pairs * 7 && odd_zeros * 10 <= pairs) {
    return ZeroPattern::kBigEndian;
  }
  return ZeroPattern::kNone;
}

/// Control characters, line and paragraph separators, bidirectional marks.
bool is_unprintable(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

}  // namespace

Decoded decode(std::string whole) {
  const std::string_view bytes = whole;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    return from_utf8(bytes.substr(3));
  }
  if (bytes.starts_with("\xFF\xFE")) {
    return from_utf16_bytes(bytes.substr(2), true);
  }
  if (bytes.starts_with("\xFE\xFF")) {
    return from_utf16_bytes(bytes.substr(2), false);
  }
  // The BOM as Latin-1, or as two bytes that a decoder gave up on.
  for (const std::string_view bom : {"\xC3\xBF\xC3\xBE", "\xEF\xBF\xBD\xEF\xBF\xBD"}) {
    if (bytes.starts_with(bom) &&
        bytes.substr(bom.size(), 64).find('\0') != std::string_view::npos) {
      return from_reencoded(bytes.substr(bom.size()));
    }
  }
  if (!begins_with_zeros(bytes) && is_utf8(bytes)) {
    return {.utf8 = std::move(whole), .encoding = "UTF-8"};
  }
  switch (zero_pattern(bytes)) {
    case ZeroPattern::kLittleEndian:
      return from_utf16_bytes(bytes, true);
    case ZeroPattern::kBigEndian:
      return from_utf16_bytes(bytes, false);
    case ZeroPattern::kNone:
      break;
  }
  Decoded decoded = from_utf8(bytes);
  return is_windows_1252(bytes, decoded) ? from_windows_1252(bytes) : decoded;
}

bool is_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

std::size_t code_points(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size(); ++count) {
    at += std::max<std::size_t>(code_point_at(utf8, at).length, 1);
  }
  return count;
}

std::string one_line(std::string_view utf8, std::size_t limit) {
  std::string out;
  std::size_t written = 0;
  std::size_t cut = 0;  // where the text ends if "…" must still fit
  for (std::size_t at = 0; at < utf8.size();) {
    if (written == limit) {
      return limit == 0 ? std::string() : out.substr(0, cut) + "…";
    }
    const CodePoint point = code_point_at(utf8, at);
    cut = out.size();
    append_code_point(out, is_unprintable(point.value) ? U' ' : point.value);
    ++written;
    at += std::max<std::size_t>(point.length, 1);
  }
  return out;
}

}  // namespace chimera::text
