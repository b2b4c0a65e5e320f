#include "text/toml.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "text/toml_keys.h"
#include "text/unicode.h"

namespace chimera::text {

namespace {

std::size_t line_of(const toml::node& node) {
  return node.source().begin.line;
}

TomlKind kind_of(const toml::node& node) {
  if (node.is_table()) {
    return TomlKind::kTable;
  }
  if (node.is_array()) {
    return TomlKind::kArray;
  }
  if (node.is_string()) {
    return TomlKind::kString;
  }
  if (node.is_floating_point()) {
    return TomlKind::kFloat;
  }
  return node.is_integer() ? TomlKind::kInteger : TomlKind::kOther;
}

class Converter {
 public:
  /// nullopt where the nesting is too deep; `too_deep_line` says where.
  std::optional<TomlValue> convert(const toml::node& node, std::size_t depth) {
    if (depth > kTomlDepthMax) {
      too_deep_line = line_of(node);
      return std::nullopt;
    }
    TomlValue value{.kind = kind_of(node), .line = line_of(node)};
    if (const auto* text = node.as_string()) {
      value.text = text->get();
    } else if (const auto* integer = node.as_integer()) {
      value.integer = integer->get();
    } else if (const auto* number = node.as_floating_point()) {
      value.number = number->get();
    }
    const bool whole = add_items(node, depth, value) && add_members(node, depth, value);
    return whole ? std::optional(std::move(value)) : std::nullopt;
  }

  std::size_t too_deep_line = 0;

 private:
  bool add_items(const toml::node& node, std::size_t depth, TomlValue& value) {
    const toml::array* array = node.as_array();
    for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
      auto item = convert(*array->get(i), depth + 1);
      if (!item) {
        return false;
      }
      value.items.push_back(std::move(*item));
    }
    return true;
  }

  // toml++ sorts by key; a reader wants complaints in the order of the file.
  bool add_members(const toml::node& node, std::size_t depth, TomlValue& value) {
    const toml::table* table = node.as_table();
    if (table == nullptr) {
      return true;
    }
    for (const auto& [key, below] : *table) {
      auto member = convert(below, depth + 1);
      if (!member) {
        return false;
      }
      value.members.emplace_back(std::string(key.str()), std::move(*member));
    }
    std::stable_sort(value.members.begin(), value.members.end(),
                     [](const auto& a, const auto& b) { return a.second.line < b.second.line; });
    return true;
  }
};

}  // namespace

std::string_view toml_kind_name(TomlKind kind) {
  switch (kind) {
    case TomlKind::kString:
      return "a string";
    case TomlKind::kInteger:
      return "a whole number";
    case TomlKind::kFloat:
      return "a number with a fraction";
    case TomlKind::kArray:
      return "an array";
    case TomlKind::kTable:
      return "a table";
    case TomlKind::kOther:
      break;
  }
  return "a value of another kind";
}

const TomlValue* TomlValue::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const auto& member) { return member.first == key; });
  return found == members.end() ? nullptr : &found->second;
}

Result<TomlValue> parse_toml(std::string_view text) {
  // toml++ destroys nested tables by recursion, and dotted keys nest without a limit of its own.
  if (const std::size_t line = line_of_long_key(text); line != 0) {
    return fail(ErrorCode::kInput, fmt::format("a key has more than {} parts", kTomlKeyPartsMax),
                {.line = line});
  }
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return fail(ErrorCode::kInput, "no TOML: " + one_line(error.description(), 200),
                {.line = error.source().begin.line, .column = error.source().begin.column});
  }
  Converter converter;
  auto value = converter.convert(parsed.table(), 0);
  if (!value) {
    return fail(ErrorCode::kInput, "nested too deeply", {.line = converter.too_deep_line});
  }
  return std::move(*value);
}

std::string toml_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      quoted += fmt::format("\\u{:04X}", byte);
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string toml_key(std::string_view text) {
  const bool bare = !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return (c < 0x80 && std::isalnum(c) != 0) || c == '_' || c == '-';
  });
  return bare ? std::string(text) : toml_string(text);
}

std::string toml_comment(std::string_view text) {
  return "# " + one_line(text, 160);
}

}  // namespace chimera::text
