// JSON and JSON Lines files: parses, hands the tree to json_tables, says what was odd.
#include <string>
#include <utility>

#include "read/format/format.h"
#include "read/format/json_tables.h"
#include "read/format/problem_list.h"
#include "text/json.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

void add_problem(const Error& error, ProblemList& problems) {
  const std::size_t line = error.place.line;
  problems.add("like it: " + error.message, line == 0 ? "" : "line " + std::to_string(line),
               error.message);
}

void add_tables(JsonTables read, ProblemList& problems, FormatOutput& output) {
  output.tables = std::move(read.tables);
  output.account = std::move(read.account);
  for (const std::string& pointer : read.repeated) {
    problems.add("keys that stand twice", pointer,
                 "its key stands twice in its object: the first is kept");
  }
  if (read.narrowed) {
    problems.add("tables", "",
                 "too many settings: not all tables repeat all that stand above them");
  }
  output.problems = problems.take();
}

bool is_lines(const Source& source) {
  return source.path.ends_with(".jsonl") || source.path.ends_with(".ndjson");
}

FormatOutput read_lines(const Source& source, text::JsonLines document) {
  FormatOutput output;
  ProblemList problems(source.path);
  for (const auto* errors : {&document.problems, &document.tolerated}) {
    for (const Error& error : *errors) {
      add_problem(error, problems);
    }
  }
  JsonValue array{.kind = JsonKind::kArray};
  std::vector<std::size_t> lines;
  for (text::JsonLine& line : document.lines) {
    array.items.push_back(std::move(line.value));
    lines.push_back(line.line);
  }
  add_tables(json_tables(array, source.path, lines), problems, output);
  return output;
}

/// JSON Lines in a file that is named .json: the first line is a whole document, and more lines
/// are than are not.
std::optional<text::JsonLines> lines_after_all(const Source& source,
                                               const Result<text::JsonDocument>& document) {
  const bool odd = !document || !document->problems.empty();
  const std::size_t first_end = source.text.find('\n');
  if (!odd || first_end == std::string_view::npos ||
      !text::parse_json(source.text.substr(0, first_end))) {
    return std::nullopt;
  }
  text::JsonLines lines = text::parse_json_lines(source.text);
  const bool most = lines.lines.size() >= 2 && lines.lines.size() > lines.problems.size();
  return most ? std::optional(std::move(lines)) : std::nullopt;
}

}  // namespace

std::optional<FormatOutput> read_json(const Source& source) {
  if (source.type != ArtifactType::kJson) {
    return std::nullopt;
  }
  if (is_lines(source)) {
    return read_lines(source, text::parse_json_lines(source.text));
  }
  FormatOutput output;
  const auto document = text::read_json_document(source.text);
  if (auto lines = lines_after_all(source, document)) {
    return read_lines(source, std::move(*lines));
  }
  ProblemList problems(source.path);
  if (!document) {
    add_problem(document.error(), problems);
    output.problems = problems.take();
    return output;
  }
  for (const Error& problem : document->problems) {
    add_problem(problem, problems);
  }
  add_tables(json_tables(document->value, source.path), problems, output);
  return output;
}

}  // namespace chimera::read
