#include "read/format/json_file.h"

#include <algorithm>
#include <string>
#include <utility>

#include "read/format/json_tables.h"
#include "text/yaml.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

void add_problem(const Error& error, ProblemList& problems) {
  const std::size_t line = error.place.line;
  problems.add("like it: " + error.message, line == 0 ? "" : line_text(line), error.message);
}

bool is_lines(const Source& source) {
  return source.path.ends_with(".jsonl") || source.path.ends_with(".ndjson");
}

JsonFile file_of(const Source& source, text::JsonLines document) {
  JsonFile file{
      .root = {.kind = JsonKind::kArray}, .lines = {}, .problems = ProblemList(source.path)};
  for (const auto* errors : {&document.problems, &document.tolerated}) {
    for (const Error& error : *errors) {
      add_problem(error, file.problems);
    }
  }
  for (text::JsonLine& line : document.lines) {
    file.root.items.push_back(std::move(line.value));
    file.lines.push_back(line.line);
  }
  return file;
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

bool has_all(std::string_view text, std::span<const std::string_view> markers) {
  return std::all_of(markers.begin(), markers.end(), [&](std::string_view marker) {
    return text.find(marker) != std::string_view::npos;
  });
}

}  // namespace

JsonFile parse_json_file(const Source& source) {
  if (is_lines(source)) {
    return file_of(source, text::parse_json_lines(source.text));
  }
  auto document = text::read_json_document(source.text);
  if (auto lines = lines_after_all(source, document)) {
    return file_of(source, std::move(*lines));
  }
  JsonFile file{.root = {}, .lines = {}, .problems = ProblemList(source.path)};
  if (!document) {
    add_problem(document.error(), file.problems);
    file.broken = true;
    return file;
  }
  for (const Error& problem : document->problems) {
    add_problem(problem, file.problems);
  }
  file.root = std::move(document->value);
  return file;
}

std::optional<JsonFile> parse_marked_file(const Source& source,
                                          std::span<const std::string_view> markers) {
  if (source.type != ArtifactType::kJson || !has_all(source.text, markers)) {
    return std::nullopt;
  }
  JsonFile file = parse_json_file(source);
  return file.broken ? std::nullopt : std::optional(std::move(file));
}

std::optional<JsonFile> parse_marked_yaml(const Source& source,
                                          std::span<const std::string_view> markers) {
  if (source.type != ArtifactType::kYaml || !has_all(source.text, markers)) {
    return std::nullopt;
  }
  JsonFile file{.root = {}, .lines = {}, .problems = ProblemList(source.path)};
  auto document = text::parse_yaml(source.text);
  if (document) {
    file.root = std::move(*document);
  } else {
    add_problem(document.error(), file.problems);
    file.broken = true;
  }
  return file;
}

std::vector<JsonValue*> documents_of(JsonFile& file) {
  std::vector<JsonValue*> documents;
  if (file.root.kind != JsonKind::kArray) {
    documents.push_back(&file.root);
  }
  for (JsonValue& item : file.root.items) {
    documents.push_back(&item);
  }
  return documents;
}

FormatOutput json_output(JsonFile file, const std::string& path, const JsonKnowledge& knowledge) {
  JsonTables read = json_tables(file.root, path, file.lines, knowledge);
  FormatOutput output;
  output.tables = std::move(read.tables);
  output.account = std::move(read.account);
  for (const std::string& pointer : read.repeated) {
    file.problems.add("keys that stand twice", pointer,
                      "its key stands twice in its object: the first is kept");
  }
  if (read.narrowed) {
    file.problems.add("tables", "",
                      "too many settings: not all tables repeat all that stand above them");
  }
  output.problems = file.problems.take();
  return output;
}

}  // namespace chimera::read
