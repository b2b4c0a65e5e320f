#include "verify/plain.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/unicode.h"

namespace chimera::verify {
namespace {

char lower_of(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

struct Spelled {
  std::string_view utf8;
  std::string_view plain;
};

// A dash that parts clauses becomes a semicolon; one between numbers a hyphen.
constexpr std::array<Spelled, 26> kPlainForms = {{
    {"‘", "'"},      {"’", "'"},      {"‚", "'"},   {"“", "\""},   {"”", "\""},     {"„", "\""},
    {"–", "-"},      {"−", "-"},      {"‑", "-"},   {"—", ";"},    {"×", "x"},      {"≈", "~"},
    {"≥", ">"},      {"≤", "<"},      {"→", "->"},  {"…", "..."},  {"\u00A0", " "}, {"\u202F", " "},
    {"\u2009", " "}, {"\u2007", " "}, {"½", "0.5"}, {"¼", "0.25"}, {"¾", "0.75"},   {"⅓", "0.333"},
    {"⅔", "0.667"},  {"\u3000", " "},
}};

constexpr std::array<std::string_view, 15> kInvisible = {
    "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD", "\u200E", "\u200F",
    "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2069"};

std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size());
}

// The ASCII digit that a digit of another script looks like; '\0' for none.
char looks_like_digit(std::string_view sequence) {
  if (sequence.size() == 3 && sequence.starts_with("\xEF\xBC")) {  // full-width
    const auto low = static_cast<unsigned char>(sequence[2]);
    return low >= 0x90 && low <= 0x99 ? static_cast<char>('0' + low - 0x90) : '\0';
  }
  if (sequence.size() == 2 && (sequence[0] == '\xD9' || sequence[0] == '\xDB')) {  // Arabic
    const auto low = static_cast<unsigned char>(sequence[1]);
    const unsigned first = sequence[0] == '\xD9' ? 0xA0 : 0xB0;
    return low >= first && low < first + 10 ? static_cast<char>('0' + (low - first)) : '\0';
  }
  if (sequence.size() == 4 && sequence.starts_with("\xF0\x9D\x9F")) {  // mathematical
    const auto low = static_cast<unsigned char>(sequence[3]);
    return low >= 0x8E && low <= 0xBF ? static_cast<char>('0' + (low - 0x8E) % 10) : '\0';
  }
  return '\0';
}

std::size_t tag_length(std::string_view rest) {
  if (rest.starts_with("<!--")) {
    const std::size_t close = rest.find("-->");
    return close == std::string_view::npos ? rest.size() : close + 3;
  }
  if (rest.size() < 3 || (rest[1] != '/' && !is_word(rest[1])) ||
      (rest[1] >= '0' && rest[1] <= '9')) {
    return 0;
  }
  const std::size_t close = rest.find('>');
  return close == std::string_view::npos || close > 200 ? 0 : close + 1;
}

// An underscore is emphasis only at the edge of a word, and not where words around it are joined.
bool is_emphasis(std::string_view line, std::size_t at) {
  if (line[at] == '*') {
    return at == 0 || at + 1 >= line.size() || line[at - 1] != ' ' || line[at + 1] != ' ';
  }
  std::size_t begin = at;
  while (begin > 0 && line[begin - 1] == '_') {
    --begin;
  }
  std::size_t end = at + 1;
  while (end < line.size() && line[end] == '_') {
    ++end;
  }
  // "a/_keep/b": of a path.
  const bool joined = begin > 0 && end < line.size() &&
                      (is_word(line[begin - 1]) || line[begin - 1] == '/') && is_word(line[end]);
  return !joined;
}

// The inside of a code span that opens here: up to as many backticks as it begins with.
Range code_span(std::string_view rest) {
  const std::size_t sign = std::min(rest.find_first_not_of('`'), rest.size());
  for (std::size_t at = sign; at < rest.size();) {
    const std::size_t begin = rest.find('`', at);
    if (begin == std::string_view::npos) {
      return {};
    }
    const std::size_t end = std::min(rest.find_first_not_of('`', begin), rest.size());
    if (end - begin == sign) {
      return {sign, begin};
    }
    at = end;
  }
  return {};
}

// Where the label of a link that opens here ends, and where the link does: "[label](target)".
Range link_ends(std::string_view rest) {
  constexpr std::size_t kLinkBytesMax = 2000;  // so that a line of brackets is read in linear time
  rest = rest.substr(0, kLinkBytesMax);
  const std::size_t label = rest.find(']');
  if (label == std::string_view::npos || label + 1 >= rest.size() || rest[label + 1] != '(') {
    return {};
  }
  const std::size_t close = rest.find(')', label);
  return close == std::string_view::npos ? Range{} : Range{label, close + 1};
}

}  // namespace

Lines lines_of(std::string_view document) {
  Lines lines;
  lines.reserve(static_cast<std::size_t>(std::count(document.begin(), document.end(), '\n')) + 1);
  for (std::size_t start = 0; start <= document.size();) {
    const std::size_t end = std::min(document.find('\n', start), document.size());
    std::string_view line = document.substr(start, end - start);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    lines.push_back(line);
    start = end + 1;
  }
  return lines;
}

