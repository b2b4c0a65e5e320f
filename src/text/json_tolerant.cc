#include "text/json_tolerant.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "text/json_number.h"
#include "text/json_odd.h"
#include "text/json_string.h"

namespace chimera::text {
namespace {

// Longer ones first where one begins another.
constexpr std::array<std::string_view, 10> kNoNumbers{
    "NaN", "-NaN", "nan", "-nan", "Infinity", "-Infinity", "Inf", "-Inf", "inf", "-inf"};

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
    if (peek() == '-' || (peek() >= '0' && peek() <= '9')) {
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

  bool number(JsonValue& out, std::size_t depth) {
    const std::size_t start = at_;
    const JsonNumber read = read_json_number(bytes_, start);
    at_ = read.end;
    if (!read.break_off.empty()) {
      return broken(std::string(read.break_off));
    }
    if (at_ >= bytes_.size() && depth > 0) {
      return broken("the rest of a number expected");
    }
    out.text = bytes_.substr(start, at_ - start);
    if (read.too_large) {
      odd_.add(start, "a number too large in JSON: read as a missing value");
      return true;
    }
    out.kind = JsonKind::kNumber;
    out.number = read.value;
    return true;
  }

  std::string_view bytes_;
  JsonOddities odd_;
  std::size_t at_ = 0;
  bool complete_ = false;  ///< some scalar is
  bool broken_ = false;
};

}  // namespace

Result<TolerantJson> parse_json_tolerantly(std::string_view bytes, std::size_t line) {
  return Reader(bytes, line).read();
}

}  // namespace chimera::text
