#include "text/json_tolerant.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "text/json_string.h"
#include "text/unicode.h"

namespace chimera::text {
namespace {

// Longer ones first where one begins another.
constexpr std::array<std::string_view, 10> kNoNumbers{
    "NaN", "-NaN", "nan", "-nan", "Infinity", "-Infinity", "Inf", "-Inf", "inf", "-inf"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Line and column of offsets that only grow.
class PlaceCounter {
 public:
  PlaceCounter(std::string_view bytes, std::size_t line) : bytes_(bytes), line_(line) {}

  Place at(std::size_t offset) {
    offset = std::clamp(offset, at_, bytes_.size());
    const std::string_view passed = bytes_.substr(at_, offset - at_);
    const std::size_t newline = passed.rfind('\n');
    if (newline == std::string_view::npos) {
      column_ += code_points(passed);
    } else {
      line_ += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
      column_ = 1 + code_points(passed.substr(newline + 1));
    }
    at_ = offset;
    return {"", line_, column_};
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::size_t line_;
  std::size_t column_ = 1;
};

/// Problems by kind, each kind's first few.
class Oddities {
 public:
  Oddities(std::string_view bytes, std::size_t line) : places_(bytes, line) {}

  void add(std::size_t offset, std::string what) {
    Kind& kind = kinds_[what];
    if (++kind.count <= kJsonOddMax) {
      kind.last = problems_.size();
      problems_.push_back({ErrorCode::kInput, std::move(what), places_.at(offset)});
    }
  }

  std::vector<Error> take() {
    for (const auto& [what, kind] : kinds_) {
      if (kind.count > kJsonOddMax) {
        problems_[kind.last].message +=
            " (and " + std::to_string(kind.count - kJsonOddMax) + " more like it)";
      }
    }
    return std::move(problems_);
  }

 private:
  struct Kind {
    std::size_t count = 0;
    std::size_t last = 0;
  };

  PlaceCounter places_;
  std::map<std::string, Kind> kinds_;
  std::vector<Error> problems_;
};

/// Each function reads one piece from at_ on; false once the text is broken.
class Reader {
 public:
  Reader(std::string_view bytes, std::size_t line) : bytes_(bytes), odd_(bytes, line) {}

  Result<TolerantJson> read() {
    TolerantJson result;
    if (value(result.value, 0)) {
      skip_space();
      if (at_ < bytes_.size()) {
        broken("text behind the document's end");
      }
    }
    result.broken = broken_;
    result.problems = odd_.take();
    if (broken_ && !complete_) {
      return tl::unexpected(std::move(result.problems.back()));
    }
    return result;
  }

 private:
  bool broken(const std::string& what) {
    const bool at_end = at_ >= bytes_.size();
    odd_.add(at_, std::string("broken JSON: ") + (at_end ? "ends too early, " : "") + what);
    broken_ = true;
    return false;
  }

  [[nodiscard]] char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }

  void skip_space() {
    while (true) {
      at_ = std::min(bytes_.find_first_not_of(" \t\r\n", at_), bytes_.size());
      const std::string_view rest = bytes_.substr(at_, 2);
      if (rest != "//" && rest != "/*") {
        return;
      }
      odd_.add(at_, "a comment in JSON: left out");
      const std::string_view end = rest == "//" ? "\n" : "*/";
      const std::size_t found = bytes_.find(end, at_ + 2);
      at_ = found == std::string_view::npos ? bytes_.size() : found + end.size();
    }
  }

  bool accept(char c) {
    skip_space();
    if (at_ >= bytes_.size() || bytes_[at_] != c) {
      return false;
    }
    ++at_;
    return true;
  }

  bool value(JsonValue& out, std::size_t depth) {
    skip_space();
    const char c = peek();
    if (c == '{' || c == '[') {
      if (depth >= kJsonDepthMax) {
        return broken("nested more than " + std::to_string(kJsonDepthMax) + " deep");
      }
      ++at_;
      out.kind = c == '{' ? JsonKind::kObject : JsonKind::kArray;
      return c == '{' ? object(out, depth + 1) : array(out, depth + 1);
    }
    const bool done = scalar(out, depth);
    complete_ = complete_ || done;
    return done;
  }

  bool scalar(JsonValue& out, std::size_t depth) {
    if (peek() == '"') {
      out.kind = JsonKind::kString;
      return string(out.text);
    }
    if (word("null")) {
      return true;
    }
    for (const std::string_view spelled : {"true", "false"}) {
      if (word(spelled)) {
        out.kind = JsonKind::kBool;
        out.boolean = spelled == "true";
        out.text = spelled;
        return true;
      }
    }
    const std::size_t start = at_;
    for (const std::string_view spelled : kNoNumbers) {
      if (word(spelled)) {
        odd_.add(start, "'" + std::string(spelled) + "' in JSON: read as a missing value");
        out.text = spelled;
        return true;
      }
    }
    if (is_digit(peek()) || peek() == '-') {
      return number(out, depth);
    }
    return broken("a value expected");
  }

  /// A break inside a member leaves what the member holds, if it holds anything.
  static bool holds_something(const JsonValue& value) {
    return !value.items.empty() || !value.members.empty();
  }

  /// Whether a comma was the last thing before the closing `bracket`.
  bool closes(char bracket) {
    const std::size_t comma = at_ - 1;
    if (!accept(bracket)) {
      return false;
    }
    odd_.add(comma, std::string("a comma before '") + bracket + "' in JSON: left out");
    return true;
  }

  bool object(JsonValue& out, std::size_t depth) {
    if (accept('}')) {
      return true;
    }
    while (true) {
      skip_space();
      if (peek() != '"') {
        return broken("a name in quotes expected");
      }
      JsonMember member;
      if (!string(member.first)) {
        return false;
      }
      if (!accept(':')) {
        return broken("':' expected");
      }
      const bool done = value(member.second, depth);
      if (done || holds_something(member.second)) {
        out.members.push_back(std::move(member));
      }
      if (!done || accept('}')) {
        return done;
      }
      if (!accept(',')) {
        return broken("',' or '}' expected");
      }
      if (closes('}')) {
        return true;
      }
    }
  }

  bool array(JsonValue& out, std::size_t depth) {
    if (accept(']')) {
      return true;
    }
    while (true) {
      JsonValue item;
      const bool done = value(item, depth);
      if (done || (holds_something(item) && out.items.empty())) {
        out.items.push_back(std::move(item));
      }
      if (!done || accept(']')) {
        return done;
      }
      if (!accept(',')) {
        return broken("',' or ']' expected");
      }
      if (closes(']')) {
        return true;
      }
    }
  }

  bool word(std::string_view spelled) {
    if (!bytes_.substr(at_).starts_with(spelled)) {
      return false;
    }
    at_ += spelled.size();
    return true;
  }

  bool string(std::string& out) {
    JsonString read = read_json_string(bytes_, at_);
    std::array<std::pair<std::optional<std::size_t>, const char*>, 3> found{{
        {read.control, "a control character in a string of JSON: kept"},
        {read.unknown_escape, "an unknown escape in a string of JSON: its letter is kept"},
        {read.half_pair, "half a surrogate pair in a string of JSON: replaced"},
    }};
    std::sort(found.begin(), found.end());
    for (const auto& [offset, what] : found) {
      if (offset) {
        odd_.add(*offset, what);
      }
    }
    at_ = read.end;
    out = std::move(read.value);
    return read.closed || broken("'\"' expected");
  }

  bool digits() {
    const std::size_t start = at_;
    while (is_digit(peek())) {
      ++at_;
    }
    return at_ > start || broken("a digit expected");
  }

  bool number(JsonValue& out, std::size_t depth) {
    const std::size_t start = at_;
    at_ += peek() == '-' ? 1U : 0U;
    const bool zero = peek() == '0';
    const std::size_t first = at_;
    if (!digits()) {
      return false;
    }
    if (zero && at_ - first > 1) {
      at_ = start;
      return broken("a number with a leading zero");
    }
    if (peek() == '.') {
      ++at_;
      if (!digits()) {
        return false;
      }
    }
    bool tiny = zero;
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      tiny = peek() == '-';
      at_ += peek() == '-' || peek() == '+' ? 1U : 0U;
      if (!digits()) {
        return false;
      }
    }
    if (at_ >= bytes_.size() && depth > 0) {
      return broken("the rest of a number expected");
    }
    set_number(out, start, tiny);
    return true;
  }

  void set_number(JsonValue& out, std::size_t start, bool tiny) {
    out.text = bytes_.substr(start, at_ - start);
    const char* begin = bytes_.data() + start;
    const auto read = std::from_chars(begin, bytes_.data() + at_, out.number);
    if (read.ec == std::errc::result_out_of_range) {
      out.number = 0;
      if (!tiny) {
        odd_.add(start, "a number too large in JSON: read as a missing value");
        return;
      }
    }
    if (out.text == "-0") {
      out.number = 0;  // an integer has no negative zero
    }
    out.kind = JsonKind::kNumber;
  }

  std::string_view bytes_;
  Oddities odd_;
  std::size_t at_ = 0;
  bool complete_ = false;  ///< some scalar is
  bool broken_ = false;
};

}  // namespace

Result<TolerantJson> parse_json_tolerantly(std::string_view bytes, std::size_t line) {
  return Reader(bytes, line).read();
}

}  // namespace chimera::text
