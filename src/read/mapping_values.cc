#include "read/mapping_values.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "data/unit.h"
#include "read/format/format.h"

namespace chimera::read {

namespace {

using text::TomlKind;
using text::TomlValue;

constexpr std::array kDirections{Direction::kHigherIsBetter, Direction::kLowerIsBetter,
                                 Direction::kUnknown};
constexpr std::string_view kNone = "none";

}  // namespace

Result<std::vector<PathPattern>> strings_of(const TomlValue& value, std::string_view key) {
  std::vector<PathPattern> strings;
  const bool several = value.kind == TomlKind::kArray;
  for (const TomlValue& item : several ? value.items : std::vector<TomlValue>{value}) {
    const auto text = string_of(item, key);
    if (!text) {
      return tl::unexpected(text.error());
    }
    strings.push_back({*text, item.line});
  }
  return strings;
}

Result<Role> role_of(const TomlValue& value) {
  const auto name = string_of(value, "role");
  if (!name) {
    return tl::unexpected(name.error());
  }
  Names known;
  for (const Role role : all_roles()) {
    if (role_name(role) == *name) {
      return role;
    }
    known.emplace(role_name(role));
  }
  return unknown(value, "role", *name, known);
}

Result<std::string> unit_of(const TomlValue& value) {
  auto name = string_of(value, "unit");
  if (!name || name->empty()) {
    return name;
  }
  if (const auto unit = canonical_unit(*name)) {
    return *unit;
  }
  const auto spellings = unit_spellings();
  return unknown(value, "unit", *name, {spellings.begin(), spellings.end()});
}

Result<const Definition*> definition_of(const TomlValue& value) {
  const auto name = string_of(value, "definition");
  if (!name) {
    return tl::unexpected(name.error());
  }
  const Definition* found = find_definition(*name);
  if (found != nullptr || *name == kNone) {
    return found;
  }
  Names known{std::string(kNone)};
  for (const Definition& definition : definitions()) {
    known.emplace(definition.name);
  }
  return unknown(value, "definition", *name, known);
}

Result<Direction> direction_named(const TomlValue& value) {
  const auto name = string_of(value, "direction");
  if (!name) {
    return tl::unexpected(name.error());
  }
  Names known;
  for (const Direction direction : kDirections) {
    if (direction_name(direction) == *name) {
      return direction;
    }
    known.emplace(direction_name(direction));
  }
  return unknown(value, "direction", *name, known);
}

Result<std::string> format_of(const TomlValue& value) {
  auto name = string_of(value, "format");
  if (!name || find_format(*name) != nullptr) {
    return name;
  }
  Names known;
  for (const Format& format : formats()) {
    known.emplace(format.name);
  }
  return unknown(value, "format", *name, known);
}

}  // namespace chimera::read
