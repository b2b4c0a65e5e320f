#include "text/json.h"

#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "text/json_break.h"
#include "text/unicode.h"

namespace chimera::text {
namespace {

constexpr std::size_t kIntegerDigitsSafe = 18;  ///< integers of so many digits fit 64 bits

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Walks a JSON text and stops at each number outside strings, in document order: the order in
/// which simdjson's tree is walked, which keeps values but not spellings.
class NumberCursor {
 public:
  explicit NumberCursor(std::string_view bytes) : bytes_(bytes) {}

  /// The next number as spelled; empty at the end.
  std::string_view next() {
    while (at_ < bytes_.size()) {
      if (bytes_[at_] == '"') {
        skip_string();
      } else if (starts_number()) {
        const std::size_t end =
            std::min(bytes_.find_first_not_of("0123456789+-.eE", at_), bytes_.size());
        const std::string_view spelled = bytes_.substr(at_, end - at_);
        at_ = end;
        return spelled;
      } else {
        ++at_;
      }
    }
    return {};
  }

  [[nodiscard]] std::size_t offset() const { return at_; }

 private:
  [[nodiscard]] bool starts_number() const {
    const bool minus = bytes_[at_] == '-' && at_ + 1 < bytes_.size();
    return is_digit(bytes_[at_]) || (minus && is_digit(bytes_[at_ + 1]));
  }

  void skip_string() {
    ++at_;
    while (at_ < bytes_.size() && bytes_[at_] != '"') {
      at_ += bytes_[at_] == '\\' ? 2U : 1U;
    }
    ++at_;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

// As deep as the parser allows: kJsonDepthMax.
JsonValue convert(simdjson::dom::element element, NumberCursor& numbers);

std::vector<JsonValue> convert_items(simdjson::dom::array array, NumberCursor& numbers) {
  std::vector<JsonValue> items;
  items.reserve(array.size());
  for (const simdjson::dom::element item : array) {
    items.push_back(convert(item, numbers));
  }
  return items;
}

std::vector<JsonMember> convert_members(simdjson::dom::object object, NumberCursor& numbers) {
  std::vector<JsonMember> members;
  members.reserve(object.size());
  for (const auto& [name, member] : object) {
    members.push_back({std::string(name), convert(member, numbers)});
  }
  return members;
}

JsonValue convert(simdjson::dom::element element, NumberCursor& numbers) {
  using simdjson::dom::element_type;
  JsonValue value;
  switch (element.type()) {
    case element_type::NULL_VALUE:
      break;
    case element_type::BOOL:
      value.kind = JsonKind::kBool;
      value.boolean = element.get_bool().value_unsafe();
      value.text = value.boolean ? "true" : "false";
      break;
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
      value.kind = JsonKind::kNumber;
      value.number = element.get_double().value_unsafe();
      value.text = numbers.next();
      break;
    case element_type::STRING:
      value.kind = JsonKind::kString;
      value.text = element.get_string().value_unsafe();
      break;
    case element_type::ARRAY:
      value.kind = JsonKind::kArray;
      value.items = convert_items(element.get_array().value_unsafe(), numbers);
      break;
    case element_type::OBJECT:
      value.kind = JsonKind::kObject;
      value.members = convert_members(element.get_object().value_unsafe(), numbers);
      break;
  }
  return value;
}

/// Integers beyond 64 bits, which simdjson refuses, become doubles.
std::string with_large_integers_as_doubles(std::string_view bytes) {
  std::string out;
  std::size_t copied = 0;
  NumberCursor numbers(bytes);
  for (std::string_view spelled = numbers.next(); !spelled.empty(); spelled = numbers.next()) {
    if (spelled.size() > kIntegerDigitsSafe &&
        spelled.find_first_of(".eE") == std::string_view::npos) {
      out.append(bytes.substr(copied, numbers.offset() - copied)).append(".0");
      copied = numbers.offset();
    }
  }
  return out.append(bytes.substr(copied));
}

/// The words of Python's json module that JSON doesn't have become null: no value is known.
std::string with_bare_nan_as_null(std::string_view bytes) {
  std::string out;
  bool in_string = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::string_view rest = bytes.substr(at);
    std::size_t length = 1;
    if (in_string) {
      length = rest[0] == '\\' ? std::min<std::size_t>(2, rest.size()) : 1;
    } else if (rest.starts_with("NaN")) {
      length = 3;
    } else if (rest.starts_with("Infinity")) {
      length = 8;
    } else if (rest.starts_with("-Infinity")) {
      length = 9;
    }
    in_string = in_string != (rest[0] == '"');
    out.append(length > 2 ? std::string_view("null") : rest.substr(0, length));
    at += length;
  }
  return out;
}

class Parser {
 public:
  /// `line`: of the text's first character.
  Result<JsonValue> parse(std::string_view bytes, std::size_t line) {
    simdjson::dom::element root;
    simdjson::error_code error = parse_tree(bytes, root);
    if (error != simdjson::SUCCESS) {
      const std::string mended = with_large_integers_as_doubles(with_bare_nan_as_null(bytes));
      if (mended != bytes) {
        error = parse_tree(mended, root);
      }
    }
    if (error != simdjson::SUCCESS) {
      return broken(bytes, line, error);
    }
    NumberCursor numbers(bytes);
    return convert(root, numbers);
  }

