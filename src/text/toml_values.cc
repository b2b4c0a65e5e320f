#include "text/toml_values.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "text/json_write.h"
#include "text/nearest.h"
#include "text/unicode.h"

namespace chimera::text {

namespace {

constexpr std::size_t kShown = 80;

tl::unexpected<Error> takes(const TomlValue& value, std::string_view key, std::string_view what) {
  const bool shown = value.kind == TomlKind::kInteger || value.kind == TomlKind::kFloat;
  const double number =
      value.kind == TomlKind::kInteger ? static_cast<double>(value.integer) : value.number;
  const std::string found =
      shown ? fmt::format("{}", number) : std::string(toml_kind_name(value.kind));
  return broken(value, fmt::format("'{}' takes {}, not {}", key, what, found));
}

}  // namespace

tl::unexpected<Error> broken(const TomlValue& at, std::string message) {
  return fail(ErrorCode::kInput, std::move(message), {.line = at.line});
}

tl::unexpected<Error> unknown(const TomlValue& at, std::string_view what, std::string_view typed,
                              const Names& known) {
  const auto nearest = nearest_name(typed, known);
  return broken(at, fmt::format("unknown {} '{}': {}", what, one_line(typed, kShown),
                                nearest ? "did you mean '" + *nearest + "'?"
                                        : fmt::format("known are {}", fmt::join(known, ", "))));
}

Result<void> check_keys(const TomlValue& table, const Names& known) {
  for (const auto& [key, value] : table.members) {
    if (!known.contains(key)) {
      return unknown(value, "key", key, known);
    }
  }
  return {};
}

Result<std::string> string_of(const TomlValue& value, std::string_view key) {
  if (value.kind != TomlKind::kString) {
    return broken(value,
                  fmt::format("'{}' takes a string, not {}", key, toml_kind_name(value.kind)));
  }
  return value.text;
}

Result<std::vector<std::string>> string_list_of(const TomlValue& value, std::string_view key) {
  if (value.kind != TomlKind::kArray) {
    return takes(value, key, "an array of strings");
  }
  std::vector<std::string> strings;
  strings.reserve(value.items.size());
  for (const TomlValue& item : value.items) {
    auto text = string_of(item, key);
    if (!text) {
      return tl::unexpected(text.error());
    }
    strings.push_back(*std::move(text));
  }
  return strings;
}

Result<std::int64_t> whole_of(const TomlValue& value, std::string_view key, std::int64_t low,
                              std::int64_t high) {
  if (value.kind != TomlKind::kInteger || value.integer < low || value.integer > high) {
    return takes(value, key, fmt::format("a whole number from {} to {}", low, high));
  }
  return value.integer;
}

Result<double> number_of(const TomlValue& value, std::string_view key, double low, double high) {
  const bool whole = value.kind == TomlKind::kInteger;
  const double number = whole ? static_cast<double>(value.integer) : value.number;
  const bool within = number >= low && number <= high;  // nan is not
  if ((!whole && value.kind != TomlKind::kFloat) || !within) {
    return takes(value, key,
                 fmt::format("a number from {} to {}", number_text(low), number_text(high)));
  }
  return number;
}

}  // namespace chimera::text
