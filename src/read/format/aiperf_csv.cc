#include "read/format/aiperf_csv.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/definition.h"
#include "read/format/problem_list.h"
#include "read/format/tool_json.h"
#include "read/table_builder.h"
#include "text/csv.h"

namespace chimera::read {

namespace {

using enum Role;

constexpr std::size_t kColumnsMax = 4096;  ///< of a table

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
  const auto* found =
      std::find_if(kQuantities.begin(), kQuantities.end(),
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

/// One of the stacked tables.
struct Section {
  Part part = Part::kNone;
  std::size_t line = 0;  ///< of its header
  Cells header;
  std::vector<const text::CsvRecord*> rows;
};

/// As the file has it: the units of the rows differ, so a column has none.
Table long_table(const std::string& file, const std::string& pointer, const Section& section) {
  TableBuilder builder(file, pointer, "");
  for (const text::CsvRecord* row : section.rows) {
    Record record;
    for (std::size_t i = 0; i < row->cells.size(); ++i) {
      record.emplace_back(section.header[i], row->cells[i]);
    }
    builder.add_row(row->line, record);
  }
  Table table = builder.take();
  table.format = "aiperf csv";
  for (Column& column : table.columns) {
    column.role = column.name == "Metric" ? kBlock : kSummary;
    column.unit = "";
    column.evidence = "aiperf says so";
  }
  return table;
}

void know(Column& column, const Name& name, Role role) {
  column.role = role;
  column.definition = definition_of(name);
  column.unit = column.name.ends_with(".count") ? "" : unit_for(name, column.definition);
  column.evidence = "aiperf says so";
}

/// One row, a column a cell.
Table wide_table(const std::string& file, const std::string& pointer, const Section& section) {
  const bool single = section.part == Part::kValues;
  Record record;
  std::vector<Name> names;  // of each column
  std::set<std::string, std::less<>> seen;
  for (const text::CsvRecord* row : section.rows) {
    const std::string& spelled = row->cells[0];
    for (std::size_t i = 1; i < row->cells.size() && record.size() < kColumnsMax; ++i) {
      std::string column = single ? spelled : spelled + "." + section.header[i];
      if (seen.insert(column).second) {
        names.push_back(name_of(spelled));
        record.emplace_back(std::move(column), row->cells[i]);
      }
    }
  }
  TableBuilder builder(file, pointer, "");
  builder.add_row(section.line, record);
  Table table = builder.take();
  table.format = "aiperf csv";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    know(table.columns[i], names[i], single ? kMetric : kSummary);
  }
  return table;
}

/// Sorts the records into sections and accounts for them.
class Reader {
 public:
  explicit Reader(std::size_t unread) {
    account_.parts = "rows";
    account_.total = unread;
    if (unread > 0) {
      account_.skipped.push_back({unread, "", "beyond a limit"});
    }
  }

  void add(const text::CsvRecord& record) {
    ++account_.total;
    if (starts_section(record)) {
      ++account_.headers;
      return;
    }
    Section& section = sections_.back();
    if (section.part == Part::kOther) {
      skip(other_, record);
    } else if (record.cells.size() > section.header.size()) {
      skip(odd_, record);
    } else {
      ++account_.used;
      section.rows.push_back(&record);
    }
  }

  FormatOutput take(const std::string& file) {
    FormatOutput output;
    for (const auto& make : {long_table, wide_table}) {
      for (const Section& section : sections_) {
        if (!section.rows.empty()) {
          const std::size_t number = output.tables.size() + 1;
          const std::string pointer = number == 1 ? "" : "#" + std::to_string(number);
          output.tables.push_back(make(file, pointer, section));
        }
      }
    }
    for (Skipped* left_out : {&other_, &odd_}) {
      if (left_out->count > 0) {
        account_.skipped.push_back(std::move(*left_out));
      }
    }
    output.account = std::move(account_);
    return output;
  }

 private:
  bool starts_section(const text::CsvRecord& record) {
    Part part = Part::kNone;
    if (are_distributions(record.cells)) {
      part = Part::kDistributions;
    } else if (are_values(record.cells)) {
      part = Part::kValues;
    } else if (record.after_blank) {
      part = Part::kOther;
    }
    if (part == Part::kNone && !sections_.empty()) {
      return false;
    }
    sections_.push_back({part, record.line, record.cells, {}});
    return true;
  }

  static void skip(Skipped& left_out, const text::CsvRecord& record) {
    left_out.where = left_out.where.empty() ? line_text(record.line) : left_out.where;
    ++left_out.count;
  }

  std::vector<Section> sections_;
  Account account_;
  Skipped other_{0, "", "of the machine, not of the requests"};
  Skipped odd_{0, "", "more cells than the header"};
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
  Reader reader(document.lines_unread);
  for (const text::CsvRecord& record : document.records) {
    reader.add(record);
  }
  FormatOutput output = reader.take(source.path);
  output.problems = problems.take();
  return output;
}

}  // namespace chimera::read
