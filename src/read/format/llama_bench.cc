// llama-bench (llama.cpp, tools/llama-bench): json, csv and md. `avg_ts` and `t/s` are the mean
// over repetitions of tokens/time, stddev_ts the sample standard deviation: stated summaries. Only
// json carries the repetitions (`samples_ts`, `samples_ns`): those are the trials. A test of a
// prompt (pp) measures prompt throughput, one of generation (tg) throughput; each gets a table of
// its own.
#include <algorithm>
#include <string>

#include "read/format/format.h"
#include "read/format/json_shape.h"
#include "read/format/llama_bench_rows.h"
#include "text/csv.h"
#include "text/json.h"
#include "text/markdown.h"
#include "text/number.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

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

LlamaBenchRow row_of(const JsonValue& record, std::size_t place) {
  LlamaBenchRow row;
  row.place = place;
  row.test = test_of(number_of(record, "n_prompt"), number_of(record, "n_gen"));
  for (const std::string_view option : kLlamaBenchOptions) {
    if (record.find(option) != nullptr) {
      row.options.emplace_back(option, spelled(record, option));
    }
  }
  row.options.emplace_back(
      "test", test_name(spelled(record, "n_prompt"), spelled(record, "n_gen"), row.test));
  for (const std::string_view stated : kLlamaBenchStated) {
    row.stated.emplace_back(stated, spelled(record, stated));
  }
  row.samples_ts = spelled_items(record.find("samples_ts"));
  row.samples_ns = spelled_items(record.find("samples_ns"));
  return row;
}

FormatOutput tables_of(const Source& source, const std::vector<LlamaBenchRow>& rows) {
  FormatOutput output;
  output.tables.push_back(stated_table(source, rows, "llama-bench json"));
  for (const LlamaBenchTest test :
       {LlamaBenchTest::kPrompt, LlamaBenchTest::kGeneration, LlamaBenchTest::kBoth}) {
    if (auto table = samples_table(source, rows, test)) {
      output.tables.push_back(std::move(*table));
    }
  }
  return output;
}

bool is_read(std::string_view key) {
  const auto has = [&](const auto& keys) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
  return has(kLlamaBenchOptions) || has(kLlamaBenchStated) || key == "samples_ts" ||
         key == "samples_ns";
}

Account account_of(const JsonValue& root) {
  Account account{.parts = "leaves", .total = count_leaves(root)};
  Skipped build{.reason = "of the machine or the build, the same for all tests"};
  Skipped strange{.reason = "no test of llama-bench"};
  for (std::size_t i = 0; i < root.items.size(); ++i) {
    const bool is_test = root.items[i].find("avg_ts") != nullptr;
    const std::string pointer = "/" + std::to_string(i);
    if (!is_test) {
      strange.where = strange.count == 0 ? pointer : strange.where;
      strange.count += count_leaves(root.items[i]);
      continue;
    }
    for (const auto& [key, member] : root.items[i].members) {
      const std::size_t leaves = count_leaves(member);
      if (is_read(key)) {
        account.used += leaves;
        continue;
      }
      build.where = build.count == 0 ? pointer + "/" + key : build.where;
      build.count += leaves;
    }
  }
  for (Skipped* skipped : {&build, &strange}) {
    if (skipped->count > 0) {
      account.skipped.push_back(std::move(*skipped));
    }
  }
  return account;
}

std::optional<FormatOutput> read_json_form(const Source& source) {
  if (source.text.find("\"avg_ts\"") == std::string_view::npos) {
    return std::nullopt;
  }
  const auto root = text::parse_json(source.text);
  if (!root || root->kind != JsonKind::kArray) {
    return std::nullopt;
  }
  std::vector<LlamaBenchRow> rows;
  for (std::size_t i = 0; i < root->items.size(); ++i) {
    if (root->items[i].find("avg_ts") != nullptr) {
      rows.push_back(row_of(root->items[i], i));
    }
  }
  if (rows.empty()) {
    return std::nullopt;
  }
  FormatOutput output = tables_of(source, rows);
  output.account = account_of(*root);
  return output;
}

LlamaBenchRow row_of(const text::CsvRecord& cells, const text::CsvRecord& head) {
  JsonValue record{.kind = JsonKind::kObject};
  for (std::size_t k = 0; k < cells.cells.size() && k < head.cells.size(); ++k) {
    JsonValue cell{.kind = JsonKind::kString, .text = cells.cells[k]};
    cell.number = text::read_plain_number(cells.cells[k]).value_or(0);
    record.members.emplace_back(head.cells[k], std::move(cell));
  }
  return row_of(record, cells.line);
}

std::optional<FormatOutput> read_csv_form(const Source& source) {
  const std::string_view first = source.text.substr(0, source.text.find('\n'));
  if (first.find("avg_ts") == std::string_view::npos ||
      first.find("n_prompt") == std::string_view::npos) {
    return std::nullopt;
  }
  const text::CsvDocument document = text::parse_csv(source.text);
  std::vector<LlamaBenchRow> rows;
  for (std::size_t i = 1; i < document.records.size(); ++i) {
    rows.push_back(row_of(document.records[i], document.records[0]));
  }
  FormatOutput output;
  output.account = Account{.parts = "rows",
                           .total = document.records.size(),
                           .used = rows.size(),
                           .headers = document.records.empty() ? 0U : 1U};
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

LlamaBenchRow row_of(const text::MarkdownRow& line, const std::vector<std::string>& head) {
  LlamaBenchRow row;
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
    std::vector<LlamaBenchRow> rows;
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
