#include "read/format/aiperf_csv.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "data/definition.h"
#include "read/format/json_tables.h"
#include "read/format/problem_list.h"
#include "read/format/tool_json.h"
#include "read/table_builder.h"
#include "text/csv.h"

namespace chimera::read {

namespace {

using enum Role;

struct Quantity {
  std::string_view name;  ///< in lower case, without its unit
  std::string_view definition;
};

// genai-perf writes some words with a capital where aiperf doesn't.
constexpr std::array kQuantities{
    Quantity{"time to first token", "ttft.chunk"},
    Quantity{"inter token latency", "itl.request"},
    Quantity{"inter chunk latency", "itl.chunk"},
    Quantity{"request latency", "e2e_latency"},
    Quantity{"output token throughput per user", "throughput"},
    Quantity{"output token throughput per request", "throughput.request"},
    Quantity{"e2e output token throughput", "throughput.request"},
    Quantity{"prefill throughput per user", "prompt_throughput"},
    Quantity{"output token throughput", "throughput.system"},
    Quantity{"total token throughput", "total_throughput"},
    Quantity{"request throughput", "request_throughput"},
    Quantity{"request goodput", "goodput"},
    Quantity{"goodput", "goodput"},
    Quantity{"benchmark duration", "run_time"},
};

struct Name {
  std::string quantity;  ///< in lower case
  std::string unit;      ///< as spelled
};

/// "HTTP Waiting (TTFB) (ms)" → {"http waiting (ttfb)", "ms"}.
Name name_of(std::string_view spelled) {
  Name name;
  const std::size_t open = spelled.rfind(" (");
  if (open != std::string_view::npos && spelled.ends_with(')')) {
    name.unit = spelled.substr(open + 2, spelled.size() - open - 3);
    spelled = spelled.substr(0, open);
  }
  for (const char c : spelled) {
    name.quantity += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return name;
}

const Definition* definition_of(const Name& name) {
  const auto* found = std::find_if(kQuantities.begin(), kQuantities.end(),
                                   [&](const Quantity& each) { return each.name == name.quantity; });
  return found == kQuantities.end() ? nullptr : find_definition(found->definition);
}

// Older exports say "(per sec)", whatever it is that they count.
std::string unit_for(const Name& name, const Definition* definition) {
  if (name.unit == "per sec") {
    return std::string(definition == nullptr ? "" : definition->unit);
  }
  return unit_as_spelled(name.unit);
}

using Cells = std::vector<std::string>;

enum class Part { kNone, kDistributions, kValues, kOther };

bool are_distributions(const Cells& cells) {
  return cells.size() >= 3 && cells[0] == "Metric" && cells[1] == "avg";
}

bool are_values(const Cells& cells) {
  return cells.size() == 2 && cells[0] == "Metric" && cells[1] == "Value";
}

bool is_one_of_its_rows(const text::CsvRecord& record) {
  return !record.cells.empty() && definition_of(name_of(record.cells[0])) != nullptr;
}

bool wrote(const std::vector<text::CsvRecord>& records) {
  return !records.empty() &&
         (are_distributions(records.front().cells) || are_values(records.front().cells)) &&
         std::any_of(records.begin(), records.end(), is_one_of_its_rows);
}

class Reader {
 public:
  Reader(const Source& source, std::size_t unread) : file_(source.path) {
    account_.parts = "rows";
    account_.total = unread;
    if (unread > 0) {
      account_.skipped.push_back({unread, "", "beyond a limit"});
    }
  }

  void add(const text::CsvRecord& record) {
    ++account_.total;
    if (starts_part(record)) {
      ++account_.headers;
    } else if (part_ == Part::kOther || part_ == Part::kNone) {
      skip(other_, record);
    } else if (record.cells.size() > header_.size() || tables_.size() >= kJsonTablesMax) {
      skip(odd_, record);
    } else {
      ++account_.used;
      tables_.push_back(table_of(record));
    }
  }

  FormatOutput take(ProblemList problems) {
    for (Skipped* left_out : {&other_, &odd_}) {
      if (left_out->count > 0) {
        account_.skipped.push_back(std::move(*left_out));
      }
    }
    return {std::move(tables_), problems.take(), std::move(account_)};
  }

 private:
  bool starts_part(const text::CsvRecord& record) {
    if (are_distributions(record.cells)) {
      part_ = Part::kDistributions;
    } else if (are_values(record.cells)) {
      part_ = Part::kValues;
    } else if (record.after_blank) {
      part_ = Part::kOther;
    } else {
      return false;
    }
    header_ = record.cells;
    return true;
  }

  static void skip(Skipped& left_out, const text::CsvRecord& record) {
    left_out.where = left_out.where.empty() ? line_text(record.line) : left_out.where;
    ++left_out.count;
  }

  [[nodiscard]] Table table_of(const text::CsvRecord& record) const {
    const std::string& spelled = record.cells[0];
    const bool single = part_ == Part::kValues;
    Record cells{{"Metric", spelled}};
    for (std::size_t i = 1; i < record.cells.size(); ++i) {
      cells.emplace_back(single ? header_[i] : spelled + "." + header_[i], record.cells[i]);
      if (single) {
        cells.emplace_back(spelled, record.cells[i]);
      }
    }
    TableBuilder builder(
        file_, tables_.empty() ? "" : "#" + std::to_string(tables_.size() + 1), "");
    builder.add_row(record.line, cells);
    Table table = builder.take();
    know(table, spelled, single);
    return table;
  }

  static void know(Table& table, const std::string& spelled, bool single) {
    const Name name = name_of(spelled);
    const Definition* definition = definition_of(name);
    table.format = "aiperf csv";
    for (Column& column : table.columns) {
      column.evidence = "aiperf says so";
      if (column.name == "Metric") {
        column.role = kBlock;
        continue;
      }
      const bool measured = single && column.name == spelled;
      column.role = measured ? kMetric : kSummary;
      column.definition = definition;
      column.unit = column.name.ends_with(".count") ? "" : unit_for(name, definition);
    }
  }

  std::string file_;
  Part part_ = Part::kNone;
  Cells header_;
  std::vector<Table> tables_;
  Account account_;
  Skipped other_{0, "", "of the machine, not of the requests"};
  Skipped odd_{0, "", "more cells than the header, or one table too many"};
};

}  // namespace

std::optional<FormatOutput> read_aiperf_csv(const Source& source) {
  if (source.type != ArtifactType::kCsv ||
      source.text.substr(0, source.text.find('\n')).find("Metric") == std::string_view::npos) {
    return std::nullopt;
  }
  const text::CsvDocument document = text::parse_csv(source.text);
  if (!wrote(document.records)) {
    return std::nullopt;
  }
  ProblemList problems(source.path);
  for (const text::CsvProblem& problem : document.problems) {
    problems.add(problem.what, line_text(problem.line), problem.what);
  }
  Reader reader(source, document.lines_unread);
  for (const text::CsvRecord& record : document.records) {
    reader.add(record);
  }
  return reader.take(std::move(problems));
}

}  // namespace chimera::read
