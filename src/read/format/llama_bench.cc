// llama-bench (llama.cpp, tools/llama-bench): json, jsonl, csv, md and sql. `avg_ts` and `t/s` are
// the mean over repetitions of tokens/time, stddev_ts the sample standard deviation: stated
// summaries. Only json and jsonl carry the repetitions (`samples_ts`, `samples_ns`): those are the
// trials. A test of a prompt (pp) measures prompt throughput, one of generation (tg) throughput;
// each gets a table of its own.
#include <algorithm>
#include <string>

#include "read/format/format.h"
#include "read/format/llama_bench_rows.h"
#include "text/csv.h"
#include "text/json.h"
#include "text/markdown.h"
#include "text/number.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

LlamaBenchRow row_of(const text::CsvRecord& cells, const text::CsvRecord& head) {
  JsonValue record{.kind = JsonKind::kObject};
  for (std::size_t k = 0; k < cells.cells.size() && k < head.cells.size(); ++k) {
    JsonValue cell{.kind = JsonKind::kString, .text = cells.cells[k]};
    cell.number = text::read_plain_number(cells.cells[k]).value_or(0);
    record.members.emplace_back(head.cells[k], std::move(cell));
  }
  return llama_bench_row(record, cells.line);
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
      row.test = head[i] == "test" ? test_of(line.cells[i]) : row.test;
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

// What the program says of its devices stands right above the table where both went to one file: to
// Markdown a paragraph that the table would go on with. Those lines blanked, each byte in its
// place.
std::string without_talk(std::string_view text) {
  std::string blanked(text);
  for (std::size_t at = text.find("\n| model "); at != std::string_view::npos;
       at = text.find("\n| model ", at + 1)) {
    const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    if (text[begin] != '|') {
      std::fill(blanked.begin() + static_cast<std::ptrdiff_t>(begin),
                blanked.begin() + static_cast<std::ptrdiff_t>(at), ' ');
    }
  }
  return blanked;
}

std::optional<FormatOutput> read_markdown_form(const Source& source) {
  FormatOutput output;
  const std::string text = without_talk(source.text);
  for (const text::MarkdownTable& found : text::markdown_tables(text)) {
    if (!is_llama_bench(found)) {
      continue;
    }
    std::vector<LlamaBenchRow> rows;
    rows.reserve(found.rows.size());
    for (const text::MarkdownRow& line : found.rows) {
      // An error right below the table is to Markdown a row whose other cells are empty.
      if (line.cells.size() >= found.head.size() && !line.cells.back().empty()) {
        rows.push_back(row_of(line, found.head));
      }
    }
    if (!rows.empty()) {
      output.tables.push_back(stated_table(source, rows, "llama-bench md"));
    }
  }
  return output.tables.empty() ? std::nullopt : std::optional(std::move(output));
}

}  // namespace

std::optional<FormatOutput> read_llama_bench(const Source& source) {
  switch (source.type) {
    case ArtifactType::kJson:
      return read_llama_bench_json(source);
    case ArtifactType::kCsv:
      return read_csv_form(source);
    case ArtifactType::kMarkdown:
      return read_markdown_form(source);
    case ArtifactType::kLog: {
      auto sql = read_llama_bench_sql(source);
      return sql ? std::move(sql) : read_markdown_form(source);
    }
    case ArtifactType::kYaml:
    case ArtifactType::kOther:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace chimera::read
