#include "read/format/guidellm_csv.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "read/format/known_columns.h"
#include "read/format/problem_list.h"
#include "read/table_builder.h"
#include "text/csv.h"

namespace chimera::read {

namespace {

using enum Role;

constexpr std::size_t kHeaders = 3;

constexpr std::array kKnown{
    KnownColumn{"*.Percentiles", kNote},
    KnownColumn{"Request Latency.*Sec.*", kSummary, "e2e_latency", "s"},
    KnownColumn{"Time to First Token.*ms.*", kSummary, "ttft", "ms"},
    KnownColumn{"Time per Output Token.*ms.*", kSummary, "tpot.e2e", "ms"},
    KnownColumn{"Inter Token Latency.*ms.*", kSummary, "itl.request", "ms"},
    KnownColumn{"Server Throughput.*Requests/Sec.*", kSummary, "request_throughput", "req/s"},
    KnownColumn{"Token Throughput.*Input Tokens/Sec.*", kSummary, "prompt_throughput.system",
                "tok/s"},
    KnownColumn{"Token Throughput.*Output Tokens/Sec.*", kSummary, "throughput.system", "tok/s"},
    KnownColumn{"Token Throughput.*Total Tokens/Sec.*", kSummary, "total_throughput", "tok/s"},
    KnownColumn{"*.Mean", kSummary},
    KnownColumn{"*.Median", kSummary},
    KnownColumn{"*.Std Dev", kSummary},
    KnownColumn{"Scheduler Metrics.* Avg.Sec", kSummary, "", "s"},
    KnownColumn{"Scheduler Metrics.*", kSummary},
    KnownColumn{"Scheduler State.*", kNote},
    KnownColumn{"Timings.Duration.Sec", kMetric, "run_time", "s"},
    KnownColumn{"Request Counts.*", kMetric},
    KnownColumn{"Timings.* Time", kTime},
    KnownColumn{"Timings.*.Sec", kNote, "", "s"},
    KnownColumn{"Run Info.Run I*", kRun},
    KnownColumn{"Run Info.*", kNote},
    KnownColumn{"Benchmark.Strategy", kFactor},
    KnownColumn{"Benchmark.*", kNote},
    KnownColumn{"Runtime Info.*", kNote},
};

bool has(const text::CsvRecord& record, std::string_view cell) {
  return std::find(record.cells.begin(), record.cells.end(), cell) != record.cells.end();
}

bool are_headers(const std::vector<text::CsvRecord>& records) {
  if (records.size() < kHeaders || !has(records[0], "Run Info") || !has(records[1], "Run ID") ||
      !has(records[2], "Mean")) {
    return false;
  }
  return records[1].cells.size() == records[0].cells.size() &&
         records[2].cells.size() == records[0].cells.size();
}

std::vector<std::string> names_of(const std::vector<text::CsvRecord>& records) {
  std::vector<std::string> names(records[0].cells.size());
  for (std::size_t row = 0; row < kHeaders; ++row) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string& part = records[row].cells[i];
      names[i] += (names[i].empty() || part.empty() ? "" : ".") + part;
    }
  }
  return names;
}

Record record_of(const std::vector<std::string>& names, text::CsvRecord& row) {
  Record record;
  record.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    record.emplace_back(names[i], std::move(row.cells[i]));
  }
  return record;
}

/// The rows below the headers as a table, with the account of all.
class Rows {
 public:
  Rows(const Source& source, std::size_t lines_unread)
      : builder_(source.path, "", ""), problems_(source.path) {
    account_.parts = "rows";
    account_.headers = kHeaders;
    account_.total = kHeaders + lines_unread;
    left_out_ = {lines_unread, "", "not as many cells as the headers, or beyond a limit"};
  }

  void note(const text::CsvProblem& problem) {
    problems_.add(problem.what, line_text(problem.line), problem.what);
  }

  void add(const std::vector<std::string>& names, text::CsvRecord& row) {
    ++account_.total;
    if (row.cells.size() == names.size()) {
      builder_.add_row(row.line, record_of(names, row));
      ++account_.used;
      return;
    }
    const std::string where = line_text(row.line);
    left_out_.where = left_out_.where.empty() ? where : left_out_.where;
    ++left_out_.count;
    problems_.add("rows left out", where,
                  "row left out: guidellm wrote other columns for it than the headers name");
  }

  FormatOutput take() {
    FormatOutput output;
    if (account_.used > 0) {
      know_columns(output.tables.emplace_back(builder_.take()), kKnown, "guidellm csv");
    }
    if (left_out_.count > 0) {
      account_.skipped.push_back(std::move(left_out_));
    }
    output.account = std::move(account_);
    output.problems = problems_.take();
    return output;
  }

 private:
  TableBuilder builder_;
  ProblemList problems_;
  Account account_;
  Skipped left_out_;
};

}  // namespace

std::optional<FormatOutput> read_guidellm_csv(const Source& source) {
  const std::string_view begin = source.text.substr(0, source.text.find('\n'));
  if (source.type != ArtifactType::kCsv || begin.find("Run Info") == std::string_view::npos) {
    return std::nullopt;
  }
  text::CsvDocument document = text::parse_csv(source.text);
  if (!are_headers(document.records)) {
    return std::nullopt;
  }
  const std::vector<std::string> names = names_of(document.records);
  Rows rows(source, document.lines_unread);
  std::for_each(document.problems.begin(), document.problems.end(),
                [&](const text::CsvProblem& problem) { rows.note(problem); });
  for (std::size_t i = kHeaders; i < document.records.size(); ++i) {
    rows.add(names, document.records[i]);
  }
  return rows.take();
}

}  // namespace chimera::read
