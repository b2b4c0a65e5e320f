// MLPerf LoadGen's mlperf_log_detail.txt (mlcommons/inference, loadgen/logging.h): lines of
// ":::MLLOG {json}", each with a key and a value. A file is a run: one row, a column a key.
// Definitions as in mlperf_summary.cc. `result_token_throughput` divides by a latency in ns and is
// published unconverted: it gets neither unit nor definition.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "read/format/format.h"
#include "read/format/known_columns.h"
#include "read/format/problem_list.h"
#include "read/table_builder.h"
#include "text/json.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

using enum Role;
using text::JsonKind;
using text::JsonValue;

constexpr std::string_view kMark = ":::MLLOG ";
constexpr std::size_t kKeysMax = 10'000;
constexpr std::size_t kErrorShown = 200;

constexpr std::array kKnown{
    KnownColumn{"result_first_token_*", kSummary, "ttft", "ns"},
    KnownColumn{"result_time_per_output_token_*", kSummary, "tpot.decode", "ns"},
    KnownColumn{"result_time_to_output_token_*", kSummary, "tpot.decode", "ns"},
    KnownColumn{"result_*_latency_ns", kSummary, "e2e_latency", "ns"},
    KnownColumn{"early_stopping_latency_*", kSummary, "", "ns"},
    KnownColumn{"result_scheduled_samples_per_sec", kSummary, "", "req/s"},
    KnownColumn{"result_*samples_per_sec*", kSummary, "request_throughput", "req/s"},
    KnownColumn{"result_qps_with_loadgen_overhead", kSummary, "request_throughput", "req/s"},
    KnownColumn{"result_qps_without_loadgen_overhead", kSummary, "", "req/s"},
    KnownColumn{"result_*tokens_per_second*", kSummary, "throughput.system", "tok/s"},
    KnownColumn{"result_token_throughput*", kSummary},
    KnownColumn{"result_validity", kFactor},
    KnownColumn{"result_*query_count", kSummary},
    KnownColumn{"effective_*", kFactor},
    KnownColumn{"requested_*", kFactor},
    KnownColumn{"sut_name", kSubject},
    KnownColumn{"*", kNote},
};

/// The text with each line of the log as bare JSON, other lines empty: lines keep their number.
/// Counts lines that hold something into `account`.
std::string bare_lines(std::string_view text, Account& account, Skipped& other) {
  std::string bare;
  bare.reserve(text.size());
  std::size_t number = 1;
  for (std::size_t start = 0; start < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    start = end + 1;
    const std::size_t mark = line.find(kMark);
    if (mark != std::string_view::npos) {
      bare += line.substr(mark + kMark.size());
      ++account.total;
    } else if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      other.where = other.count++ == 0 ? line_text(number) : other.where;
      ++account.total;
    }
    bare += '\n';
  }
  return bare;
}

bool says_error(const JsonValue& entry) {
  const JsonValue* metadata = entry.find("metadata");
  const JsonValue* error = metadata == nullptr ? nullptr : metadata->find("is_error");
  return error != nullptr && error->kind == JsonKind::kBool && error->boolean;
}

class DetailReader {
 public:
  explicit DetailReader(const Source& source) : source_(source), problems_(source.path) {}

  FormatOutput read() {
    Account account{.parts = "lines"};
    const text::JsonLines log = text::parse_json_lines(bare_lines(source_.text, account, other_));
    for (const text::JsonLine& line : log.lines) {
      entry(line);
    }
    for (const Error& error : log.problems) {
      skip(broken_, error.place.line);
    }
    // A mark with nothing behind it is a line that the parser leaves out.
    const std::size_t seen = log.lines.size() + log.problems.size() + other_.count;
    broken_.count += account.total - std::min(account.total, seen);
    FormatOutput output;
    account.used = record_.size();
    for (Skipped* skipped : {&other_, &broken_, &lists_, &twice_}) {
      if (skipped->count > 0) {
        account.skipped.push_back(std::move(*skipped));
      }
    }
    if (!record_.empty()) {
      TableBuilder builder(source_.path, "", "mlperf-detail");
      builder.add_row(first_line_, record_);
      Table table = builder.take();
      know_columns(table, kKnown, "mlperf-detail");
      output.tables.push_back(std::move(table));
    }
    output.account = std::move(account);
    output.problems = problems_.take();
    return output;
  }

 private:
  static void skip(Skipped& kind, std::size_t line) {
    kind.where = kind.count++ == 0 ? line_text(line) : kind.where;
  }

  void entry(const text::JsonLine& line) {
    const JsonValue* key = line.value.find("key");
    const JsonValue* value = line.value.find("value");
    if (key == nullptr || key->kind != JsonKind::kString || value == nullptr) {
      skip(broken_, line.line);
      return;
    }
    if (says_error(line.value)) {
      problems_.add("errors that the run logged", line_text(line.line),
                    "the run logged an error: '" +
                        text::one_line(key->text + ": " + value->text, kErrorShown) + "'");
    }
    if (!value->is_scalar()) {
      skip(lists_, line.line);
    } else if (keys_.size() >= kKeysMax || !keys_.insert(key->text).second) {
      skip(twice_, line.line);
    } else {
      first_line_ = record_.empty() ? line.line : first_line_;
      record_.emplace_back(key->text, value->text);
    }
  }

  const Source& source_;
  ProblemList problems_;
  Record record_;
  std::unordered_set<std::string> keys_;
  std::size_t first_line_ = 1;
  Skipped other_{.reason = "no line of MLLOG"};
  Skipped broken_{.reason = "no key and value in JSON"};
  Skipped lists_{.reason = "its value is a list or an object"};
  Skipped twice_{.reason = "its key stands in the log before, or is one too many"};
};

}  // namespace

std::optional<FormatOutput> read_mlperf_detail(const Source& source) {
  if (source.type != ArtifactType::kLog || !source.text.starts_with(kMark)) {
    return std::nullopt;
  }
  return DetailReader(source).read();
}

}  // namespace chimera::read
