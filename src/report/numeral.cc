#include "report/numeral.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace chimera::report {
namespace {

struct CodePoint {
  char32_t value = 0;
  std::size_t at = 0;  // byte
};

using CodePoints = std::vector<CodePoint>;

constexpr char32_t kMinus = U'\u2212';

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

std::size_t length_of_lead(unsigned lead) {
  if (lead < 0x80) {
    return 1;
  }
  if (lead >= 0xF0) {
    return lead < 0xF8 ? 4 : 1;
  }
  if (lead >= 0xE0) {
    return 3;
  }
  return lead >= 0xC2 ? 2 : 1;
}

CodePoint decode_at(std::string_view text, std::size_t at, std::size_t& length) {
  const unsigned lead = byte_at(text, at);
  length = length_of_lead(lead);
  if (length == 1) {
    return {lead < 0x80 ? static_cast<char32_t>(lead) : U'\uFFFD', at};
  }
  char32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= text.size() || (byte_at(text, at + i) & 0xC0U) != 0x80U) {
      length = 1;
      return {U'\uFFFD', at};
    }
    value = (value << 6U) | (byte_at(text, at + i) & 0x3FU);
  }
  return {value, at};
}

/// The line's code points, closed by one of value 0 at the line's end. Code spans are blanked.
CodePoints code_points_without_code(std::string_view line) {
  CodePoints out;
  std::size_t open = 0;  // index after the opening backquote; 0 where none is open
  for (std::size_t at = 0; at < line.size();) {
    std::size_t length = 1;
    out.push_back(decode_at(line, at, length));
    at += length;
    if (out.back().value != U'`') {
      continue;
    }
    if (open == 0) {
      open = out.size();
      continue;
    }
    for (std::size_t i = open - 1; i < out.size(); ++i) {
      out[i].value = U' ';
    }
    open = 0;
  }
  out.push_back({0, line.size()});
  return out;
}

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

struct Range {
  char32_t first;
  char32_t last;
};

/// Letters and digits beyond ASCII, as far as benchmark data show them.
constexpr std::array kWordRanges = {
    Range{0xAA, 0xAA},     Range{0xB2, 0xB3},     Range{0xB5, 0xB5},     Range{0xB9, 0xBA},
    Range{0xBC, 0xBE},     Range{0xC0, 0xD6},     Range{0xD8, 0xF6},     Range{0xF8, 0x2C1},
    Range{0x370, 0x373},   Range{0x376, 0x377},   Range{0x37B, 0x37D},   Range{0x386, 0x386},
    Range{0x388, 0x481},   Range{0x48A, 0x556},   Range{0x5D0, 0x5EA},   Range{0x620, 0x64A},
    Range{0x660, 0x669},   Range{0x904, 0x939},   Range{0x1E00, 0x1FBC}, Range{0x2070, 0x2071},
    Range{0x2074, 0x2079}, Range{0x2080, 0x2089}, Range{0x3041, 0x3096}, Range{0x30A1, 0x30FA},
    Range{0x3400, 0x9FFF}, Range{0xAC00, 0xD7A3}};

bool is_word(char32_t c) {
  if (c < 0x80) {
    const char32_t lower = c | 0x20U;
    return is_digit(c) || c == U'_' || (lower >= U'a' && lower <= U'z');
  }
  return std::ranges::any_of(kWordRanges,
                             [c](const Range& r) { return c >= r.first && c <= r.last; });
}

bool is_separator(char32_t c) {
  return c == U',' || c == 0x202F || c == 0xA0;
}

/// Whether a numeral may begin behind `c`.
bool may_precede(char32_t c) {
  return !is_word(c) && c != U'.' && c != U':' && c != U'/' && c != U'\\' && c != U'-';
}

/// Whether a numeral may end before index `i`.
bool may_end(const CodePoints& line, std::size_t i) {
  const char32_t c = line[i].value;
  if (is_word(c) || c == U':' || c == U'/' || c == U'\\') {
    return false;
  }
  return c != U'.' || i + 1 >= line.size() || !is_digit(line[i + 1].value);
}

std::size_t after_digits(const CodePoints& line, std::size_t i) {
  while (is_digit(line[i].value)) {
    ++i;
  }
  return i;
}

bool is_group(const CodePoints& line, std::size_t i) {
  return i + 3 < line.size() && is_separator(line[i].value) && is_digit(line[i + 1].value) &&
         is_digit(line[i + 2].value) && is_digit(line[i + 3].value);
}

std::size_t after_fraction_and_exponent(const CodePoints& line, std::size_t i) {
  if (line[i].value == U'.' && is_digit(line[i + 1].value)) {
    i = after_digits(line, i + 1);
  }
  if (line[i].value != U'e' && line[i].value != U'E') {
    return i;
  }
  const char32_t next = line[i + 1].value;
  const std::size_t digits = i + (next == U'-' || next == U'+' ? 2 : 1);
  return is_digit(line[digits].value) ? after_digits(line, digits) : i;
}

/// The end of the numeral whose first digit is at `i`; `i` itself if there is none. Where the whole
/// does not end well, the last thousands group is given back: "1,2345" reads as "1" and "2345".
std::size_t end_of_numeral(const CodePoints& line, std::size_t i) {
  std::size_t end = after_digits(line, i);
  std::size_t before_last_group = i;
  while (is_group(line, end)) {
    before_last_group = end;
    end += 4;
  }
  end = after_fraction_and_exponent(line, end);
  return may_end(line, end) ? end : before_last_group;
}

}  // namespace

std::vector<FoundNumeral> find_numerals(std::string_view line) {
  const CodePoints points = code_points_without_code(line);
  std::vector<FoundNumeral> found;
  for (std::size_t i = 0; i + 1 < points.size();) {
    const char32_t c = points[i].value;
    const bool sign = c == U'-' || c == U'+' || c == kMinus;
    const std::size_t digits = sign ? i + 1 : i;
    const bool starts =
        is_digit(points[digits].value) && (i == 0 || may_precede(points[i - 1].value));
    const std::size_t end = starts ? end_of_numeral(points, digits) : digits;
    if (end == digits) {
      ++i;
      continue;
    }
    found.push_back({points[i].at, points[digits].at, points[end].at, i + 1});
    i = end;
  }
  return found;
}

std::size_t column_of(std::string_view line, std::size_t byte) {
  return text::code_points(line.substr(0, byte)) + 1;
}

}  // namespace chimera::report
