#include "read/format/plain_json_lines.h"

#include <algorithm>

namespace chimera::read {

namespace {

constexpr std::size_t kDepthMax = 16;
constexpr std::size_t kValuesMax = 1'000;
constexpr std::size_t kCellMax = 256;  ///< longer texts are for a reader that knows where to cut

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

void skip_blanks(std::string_view line, std::size_t& at) {
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) {
    ++at;
  }
}

bool take(std::string_view line, std::size_t& at, char c) {
  skip_blanks(line, at);
  if (at >= line.size() || line[at] != c) {
    return false;
  }
  ++at;
  return true;
}

/// The text of a string that begins at `at` and has no escape; moves behind its closing quote.
std::optional<std::string_view> take_string(std::string_view line, std::size_t& at) {
  const std::size_t end = line.find('"', at + 1);
  if (end == std::string_view::npos || end - at - 1 > kCellMax) {
    return std::nullopt;
  }
  const std::string_view text = line.substr(at + 1, end - at - 1);
  // Without a way out of the loop it is a few instructions for many bytes.
  unsigned odd = 0;
  for (const char c : text) {
    odd |= static_cast<unsigned>(c == '\\') |
           static_cast<unsigned>(static_cast<unsigned char>(c) < 0x20);
  }
  at = end + 1;
  return odd != 0 ? std::nullopt : std::optional(text);
}

std::optional<std::string_view> take_word(std::string_view line, std::size_t& at) {
  for (const std::string_view word : {"null", "true", "false"}) {
    if (line.substr(at).starts_with(word)) {
      at += word.size();
      return word == "null" ? std::string_view() : line.substr(at - word.size(), word.size());
    }
  }
  return std::nullopt;
}

std::size_t skip_digits(std::string_view line, std::size_t at) {
  while (at < line.size() && is_digit(line[at])) {
    ++at;
  }
  return at;
}

/// A number as RFC 8259 spells it.
std::optional<std::string_view> take_number(std::string_view line, std::size_t& at) {
  const std::size_t begin = at;
  std::size_t end = begin + (at < line.size() && line[at] == '-' ? 1 : 0);
  const std::size_t whole = end;
  end = skip_digits(line, end);
  if (end == whole || (line[whole] == '0' && end - whole > 1)) {
    return std::nullopt;
  }
  if (end < line.size() && line[end] == '.') {
    const std::size_t fraction = end + 1;
    end = skip_digits(line, fraction);
    if (end == fraction) {
      return std::nullopt;
    }
  }
  if (end < line.size() && (line[end] == 'e' || line[end] == 'E')) {
    ++end;
    if (end < line.size() && (line[end] == '-' || line[end] == '+')) {
      ++end;
    }
    const std::size_t exponent = end;
    end = skip_digits(line, exponent);
    if (end == exponent) {
      return std::nullopt;
    }
  }
  at = end;
  return end - begin > kCellMax ? std::nullopt : std::optional(line.substr(begin, end - begin));
}

std::optional<std::string_view> take_scalar(std::string_view line, std::size_t& at) {
  if (at >= line.size()) {
    return std::nullopt;
  }
  if (line[at] == '"') {
    return take_string(line, at);
  }
  return line[at] == '-' || is_digit(line[at]) ? take_number(line, at) : take_word(line, at);
}

}  // namespace

std::optional<JsonLineTemplate> JsonLineTemplate::make(std::string_view line) {
  JsonLineTemplate made;
  std::size_t at = 0;
  if (!made.add_object(line, at, "", 0) || made.names_.empty()) {
    return std::nullopt;
  }
  made.behind_ = line.substr(made.literal_);
  skip_blanks(line, at);
  return at == line.size() ? std::optional(std::move(made)) : std::nullopt;
}

bool JsonLineTemplate::add_object(std::string_view line, std::size_t& at, const std::string& above,
                                  std::size_t depth) {
  if (depth > kDepthMax || !take(line, at, '{')) {
    return false;
  }
  do {
    if (!add_member(line, at, above, depth)) {
      return false;
    }
  } while (take(line, at, ','));
  return take(line, at, '}');
}

bool JsonLineTemplate::add_member(std::string_view line, std::size_t& at, const std::string& above,
                                  std::size_t depth) {
  skip_blanks(line, at);
  if (at >= line.size() || line[at] != '"' || names_.size() >= kValuesMax) {
    return false;
  }
  const auto key = take_string(line, at);
  if (!key || !take(line, at, ':')) {
    return false;
  }
  const std::string name = above.empty() ? std::string(*key) : above + "." + std::string(*key);
  skip_blanks(line, at);
  if (at < line.size() && line[at] == '{') {
    return add_object(line, at, name, depth + 1);
  }
  const std::string before(line.substr(literal_, at - literal_));
  if (!take_scalar(line, at)) {
    return false;
  }
  names_.push_back(name);
  before_.push_back(before);
  literal_ = at;
  return true;
}

bool JsonLineTemplate::split(std::string_view line, std::span<std::string_view> cells) const {
  std::size_t at = 0;
  for (std::size_t i = 0; i < before_.size(); ++i) {
    if (line.compare(at, before_[i].size(), before_[i]) != 0) {
      return false;
    }
    at += before_[i].size();
    const auto cell = take_scalar(line, at);
    if (!cell) {
      return false;
    }
    cells[i] = *cell;
  }
  return line.substr(at) == behind_;
}

PlainRows plain_rows(const JsonLineTemplate& line) {
  return {.format = "json",
          .names = line.names(),
          .split = [line](std::string_view text, std::span<std::string_view> cells) {
            return line.split(text, cells);
          }};
}

}  // namespace chimera::read
