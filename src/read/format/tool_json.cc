#include "read/format/tool_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "data/unit.h"
#include "read/format/json_file.h"
#include "read/roles.h"

namespace chimera::read {

namespace {

using text::JsonValue;

struct Spelling {
  std::string_view spelled;
  std::string_view symbol;
};

// What the tools spell and nobody else does.
constexpr std::array kSpellings{
    Spelling{"requests/sec", "req/s"},
    Spelling{"request/sec", "req/s"},
    Spelling{"tokens/sec/user", "tok/s"},
    Spelling{"tokens/second", "tok/s"},
    Spelling{"queries/s", "req/s"},
    Spelling{"ms/token", "ms"},
    Spelling{"s/token", "s"},
};

/// Statistics that have no unit, whatever they are of.
bool is_pure_number(std::string_view name) {
  return name.ends_with(".count") || name.ends_with(".cv") || name.ends_with(".t_critical") ||
         name.ends_with(".stdev_");
}

std::optional<FormatOutput> output_of(JsonFile file, const Source& source, const JsonTool& tool) {
  const std::vector<JsonValue*> documents = documents_of(file);
  if (std::none_of(documents.begin(), documents.end(),
                   [&](const JsonValue* document) { return tool.wrote(*document); })) {
    return std::nullopt;
  }
  FormatOutput output = json_output(std::move(file), source.path, {Maps::kInside, tool.known});
  for (Table& table : output.tables) {
    know_columns(table, tool.known, tool.name);
  }
  return output;
}

}  // namespace

std::string unit_as_spelled(std::string_view spelled) {
  const auto* own = std::find_if(kSpellings.begin(), kSpellings.end(),
                                 [&](const Spelling& each) { return each.spelled == spelled; });
  return own == kSpellings.end() ? canonical_unit(spelled).value_or("") : std::string(own->symbol);
}

std::optional<FormatOutput> read_tool_json(const Source& source, const JsonTool& tool) {
  auto file = parse_marked_file(source, tool.markers);
  return file ? output_of(std::move(*file), source, tool) : std::nullopt;
}

std::optional<FormatOutput> read_tool_yaml(const Source& source, const JsonTool& tool) {
  auto file = parse_marked_yaml(source, tool.markers);
  if (file && file->broken) {
    FormatOutput output;
    output.problems = file->problems.take();
    return output;
  }
  return file ? output_of(std::move(*file), source, tool) : std::nullopt;
}

void take_units_beside(Table& table, std::string_view ending) {
  std::map<std::string, std::string, std::less<>> units;
  for (Column& column : table.columns) {
    if (!column.name.ends_with(ending)) {
      continue;
    }
    const auto first = std::find_if(column.text.begin(), column.text.end(),
                                    [](std::string_view cell) { return !cell.empty(); });
    if (first != column.text.end()) {
      units[column.name.substr(0, column.name.size() - ending.size())] = unit_as_spelled(*first);
    }
    column.role = Role::kNote;
    column.evidence = "the unit of the columns beside it";
  }
  for (Column& column : table.columns) {
    const std::size_t dot = column.name.rfind('.');
    const auto unit = units.find(column.name.substr(0, dot == std::string::npos ? 0 : dot));
    if (unit != units.end() && !column.name.ends_with(ending) && !is_pure_number(column.name)) {
      column.unit = unit->second;
    }
  }
}

void note_settings(Table& table, std::span<const std::string_view> members) {
  const auto is_below = [&](const std::string& name, char separator) {
    return std::any_of(members.begin(), members.end(), [&](std::string_view member) {
      return name.starts_with(member) &&
             (name.size() == member.size() || name[member.size()] == separator);
    });
  };
  const bool all = !table.pointer.empty() && is_below(table.pointer.substr(1), '/');
  for (Column& column : table.columns) {
    const bool number = std::any_of(column.number.begin(), column.number.end(),
                                    [](double value) { return !std::isnan(value); });
    const auto named = role_of_name(column.name);
    const bool open = !column.shared && column.evidence.empty() && (!named || measures(*named));
    if (open && number && (all || is_below(column.name, '.'))) {
      column.role = Role::kNote;
      column.evidence = "a number among the settings";
    }
  }
}

bool has_members(const JsonValue& object, std::span<const std::string_view> names) {
  return std::all_of(names.begin(), names.end(),
                     [&](std::string_view name) { return object.find(name) != nullptr; });
}

const JsonValue* member_at(const JsonValue& object, std::span<const std::string_view> path) {
  const JsonValue* at = &object;
  for (const std::string_view name : path) {
    at = at == nullptr ? nullptr : at->find(name);
  }
  return at;
}

}  // namespace chimera::read
