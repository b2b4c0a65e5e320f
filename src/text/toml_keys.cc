#include "text/toml_keys.h"

#include <algorithm>

namespace chimera::text {

namespace {

// Behind the string that begins at `at`; a string of one line ends with its line at the latest.
std::size_t behind_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string_view rest = text.substr(at);
  const bool is_long = rest.size() >= 3 && rest[1] == quote && rest[2] == quote;
  std::size_t end = at + (is_long ? 3 : 1);
  std::size_t closing = 0;
  while (end < text.size() && closing < (is_long ? 3U : 1U)) {
    if (!is_long && text[end] == '\n') {
      return end;
    }
    const bool escapes = quote == '"' && text[end] == '\\';
    closing = text[end] == quote ? closing + 1 : 0;
    end = std::min(text.size(), end + (escapes ? 2 : 1));
  }
  // A long string may end with two quotes of its own before the three that close it.
  for (int extra = 0; is_long && extra < 2 && end < text.size() && text[end] == quote; ++extra) {
    ++end;
  }
  return end;
}

}  // namespace

std::size_t line_of_long_key(std::string_view text) {
  std::size_t parts = 1;
  std::size_t line = 1;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      const std::size_t end = behind_string(text, at);
      line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                                                  text.begin() + static_cast<std::ptrdiff_t>(end),
                                                  '\n'));
      at = end;
      continue;
    }
    if (c == '#') {
      at = std::min(text.find('\n', at), text.size());
      continue;
    }
    if (c == '.' && ++parts > kTomlKeyPartsMax) {
      return line;
    }
    const bool ends_key = c == '\n' || c == '=' || c == ',' || c == '[' || c == ']' || c == '{';
    parts = ends_key ? 1 : parts;
    line += c == '\n' ? 1 : 0;
    ++at;
  }
  return 0;
}

}  // namespace chimera::text
