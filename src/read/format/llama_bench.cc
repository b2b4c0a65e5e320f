// llama-bench (llama.cpp, tools/llama-bench): json, csv and md. `avg_ts` and `t/s` are the mean
// over repetitions of tokens/time, stddev_ts the sample standard deviation: stated summaries. Only
// json carries the repetitions (`samples_ts`, `samples_ns`): those are the trials. A test of a
// prompt (pp) measures prompt throughput, one of generation (tg) throughput; each gets a table of
// its own.
#include <array>
#include <string>

#include "read/format/format.h"
#include "read/table_builder.h"
#include "text/csv.h"
#include "text/json.h"
#include "text/markdown.h"
#include "text/number.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

enum class Test { kPrompt, kGeneration, kBoth };

// The configuration of a row, in the order in which llama-bench prints it. What never changes
// between rows of one machine (build, cpu) stays readable in the file and says nothing here.
constexpr std::array<std::string_view, 14> kOptions{
    "model_filename", "model_type", "backends", "n_batch",      "n_ubatch",
    "n_threads",      "type_k",     "type_v",   "n_gpu_layers", "flash_attn",
    "n_prompt",       "n_gen",      "n_depth",  "cpu_info"};

Test test_of(double prompt, double generated) {
  if (prompt > 0 && generated > 0) {
    return Test::kBoth;
  }
  return generated > 0 ? Test::kGeneration : Test::kPrompt;
}

std::string_view definition_name(Test test) {
  return test == Test::kPrompt ? "prompt_throughput" : "throughput";
}

std::string test_name(const std::string& prompt, const std::string& generated, Test test) {
  switch (test) {
    case Test::kPrompt:
      return "pp" + prompt;
    case Test::kGeneration:
      return "tg" + generated;
    case Test::kBoth:
      return "pp" + prompt + "+tg" + generated;
  }
  return "";
}

Role role_of_option(std::string_view name) {
  if (name == "model_filename" || name == "model_type" || name == "model" || name == "backends" ||
      name == "backend") {
    return Role::kSubject;
  }
  return name == "cpu_info" || name == "size" || name == "params" ? Role::kNote : Role::kFactor;
}

void set_role(Column& column, Test test) {
  column.evidence = "llama-bench";
  if (column.name == "samples_ts") {
    column.role = Role::kMetric;
    column.unit = "tok/s";
    // A test of both mixes two speeds: it is neither.
    column.definition = test == Test::kBoth ? nullptr : find_definition(definition_name(test));
  } else if (column.name == "samples_ns" || column.name == "avg_ns" || column.name == "stddev_ns") {
    column.role = column.name == "samples_ns" ? Role::kMetric : Role::kSummary;
    column.unit = "ns";
  } else if (column.name == "avg_ts" || column.name == "stddev_ts" ||
             column.name.ends_with("t/s")) {
    column.role = Role::kSummary;
    column.unit = "tok/s";
  } else if (column.name == "repetition") {
    column.role = Role::kRun;
  } else {
    column.role = role_of_option(column.name);
  }
}

void set_roles(Table& table, Test test) {
  for (Column& column : table.columns) {
    set_role(column, test);
  }
}

struct Row {
  std::size_t place = 0;
  Record options;
  Record stated;
  std::vector<std::string> samples_ts;
  std::vector<std::string> samples_ns;
  Test test = Test::kPrompt;
};

Table stated_table(const Source& source, const std::vector<Row>& rows, std::string_view format) {
  TableBuilder builder(source.path, "", std::string(format));
  for (const Row& row : rows) {
    Record cells = row.options;
    cells.insert(cells.end(), row.stated.begin(), row.stated.end());
    builder.add_row(row.place, cells);
  }
  Table table = builder.take();
  table.kind = TableKind::kSummary;
  set_roles(table, Test::kBoth);
  return table;
}

std::optional<Table> samples_table(const Source& source, const std::vector<Row>& rows, Test test) {
  TableBuilder builder(source.path, "/*", "llama-bench json");
  bool any = false;
  for (const Row& row : rows) {
    for (std::size_t i = 0; row.test == test && i < row.samples_ts.size(); ++i) {
      Record cells = row.options;
      cells.emplace_back("repetition", std::to_string(i));
      cells.emplace_back("samples_ts", row.samples_ts[i]);
      if (i < row.samples_ns.size()) {
        cells.emplace_back("samples_ns", row.samples_ns[i]);
      }
      builder.add_row(row.place, cells);
      any = true;
    }
  }
  if (!any) {
    return std::nullopt;
  }
  Table table = builder.take();
  set_roles(table, test);
  return table;
}

std::vector<std::string> spelled_items(const JsonValue* array) {
  std::vector<std::string> items;
  if (array != nullptr) {
    for (const JsonValue& item : array->items) {
      items.push_back(item.text);
    }
  }
  return items;
}

double number_of(const JsonValue& record, std::string_view key) {
  const JsonValue* value = record.find(key);
  return value == nullptr ? 0 : value->number;
}

std::string spelled(const JsonValue& record, std::string_view key) {
  const JsonValue* value = record.find(key);
  return value == nullptr || !value->is_scalar() ? "" : value->text;
}

