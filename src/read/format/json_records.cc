// JSON and JSON Lines files: parses, hands the tree to json_tables, says what was odd.
#include <string>
#include <utility>

#include "read/format/format.h"
#include "read/format/json_tables.h"
#include "read/problems.h"
#include "text/json.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

void add_problem(const Source& source, const Error& error, FormatOutput& output) {
  const std::size_t line = error.place.line;
  output.problems.push_back(
      {source.path, line == 0 ? "" : "line " + std::to_string(line), error.message});
}

void add_tables(const Source& source, JsonTables read, FormatOutput& output) {
  output.tables = std::move(read.tables);
  output.account = std::move(read.account);
  for (const std::string& pointer : read.repeated) {
    output.problems.push_back(
        {source.path, pointer, "its key stands twice in its object: the first is kept"});
  }
  if (read.narrowed) {
    output.problems.push_back(
        {source.path, "", "too many settings: not all tables repeat all that stand above them"});
  }
}

bool is_lines(const Source& source) {
  return source.path.ends_with(".jsonl") || source.path.ends_with(".ndjson");
}

FormatOutput read_lines(const Source& source) {
  FormatOutput output;
  text::JsonLines document = text::parse_json_lines(source.text);
  for (const Error& problem : document.problems) {
    add_problem(source, problem, output);
  }
  JsonValue array{.kind = JsonKind::kArray};
  std::vector<std::size_t> lines;
  for (text::JsonLine& line : document.lines) {
    array.items.push_back(std::move(line.value));
    lines.push_back(line.line);
  }
  add_tables(source, json_tables(array, source.path, lines), output);
  merge_alike(output.problems);
  return output;
}

}  // namespace

std::optional<FormatOutput> read_json(const Source& source) {
  if (source.type != ArtifactType::kJson) {
    return std::nullopt;
  }
  if (is_lines(source)) {
    return read_lines(source);
  }
  FormatOutput output;
  const auto root = text::parse_json(source.text);
  if (!root) {
    add_problem(source, root.error(), output);
    return output;
  }
  add_tables(source, json_tables(*root, source.path), output);
  merge_alike(output.problems);
  return output;
}

}  // namespace chimera::read
