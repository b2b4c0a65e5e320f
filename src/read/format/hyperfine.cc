// hyperfine's json, csv and Markdown, in s (Markdown: in its header's unit). json has the runs:
// each is a trial, failed where its exit code is not 0 (null: a signal ended it). The statistics
// are stated; stddev is that of a sample: null in json where there was one run, and 0 in csv, which
// is missing all the same. user and system are mean processor times.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "data/unit.h"
#include "read/format/format.h"
#include "read/format/json_objects.h"
#include "read/format/known_columns.h"
#include "read/format/parallel_arrays.h"
#include "text/number.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

constexpr std::string_view kFormat = "hyperfine";
constexpr std::array<std::string_view, 3> kRuns{"times", "exit_codes", "memory_usage_byte"};
constexpr std::string_view kCsvHead = "command,mean,stddev,median,user,system,min,max";

constexpr std::array kColumns{
    KnownColumn{"command", Role::kSubject},
    KnownColumn{"mean", Role::kSummary, "run_time", "s"},
    KnownColumn{"stddev", Role::kSummary, "", "s"},
    KnownColumn{"median", Role::kSummary, "run_time", "s"},
    KnownColumn{"min", Role::kSummary, "run_time", "s"},
    KnownColumn{"max", Role::kSummary, "run_time", "s"},
    KnownColumn{"user", Role::kSummary, "", "s"},
    KnownColumn{"system", Role::kSummary, "", "s"},
    KnownColumn{"times", Role::kMetric, "run_time", "s"},
    KnownColumn{"memory_usage_byte", Role::kMetric, "memory", "B"},
    KnownColumn{"exit_codes", Role::kError},
    KnownColumn{"parameters.*", Role::kFactor},
    KnownColumn{"parameter_*", Role::kFactor},
};

bool is_result(const JsonValue& value) {
  constexpr std::array<std::string_view, 5> kKeys{"command", "mean", "stddev", "user", "system"};
  return std::all_of(kKeys.begin(), kKeys.end(),
                     [&](std::string_view key) { return value.find(key) != nullptr; });
}

void know(Table& table) {
  know_columns(table, kColumns, kFormat);
  if (find_column(table, "mean") != nullptr) {
    table.kind = TableKind::kSummary;
  }
}

/// A run that a signal ended has no exit code: null. It failed all the same.
void name_signals(JsonValue& result) {
  for (text::JsonMember& member : result.members) {
    for (JsonValue& code : member.second.items) {
      if (member.first == "exit_codes" && code.kind == JsonKind::kNull) {
        code = {.kind = JsonKind::kString, .text = "none: ended by a signal"};
      }
    }
  }
}

std::size_t runs_of(const JsonValue& result) {
  for (const std::string_view name : kRuns) {
    const JsonValue* runs = result.find(name);
    if (runs != nullptr && runs->kind == JsonKind::kArray) {
      return runs->items.size();
    }
  }
  return 0;
}

/// A parameter that is a number looks like no setting to json_tables: it is brought to the runs
/// here. `owner`: for each run the row of its command.
void carry_parameters(const std::vector<std::size_t>& owner, std::vector<Table>& tables) {
  const auto at = [&](std::string_view pointer) {
    return std::find_if(tables.begin(), tables.end(),
                        [&](const Table& table) { return table.pointer.starts_with(pointer); });
  };
  const auto stated = at("/results");
  const auto runs = at("/results/*/");
  if (runs == tables.end() || runs->rows() != owner.size()) {
    return;
  }
  for (const Column& column : stated->columns) {
    if (!column.name.starts_with("parameters.") || column.shared ||
        find_column(*runs, column.name) != nullptr) {
      continue;
    }
    Column carried{.name = column.name};
    for (const std::size_t row : owner) {
      carried.text.push_back(column.text[row]);
      carried.number.push_back(column.number[row]);
    }
    runs->columns.push_back(std::move(carried));
  }
}

std::optional<FormatOutput> read_json_form(const Source& source) {
  auto objects = json_objects(source);
  if (!objects || objects->root.kind != JsonKind::kObject) {
    return std::nullopt;
  }
  const auto results =
      std::find_if(objects->root.members.begin(), objects->root.members.end(),
                   [](const text::JsonMember& member) { return member.first == "results"; });
  if (results == objects->root.members.end() || results->second.items.empty() ||
      !std::all_of(results->second.items.begin(), results->second.items.end(), is_result)) {
    return std::nullopt;
  }
  std::vector<std::size_t> owner;
  for (std::size_t i = 0; i < results->second.items.size(); ++i) {
    JsonValue& result = results->second.items[i];
    name_signals(result);
    join_parallel(result, kRuns);
    owner.insert(owner.end(), runs_of(result), i);
  }
  FormatOutput output = json_output(source, std::move(*objects), {});
  carry_parameters(owner, output.tables);
  for (Table& table : output.tables) {
    know(table);
  }
  return output;
}

std::optional<FormatOutput> read_csv_form(const Source& source) {
  if (!source.text.substr(0, source.text.find('\n')).starts_with(kCsvHead)) {
    return std::nullopt;
  }
  FormatOutput output = read_delimited(source).value_or(FormatOutput{});
  for (Table& table : output.tables) {
    know(table);
    for (Column& column : table.columns) {
      if (column.name == "stddev") {
        zero_is_missing(column);
      }
    }
  }
  return output;
}

/// "Mean [ms]" → "ms".
std::string unit_in_brackets(std::string_view name) {
  const std::size_t open = name.rfind('[');
  return open == std::string_view::npos || !name.ends_with(']')
             ? ""
             : canonical_unit(name.substr(open + 1, name.size() - open - 2)).value_or("");
}

/// The head ends with "Relative" and has the times before it.
bool is_markdown(const Table& table) {
  const auto& columns = table.columns;
  return columns.size() >= 5 && columns[0].name == "Command" &&
         columns[1].name.starts_with("Mean [") && columns[2].name.starts_with("Min [") &&
         columns[3].name.starts_with("Max [") && columns[4].name == "Relative";
}

void know_markdown(Table& table) {
  table.format = kFormat;
  table.kind = TableKind::kSummary;
  for (Column& column : table.columns) {
    const std::string unit = unit_in_brackets(column.name);
    column.evidence = "hyperfine says so";
    if (column.name == "Command") {
      column.role = Role::kSubject;
    } else if (!unit.empty()) {
      column.role = Role::kSummary;
      column.unit = unit;
      column.definition = find_definition("run_time");
    } else {
      column.role = column.name == "Relative" ? Role::kSummary : Role::kFactor;
      column.unit = "";
    }
  }
}

std::optional<FormatOutput> read_markdown_form(const Source& source) {
  FormatOutput output = read_markdown(source).value_or(FormatOutput{});
  bool any = false;
  for (Table& table : output.tables) {
    if (is_markdown(table)) {
      know_markdown(table);
      any = true;
    }
  }
  return any ? std::optional(std::move(output)) : std::nullopt;
}

}  // namespace

std::optional<FormatOutput> read_hyperfine(const Source& source) {
  switch (source.type) {
    case ArtifactType::kJson:
      return source.text.find("\"command\"") == std::string_view::npos ||
                     source.text.find("\"stddev\"") == std::string_view::npos
                 ? std::nullopt
                 : read_json_form(source);
    case ArtifactType::kCsv:
      return read_csv_form(source);
    case ArtifactType::kMarkdown:
      return source.text.find("Mean [") == std::string_view::npos ? std::nullopt
                                                                  : read_markdown_form(source);
    case ArtifactType::kLog:
    case ArtifactType::kYaml:
    case ArtifactType::kOther:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace chimera::read