void Plain::put(char c, const Origin& origin) {
  text_ += c;
  lower_ += lower_of(c);
  origins_.push_back(origin);
}

// As it stands; only a bar is escaped in a table, and a blank may keep backticks apart.
void Plain::add_code(std::string_view line, std::size_t index, Range bytes, std::uint32_t flags) {
  const std::string_view text = line.substr(bytes.begin, bytes.end - bytes.begin);
  if (text.size() > 2 && text.front() == ' ' && text.back() == ' ' &&
      (text[1] == '`' || text[text.size() - 2] == '`')) {
    bytes = {bytes.begin + 1, bytes.end - 1};
  }
  for (std::size_t at = bytes.begin; at < bytes.end; ++at) {
    const bool bar = line[at] == '\\' && at + 1 < bytes.end && line[at + 1] == '|';
    at += bar ? 1U : 0U;
    put(line[at], {static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(at),
                   static_cast<std::uint32_t>(at + 1), flags | kCode});
  }
}

void Plain::add(std::string_view line, std::size_t index, Range bytes) {
  const auto number = static_cast<std::uint32_t>(index);
  const auto origin = [&](std::size_t begin, std::size_t length, std::uint32_t flags) {
    return Origin{number, static_cast<std::uint32_t>(begin),
                  static_cast<std::uint32_t>(begin + length), flags};
  };
  if (!text_.empty()) {
    put(' ', origin(bytes.begin, 0, 0));
  }
  std::uint32_t odd = 0;
  Range link;  // from the end of the label that is being read to the end of its link
  for (std::size_t at = bytes.begin; at < bytes.end;) {
    if (!link.empty() && at >= link.begin) {
      at = std::exchange(link, {}).end;
      continue;
    }
    const std::string_view rest = line.substr(at, bytes.end - at);
    const std::size_t length = sequence_length(rest);
    const std::string_view sequence = rest.substr(0, length);
    const std::uint32_t flags = odd | (link.empty() ? 0 : kLink);
    if (rest.front() == '[' && link.empty()) {
      if (const Range ends = link_ends(rest); !ends.empty()) {
        link = {at + ends.begin, at + ends.end};
        ++at;
        continue;
      }
    }
    if (rest.front() == '`') {
      if (const Range span = code_span(rest); !span.empty()) {
        add_code(line, index, {at + span.begin, at + span.end}, flags);
        at += span.end + rest.find_first_not_of('`');
        odd = 0;
        continue;
      }
    } else if (rest.front() == '<' && tag_length(rest) > 0) {
      at += tag_length(rest);
      continue;
    } else if (rest.front() == '\\' && rest.size() > 1 && !is_word(rest[1])) {
      put(rest[1], origin(at, 2, flags));
      at += 2;
      continue;
    } else if ((rest.front() == '*' || rest.front() == '_') && is_emphasis(line, at)) {
      // markup
    } else if (length == 1) {
      put(rest.front() == '\t' ? ' ' : rest.front(), origin(at, 1, flags));
      odd = 0;
    } else if (std::find(kInvisible.begin(), kInvisible.end(), sequence) != kInvisible.end()) {
      odd = kOdd;
      if (!origins_.empty()) {
        origins_.back().flags |= kOdd;
      }
    } else if (const char digit = looks_like_digit(sequence); digit != '\0') {
      put(digit, origin(at, length, flags | kOdd));
    } else {
      const auto* const form =
          std::find_if(kPlainForms.begin(), kPlainForms.end(),
                       [&](const Spelled& each) { return each.utf8 == sequence; });
      for (const char c : form == kPlainForms.end() ? sequence : form->plain) {
        put(c, origin(at, length, flags));
      }
      odd = 0;
    }
    at += length;
  }
}

bool Plain::is_odd(Range range) const {
  for (std::size_t at = range.begin; at < range.end; ++at) {
    if ((origins_[at].flags & kOdd) != 0) {
      return true;
    }
  }
  return false;
}

ClaimPlace Plain::place(Range range, std::size_t anchor, const Lines& lines) const {
  const std::uint32_t line = origins_[anchor].line;
  const auto usable = [&](std::size_t at) {
    return origins_[at].line == line && text_[at] != ' ' && origins_[at].end > origins_[at].begin;
  };
  std::size_t begin = range.begin;
  while (begin < anchor && !usable(begin)) {
    ++begin;
  }
  std::size_t end = range.end;
  while (end > anchor + 1 && !usable(end - 1)) {
    --end;
  }
  const std::size_t first = origins_[begin].begin;
  const std::size_t last = origins_[end - 1].end;
  const std::string_view source = lines[line];
  return {line + 1, text::code_points(source.substr(0, first)) + 1,
          std::string(source.substr(first, last - first))};
}

}  // namespace chimera::verify