 private:
  simdjson::error_code parse_tree(std::string_view bytes, simdjson::dom::element& root) {
    if (parser_.capacity() < bytes.size() || parser_.max_depth() != kDepth) {
      const simdjson::error_code error = parser_.allocate(bytes.size(), kDepth);
      if (error != simdjson::SUCCESS) {
        return error;
      }
    }
    padded_ = simdjson::padded_string(bytes);
    return parser_.parse(padded_).get(root);
  }

  static tl::unexpected<Error> broken(std::string_view bytes, std::size_t line,
                                      simdjson::error_code error) {
    std::size_t offset = 0;
    std::string what;
    if (std::optional<JsonBreak> found = find_json_break(bytes, kJsonDepthMax)) {
      offset = std::min(found->offset, bytes.size());
      what = std::move(found->what);
    } else if (!is_utf8(bytes)) {
      offset = line_that_is_no_utf8(bytes);
      what = "not UTF-8";
    } else {
      return fail(ErrorCode::kInput, std::string("broken JSON: ") + simdjson::error_message(error));
    }
    const std::string_view before = bytes.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    Place place;
    place.line = line + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    place.column = code_points(before.substr(line_start)) + 1;
    return fail(ErrorCode::kInput, "broken JSON: " + what, place);
  }

  /// Offset of the first line that holds an invalid byte.
  static std::size_t line_that_is_no_utf8(std::string_view bytes) {
    std::size_t start = 0;
    while (start < bytes.size()) {
      const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
      if (!is_utf8(bytes.substr(start, end - start))) {
        return start;
      }
      start = end + 1;
    }
    return 0;
  }

  /// simdjson counts the document as one and lets an empty innermost array or object pass.
  static constexpr std::size_t kDepth = kJsonDepthMax + 1;

  simdjson::dom::parser parser_;
  simdjson::padded_string padded_;
};

std::string_view without_bom(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  for (const auto& [key, value] : members) {
    if (key == name) {
      return &value;
    }
  }
  return nullptr;
}

Result<JsonValue> parse_json(std::string_view bytes) {
  return Parser().parse(without_bom(bytes), 1);
}

JsonLines parse_json_lines(std::string_view bytes) {
  bytes = without_bom(bytes);
  JsonLines result;
  Parser parser;
  std::size_t line = 1;
  for (std::size_t start = 0; start < bytes.size(); ++line) {
    const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
    const std::string_view text = bytes.substr(start, end - start);
    start = end + 1;
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) {
      continue;
    }
    if (Result<JsonValue> value = parser.parse(text, line)) {
      result.lines.push_back({line, std::move(*value)});
    } else {
      result.problems.push_back(std::move(value.error()));
    }
  }
  return result;
}

}  // namespace chimera::text
