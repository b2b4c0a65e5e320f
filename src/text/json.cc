#include "text/json.h"

#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "text/json_break.h"
#include "text/json_tolerant.h"
#include "text/unicode.h"

namespace chimera::text {
namespace {

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

class Parser {
 public:
  /// JSON; also bare NaN and integers beyond 64 bits, which simdjson refuses. `line`: of the
  /// text's first character.
  Result<JsonValue> parse(std::string_view bytes, std::size_t line) {
    JsonValue value;
    if (parse_quickly(bytes, value)) {
      return value;
    }
    if (!is_utf8(bytes) || find_json_break(bytes, kJsonDepthMax)) {
      return broken(bytes, line);
    }
    Result<TolerantJson> read = parse_json_tolerantly(bytes, line);
    if (!read) {
      return tl::unexpected(std::move(read.error()));
    }
    return std::move(read->value);
  }

  /// Also what is nearly JSON.
  Result<TolerantJson> parse_tolerantly(std::string_view bytes, std::size_t line) {
    TolerantJson result;
    if (parse_quickly(bytes, result.value)) {
      return result;
    }
    return is_utf8(bytes) ? parse_json_tolerantly(bytes, line) : broken(bytes, line);
  }

  /// Where and why the text is no JSON.
  static tl::unexpected<Error> broken(std::string_view bytes, std::size_t line) {
    std::size_t offset = 0;
    std::string what = "not UTF-8";
    if (std::optional<JsonBreak> found = find_json_break(bytes, kJsonDepthMax)) {
      offset = std::min(found->offset, bytes.size());
      what = std::move(found->what);
    } else {
      offset = line_that_is_no_utf8(bytes);
    }
    const std::string_view before = bytes.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    Place place;
    place.line = line + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    place.column = code_points(before.substr(line_start)) + 1;
    return fail(ErrorCode::kInput, "broken JSON: " + what, place);
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

  bool parse_quickly(std::string_view bytes, JsonValue& value) {
    simdjson::dom::element root;
    if (parse_tree(bytes, root) != simdjson::SUCCESS) {
      return false;
    }
    NumberCursor numbers(bytes);
    value = convert(root, numbers);
    return true;
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

Result<JsonDocument> read_json_document(std::string_view bytes) {
  Result<TolerantJson> read = Parser().parse_tolerantly(without_bom(bytes), 1);
  if (!read) {
    return tl::unexpected(std::move(read.error()));
  }
  return JsonDocument{std::move(read->value), std::move(read->problems)};
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
    Result<TolerantJson> read = parser.parse_tolerantly(text, line);
    if (!read || read->broken) {
      result.problems.push_back(Parser::broken(text, line).value());
      continue;
    }
    result.lines.push_back({line, std::move(read->value)});
    std::move(read->problems.begin(), read->problems.end(), std::back_inserter(result.tolerated));
  }
  return result;
}

}  // namespace chimera::text