Row row_of(const JsonValue& record, std::size_t place) {
  Row row;
  row.place = place;
  row.test = test_of(number_of(record, "n_prompt"), number_of(record, "n_gen"));
  for (const std::string_view option : kOptions) {
    if (record.find(option) != nullptr) {
      row.options.emplace_back(option, spelled(record, option));
    }
  }
  row.options.emplace_back(
      "test", test_name(spelled(record, "n_prompt"), spelled(record, "n_gen"), row.test));
  for (const std::string_view stated : {"avg_ts", "stddev_ts", "avg_ns", "stddev_ns"}) {
    row.stated.emplace_back(stated, spelled(record, stated));
  }
  row.samples_ts = spelled_items(record.find("samples_ts"));
  row.samples_ns = spelled_items(record.find("samples_ns"));
  return row;
}

FormatOutput tables_of(const Source& source, const std::vector<Row>& rows) {
  FormatOutput output;
  output.tables.push_back(stated_table(source, rows, "llama-bench json"));
  for (const Test test : {Test::kPrompt, Test::kGeneration, Test::kBoth}) {
    if (auto table = samples_table(source, rows, test)) {
      output.tables.push_back(std::move(*table));
    }
  }
  return output;
}

std::optional<FormatOutput> read_json_form(const Source& source) {
  if (source.text.find("\"avg_ts\"") == std::string_view::npos) {
    return std::nullopt;
  }
  std::vector<Row> rows;
  if (const auto root = text::parse_json(source.text); root && root->kind == JsonKind::kArray) {
    for (std::size_t i = 0; i < root->items.size(); ++i) {
      if (root->items[i].find("avg_ts") != nullptr) {
        rows.push_back(row_of(root->items[i], i));
      }
    }
  }
  return rows.empty() ? std::nullopt : std::optional(tables_of(source, rows));
}

std::optional<FormatOutput> read_csv_form(const Source& source) {
  const std::string_view first = source.text.substr(0, source.text.find('\n'));
  if (first.find("avg_ts") == std::string_view::npos ||
      first.find("n_prompt") == std::string_view::npos) {
    return std::nullopt;
  }
  const text::CsvDocument document = text::parse_csv(source.text);
  std::vector<Row> rows;
  for (std::size_t i = 1; i < document.records.size(); ++i) {
    JsonValue record{.kind = JsonKind::kObject};
    const auto& cells = document.records[i].cells;
    for (std::size_t k = 0; k < cells.size() && k < document.records[0].cells.size(); ++k) {
      JsonValue cell{.kind = JsonKind::kString, .text = cells[k]};
      cell.number = text::read_plain_number(cells[k]).value_or(0);
      record.members.emplace_back(document.records[0].cells[k], std::move(cell));
    }
    rows.push_back(row_of(record, document.records[i].line));
  }
  FormatOutput output;
  if (rows.empty()) {
    output.problems.push_back({source.path, "", "only a header, no rows"});
  } else {
    output.tables.push_back(stated_table(source, rows, "llama-bench csv"));
  }
  return output;
}

/// "213.21 ± 0.23" states two numbers.
Record mean_and_deviation(const std::string& cell) {
  constexpr std::string_view kSign = " ± ";
  const std::size_t sign = cell.find(kSign);
  if (sign == std::string::npos) {
    return {{"t/s", cell}};
  }
  return {{"t/s", cell.substr(0, sign)}, {"stddev t/s", cell.substr(sign + kSign.size())}};
}

Row row_of(const text::MarkdownRow& line, const std::vector<std::string>& head) {
  Row row;
  row.place = line.line;
  for (std::size_t i = 0; i < line.cells.size() && i < head.size(); ++i) {
    if (head[i] == "t/s") {
      row.stated = mean_and_deviation(line.cells[i]);
    } else {
      row.options.emplace_back(head[i], line.cells[i]);
    }
  }
  return row;
}

// The head of llama-bench's Markdown: "model" first, "test" and "t/s" last.
bool is_llama_bench(const text::MarkdownTable& table) {
  const auto& head = table.head;
  return head.size() >= 4 && head.front() == "model" && head.back() == "t/s" &&
         head[head.size() - 2] == "test";
}

std::optional<FormatOutput> read_markdown_form(const Source& source) {
  FormatOutput output;
  for (const text::MarkdownTable& found : text::markdown_tables(source.text)) {
    if (!is_llama_bench(found)) {
      continue;
    }
    std::vector<Row> rows;
    rows.reserve(found.rows.size());
    for (const text::MarkdownRow& line : found.rows) {
      rows.push_back(row_of(line, found.head));
    }
    output.tables.push_back(stated_table(source, rows, "llama-bench md"));
  }
  return output.tables.empty() ? std::nullopt : std::optional(std::move(output));
}

}  // namespace

std::optional<FormatOutput> read_llama_bench(const Source& source) {
  switch (source.type) {
    case ArtifactType::kJson:
      return read_json_form(source);
    case ArtifactType::kCsv:
      return read_csv_form(source);
    case ArtifactType::kMarkdown:
      return read_markdown_form(source);
    case ArtifactType::kLog:
    case ArtifactType::kOther:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace chimera::read
