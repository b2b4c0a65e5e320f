// A tool whose JSON the generic reader takes apart, once it is told what the tool's names mean. Its
// keys are fields under dotted names ("latency.ttft.mean"), even where they look like names of
// things.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "read/format/format.h"
#include "read/format/known_columns.h"
#include "text/json.h"

namespace chimera::read {

struct JsonTool {
  std::string_view name;                      ///< the format
  std::span<const std::string_view> markers;  ///< all stand in the text of such a file
  bool (*wrote)(const text::JsonValue& document) = nullptr;
  std::span<const KnownColumn> known;
};

/// nullopt where the tool wrote none of the file's documents. Linear in the file.
std::optional<FormatOutput> read_tool_json(const Source& source, const JsonTool& tool);

/// The same of a tool that writes YAML, whose markers are bare keys. Of a text that has them and
/// can't be read only the problem.
std::optional<FormatOutput> read_tool_yaml(const Source& source, const JsonTool& tool);

/// Columns get the unit that the column "….unit" beside them spells in the first row that has one;
/// a count has none, nor has a ratio. `ending`: how the columns of units end.
void take_units_beside(Table& table, std::string_view ending = ".unit");

/// Numbers below these members of a document were set or tell of the tool: where neither the format
/// nor their names say more they measure nothing, and are notes.
void note_settings(Table& table, std::span<const std::string_view> members);

/// The canonical symbol of a unit, also as only these tools spell it; "" if it is none.
std::string unit_as_spelled(std::string_view spelled);

/// Whether the object has all of these members.
bool has_members(const text::JsonValue& object, std::span<const std::string_view> names);

/// The member at that path of names; nullptr if there is none.
const text::JsonValue* member_at(const text::JsonValue& object,
                                 std::span<const std::string_view> path);

}  // namespace chimera::read
