#include "read/format/json_objects.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "read/format/json_tables.h"
#include "read/format/problem_list.h"

namespace chimera::read {

namespace {

using text::JsonKind;

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::string_view kEvent = "data:";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(kBlank), text.size());
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

JsonObjects read_events(const Source& source) {
  JsonObjects result{.root = {.kind = JsonKind::kArray}, .is_stream = true};
  ProblemList problems(source.path);
  std::size_t number = 1;
  for (std::size_t start = 0; start < source.text.size(); ++number) {
    const std::size_t end = std::min(source.text.find('\n', start), source.text.size());
    const std::string_view line = trimmed(source.text.substr(start, end - start));
    start = end + 1;
    if (!line.starts_with(kEvent)) {
      continue;
    }
    const std::string_view data = trimmed(line.substr(kEvent.size()));
    if (!data.starts_with('{')) {
      continue;
    }
    if (auto value = text::parse_json(data)) {
      result.root.items.push_back(std::move(*value));
      result.lines.push_back(number);
    } else {
      problems.add("events", line_text(number), value.error().message);
    }
  }
  result.problems = problems.take();
  return result;
}

JsonObjects read_lines(const Source& source, text::JsonLines document) {
  JsonObjects result{.root = {.kind = JsonKind::kArray}};
  ProblemList problems(source.path);
  for (const auto* errors : {&document.problems, &document.tolerated}) {
    for (const Error& error : *errors) {
      problems.add("like it: " + error.message, line_text(error.place.line), error.message);
    }
  }
  for (text::JsonLine& line : document.lines) {
    result.root.items.push_back(std::move(line.value));
    result.lines.push_back(line.line);
  }
  result.problems = problems.take();
  return result;
}

bool is_lines(const Source& source, std::string_view text) {
  if (source.path.ends_with(".jsonl") || source.path.ends_with(".ndjson")) {
    return true;
  }
  const std::size_t end = text.find('\n');
  return end != std::string_view::npos && text::parse_json(text.substr(0, end)).has_value();
}

std::optional<JsonObjects> read_document(const Source& source) {
  auto document = text::read_json_document(source.text);
  if (!document) {
    return std::nullopt;
  }
  JsonObjects result{.root = std::move(document->value)};
  ProblemList problems(source.path);
  for (const Error& error : document->problems) {
    problems.add("like it: " + error.message, line_text(error.place.line), error.message);
  }
  result.problems = problems.take();
  return result;
}

}  // namespace

std::optional<JsonObjects> json_objects(const Source& source) {
  const std::string_view text = trimmed(source.text);
  if (text.starts_with(kEvent) || text.starts_with("event:")) {
    JsonObjects events = read_events(source);
    return events.lines.empty() ? std::nullopt : std::optional(std::move(events));
  }
  if (text.empty() || (text.front() != '{' && text.front() != '[')) {
    return std::nullopt;
  }
  if (is_lines(source, text)) {
    JsonObjects lines = read_lines(source, text::parse_json_lines(source.text));
    return lines.lines.empty() ? std::nullopt : std::optional(std::move(lines));
  }
  return read_document(source);
}

FormatOutput json_output(const Source& source, JsonObjects objects,
                         const std::vector<Skipped>& left_out) {
  JsonTables read = json_tables(objects.root, source.path, objects.lines);
  FormatOutput output{.tables = std::move(read.tables),
                      .problems = std::move(objects.problems),
                      .account = std::move(read.account)};
  for (const Skipped& skipped : left_out) {
    if (skipped.count > 0) {
      output.account->total += skipped.count;
      output.account->skipped.push_back(skipped);
    }
  }
  ProblemList problems(source.path);
  for (const std::string& pointer : read.repeated) {
    problems.add("keys that stand twice", pointer,
                 "its key stands twice in its object: the first is kept");
  }
  for (Problem& problem : problems.take()) {
    output.problems.push_back(std::move(problem));
  }
  return output;
}

void skip_leaves(Skipped& skipped, std::size_t leaves, const std::string& where) {
  if (skipped.count == 0 && leaves > 0) {
    skipped.where = where;
  }
  skipped.count += leaves;
}

}  // namespace chimera::read
