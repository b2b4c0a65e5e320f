#include "read/tidy/tidy_record.h"

#include <algorithm>

#include "text/json_write.h"
#include "text/number.h"

namespace chimera::read {

namespace {

struct FieldName {
  std::string_view name;
  bool is_number;
};

constexpr std::array<FieldName, kFields> kNames{{
    {"record", false},     {"file", false},          {"table", true},
    {"table_kind", false}, {"format", false},        {"pointer", false},
    {"row", true},         {"place", true},          {"model", false},
    {"run", false},        {"configuration", false}, {"block", false},
    {"metric", false},     {"role", false},          {"definition", false},
    {"value", true},       {"text", false},          {"unit", false},
    {"state", false},      {"reason", false},        {"content", false},
    {"other", false},      {"type", false},          {"bytes", true},
    {"modified", true},
}};

constexpr std::string_view kFormulaSigns = "=+-@\t\r";

/// Whether a sign stands behind the apostrophes in front.
bool begins_like_formula(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of('\'');
  return first != std::string_view::npos &&
         kFormulaSigns.find(cell[first]) != std::string_view::npos;
}

void append_quoted(std::string& out, std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    out += c;
    if (c == '"') {
      out += '"';
    }
  }
  out += '"';
}

}  // namespace

std::string_view field_name(Field field) {
  return kNames[static_cast<std::size_t>(field)].name;
}

std::optional<Field> find_field(std::string_view name) {
  for (std::size_t i = 0; i < kFields; ++i) {
    if (kNames[i].name == name) {
      return static_cast<Field>(i);
    }
  }
  return std::nullopt;
}

std::string json_line(const TidyRecord& record) {
  text::JsonWriter json(text::JsonWriter::Layout::kOneLine);
  json.open_object();
  for (std::size_t i = 0; i < kFields; ++i) {
    const std::string& cell = record.at(static_cast<Field>(i));
    json.key(kNames[i].name);
    if (!kNames[i].is_number) {
      json.string(cell);
    } else if (cell.empty()) {
      json.null();
    } else {
      json.spelled_number(cell);
    }
  }
  json.close_object();
  return json.take() + "\n";
}

std::string csv_line(const TidyRecord& record) {
  std::string line;
  for (std::size_t i = 0; i < kFields; ++i) {
    line += i == 0 ? "" : ",";
    append_quoted(line, guarded(record.at(static_cast<Field>(i))));
  }
  return line + "\r\n";
}

std::string csv_header() {
  std::string line;
  for (const FieldName& field : kNames) {
    line += line.empty() ? "" : ",";
    line += field.name;
  }
  return line + "\r\n";
}

Result<TidyRecord> record_of_json(const text::JsonValue& value) {
  if (value.kind != text::JsonKind::kObject) {
    return fail(ErrorCode::kInput, "not a row of observations: no JSON object");
  }
  TidyRecord record;
  for (const auto& [name, member] : value.members) {
    const auto field = find_field(name);
    if (!field) {
      continue;
    }
    if (!member.is_scalar()) {
      return fail(ErrorCode::kInput, "'" + name + "' is no text and no number");
    }
    record.at(*field) = member.kind == text::JsonKind::kNull ? "" : member.text;
  }
  return record;
}

std::string guarded(std::string_view cell) {
  const bool guard = begins_like_formula(cell) && !text::read_plain_number(cell);
  return (guard ? "'" : "") + std::string(cell);
}

std::string unguarded(std::string_view cell) {
  const bool guard = cell.starts_with('\'') && begins_like_formula(cell);
  return std::string(cell.substr(guard ? 1 : 0));
}

}  // namespace chimera::read
