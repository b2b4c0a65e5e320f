#include "text/json_string.h"

#include <algorithm>
#include <charconv>

namespace chimera::text {
namespace {

constexpr std::size_t kUnitLength = 6;  ///< of "\uXXXX"

void append_utf8(std::string& out, unsigned code) {
  const auto put = [&](unsigned byte) { out.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

/// The value of "\uXXXX" at `at`.
std::optional<unsigned> code_unit(std::string_view bytes, std::size_t at) {
  const std::string_view spelled = bytes.substr(std::min(at, bytes.size()), kUnitLength);
  unsigned unit = 0;
  if (spelled.size() < kUnitLength || !spelled.starts_with("\\u")) {
    return std::nullopt;
  }
  const char* end = spelled.data() + kUnitLength;
  const auto read = std::from_chars(spelled.data() + 2, end, unit, 16);
  return read.ptr == end ? std::optional(unit) : std::nullopt;
}

/// What a backslash and that letter stand for; nullopt if nothing.
std::optional<char> escaped(char letter) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const std::size_t at = kLetters.find(letter);
  return at == std::string_view::npos ? std::nullopt : std::optional(kMeanings[at]);
}

void note(std::optional<std::size_t>& first, std::size_t at) {
  first = first.value_or(at);
}

/// Reads the escape at `at`; returns the offset behind it.
std::size_t read_escape(std::string_view bytes, std::size_t at, JsonString& result) {
  if (at + 1 >= bytes.size()) {
    return bytes.size();
  }
  if (const auto meaning = escaped(bytes[at + 1])) {
    result.value.push_back(*meaning);
    return at + 2;
  }
  const auto unit = code_unit(bytes, at);
  if (!unit) {
    note(result.unknown_escape, at);
    return at + 1;  // the letter comes next, as itself
  }
  const bool high = *unit >= 0xD800 && *unit <= 0xDBFF;
  const auto low = high ? code_unit(bytes, at + kUnitLength) : std::nullopt;
  if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
    append_utf8(result.value, 0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00));
    return at + 2 * kUnitLength;
  }
  const bool half = high || (*unit >= 0xDC00 && *unit <= 0xDFFF);
  if (half) {
    note(result.half_pair, at);
  }
  append_utf8(result.value, half ? 0xFFFD : *unit);
  return at + kUnitLength;
}

bool is_plain(char c) {
  return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
}

}  // namespace

JsonString read_json_string(std::string_view bytes, std::size_t start) {
  JsonString result;
  std::size_t at = start + 1;
  while (at < bytes.size()) {
    const auto* stop = std::find_if_not(bytes.begin() + at, bytes.end(), is_plain);
    const auto plain_end = static_cast<std::size_t>(stop - bytes.begin());
    result.value.append(bytes.substr(at, plain_end - at));
    at = plain_end;
    if (at >= bytes.size()) {
      break;
    }
    if (bytes[at] == '"') {
      result.closed = true;
      ++at;
      break;
    }
    if (bytes[at] == '\\') {
      at = read_escape(bytes, at, result);
    } else {
      note(result.control, at);
      result.value.push_back(bytes[at++]);
    }
  }
  result.end = at;
  return result;
}

}  // namespace chimera::text
