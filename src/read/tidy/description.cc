#include "read/tidy/description.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include "text/json.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

tl::unexpected<Error> refuse(std::string message) {
  return fail(ErrorCode::kInput, std::move(message));
}

Result<JsonValue> object_in(const std::string& cell) {
  auto value = text::parse_json(cell);
  if (!value || value->kind != JsonKind::kObject) {
    return refuse("no JSON object: '" + cell.substr(0, 40) + "'");
  }
  return value;
}

std::string text_at(const JsonValue& object, std::string_view name) {
  const JsonValue* const member = object.find(name);
  return member != nullptr && member->kind == JsonKind::kString ? member->text : "";
}

Result<std::size_t> count_at(const JsonValue& object, std::string_view name) {
  const JsonValue* const member = object.find(name);
  const std::string spelled = member == nullptr ? "" : member->text;
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(spelled.data(), spelled.data() + spelled.size(), count);
  if (error != std::errc() || end != spelled.data() + spelled.size()) {
    return refuse("'" + std::string(name) + "' is no count");
  }
  return count;
}

std::optional<Role> find_role(std::string_view name) {
  using enum Role;
  constexpr std::array kRoles{kMetric, kFactor, kBlock,   kSubject, kRun,
                              kTime,   kError,  kSummary, kNote};
  const auto* const found = std::find_if(kRoles.begin(), kRoles.end(),
                                         [&](Role role) { return role_name(role) == name; });
  return found == kRoles.end() ? std::nullopt : std::optional(*found);
}

std::optional<Direction> find_direction(std::string_view name) {
  using enum Direction;
  constexpr std::array kDirections{kUnknown, kHigherIsBetter, kLowerIsBetter};
  const auto* const found =
      std::find_if(kDirections.begin(), kDirections.end(),
                   [&](Direction each) { return direction_name(each) == name; });
  return found == kDirections.end() ? std::nullopt : std::optional(*found);
}

Result<Column> column_of(const JsonValue& described) {
  Column column{.name = text_at(described, "name")};
  const auto role = find_role(text_at(described, "role"));
  if (!role) {
    return refuse("unknown role '" + text_at(described, "role") + "'");
  }
  const std::string definition = text_at(described, "definition");
  column.definition = find_definition(definition);
  if (column.definition == nullptr && !definition.empty()) {
    return refuse("unknown definition '" + definition + "'");
  }
  column.role = *role;
  column.direction = find_direction(text_at(described, "direction"));
  column.unit = text_at(described, "unit");
  column.evidence = text_at(described, "evidence");
  if (described.find("cell") != nullptr) {
    column.shared = true;
    column.text = {text_at(described, "cell")};
  }
  return column;
}

}  // namespace

Result<std::vector<std::pair<std::string, std::string>>> cells_of(const std::string& object) {
  std::vector<std::pair<std::string, std::string>> cells;
  auto value = object_in(object);
  if (!value) {
    return tl::unexpected(value.error());
  }
  for (auto& [name, member] : value->members) {
    if (!member.is_scalar()) {
      return refuse("'" + name + "' is no text");
    }
    cells.emplace_back(name, std::move(member.text));
  }
  return cells;
}

Result<DescribedTable> table_of(const std::string& description) {
  DescribedTable result;
  const auto value = object_in(description);
  const auto rows = value ? count_at(*value, "rows") : tl::unexpected(value.error());
  if (!rows) {
    return tl::unexpected(rows.error());
  }
  result.rows = *rows;
  result.table.derived_from = text_at(*value, "derived_from");
  const JsonValue* const columns = value->find("columns");
  if (columns == nullptr || columns->kind != JsonKind::kArray) {
    return refuse("a table without 'columns'");
  }
  for (const JsonValue& described : columns->items) {
    auto column = column_of(described);
    if (!column) {
      return tl::unexpected(column.error());
    }
    result.table.columns.push_back(std::move(*column));
  }
  return result;
}

Result<Account> account_of(const std::string& description) {
  Account account;
  const auto value = object_in(description);
  if (!value) {
    return tl::unexpected(value.error());
  }
  const auto total = count_at(*value, "total");
  const auto used = count_at(*value, "used");
  const auto headers = count_at(*value, "headers");
  if (!total || !used || !headers) {
    return refuse("an account without its counts");
  }
  account.parts = text_at(*value, "parts");
  account.total = *total;
  account.used = *used;
  account.headers = *headers;
  const JsonValue* const skipped = value->find("skipped");
  for (const JsonValue& part : skipped == nullptr ? std::vector<JsonValue>() : skipped->items) {
    const auto count = count_at(part, "count");
    if (!count) {
      return tl::unexpected(count.error());
    }
    account.skipped.push_back({*count, text_at(part, "where"), text_at(part, "reason")});
  }
  return account;
}

}  // namespace chimera::read
