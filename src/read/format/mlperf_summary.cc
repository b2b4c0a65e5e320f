// MLPerf LoadGen's mlperf_log_summary.txt (mlcommons/inference, loadgen/results.cc): lines of "key
// : value" behind a banner. A file is a run, or several, one after the other. All numbers are
// statistics that LoadGen stated of its samples. What it calls latency runs from the moment a
// sample was issued (Server: scheduled) to its completion as told to LoadGen; the time to the first
// token ends when the system under test told of it, and both by LoadGen's clock. A run that is
// INVALID missed a rule of MLPerf: its numbers were measured, so it is no failed trial.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "read/format/format.h"
#include "read/format/known_columns.h"
#include "read/format/problem_list.h"
#include "read/table_builder.h"
#include "text/number.h"

namespace chimera::read {

namespace {

using enum Role;

constexpr std::string_view kBanner = "MLPerf Results Summary";

/// A longer line is no pair.
constexpr std::size_t kLineMax = 4096;

/// Runs in one file, pairs of one run, and different keys of all: what is more is skipped.
constexpr std::size_t kRunsMax = 1000;
constexpr std::size_t kPairsMax = 1000;
constexpr std::size_t kKeysMax = 1000;

constexpr std::array kKnown{
    KnownColumn{"SUT name", kSubject},
    KnownColumn{"Scenario", kFactor},
    KnownColumn{"Mode", kFactor},
    KnownColumn{"Result is", kFactor},
    KnownColumn{"* satisfied", kNote},
    KnownColumn{"target_latency (ns)", kFactor, "", "ns"},
    KnownColumn{"*irst ?oken*latency (ns)", kSummary, "ttft", "ns"},
    KnownColumn{"*ime to ?utput ?oken (ns)", kSummary, "tpot.decode", "ns"},
    KnownColumn{"* latency (ns)", kSummary, "e2e_latency", "ns"},
    KnownColumn{"Early stopping *estimate", kSummary, "", "ns"},
    KnownColumn{"Scheduled samples per second", kSummary, "", "req/s"},
    KnownColumn{"*amples per second", kSummary, "request_throughput", "req/s"},
    KnownColumn{"*okens per second", kSummary, "throughput.system", "tok/s"},
    KnownColumn{"QPS w/ loadgen overhead", kSummary, "request_throughput", "req/s"},
    KnownColumn{"QPS w/o loadgen overhead", kSummary, "", "req/s"},
    KnownColumn{"TPS w/* loadgen overhead", kSummary, "", "tok/s"},
    KnownColumn{"*_duration (ms)", kFactor, "", "ms"},
    KnownColumn{"*", kFactor},
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const std::size_t begin = std::min(text.find_first_not_of(kBlank), text.size());
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

/// "key : value"; of what is recommended ("* …") only numbers are taken.
std::optional<std::pair<std::string, std::string>> pair_in(std::string_view line) {
  const bool advice = line.starts_with("* ");
  line = advice ? trimmed(line.substr(1)) : line;
  const std::size_t colon = line.rfind(':');
  if (colon == std::string_view::npos || line.size() > kLineMax) {
    return std::nullopt;
  }
  const std::string key(trimmed(line.substr(0, colon)));
  const std::string value(trimmed(line.substr(colon + 1)));
  if (key.empty() || value.empty() || (advice && !text::read_plain_number(value))) {
    return std::nullopt;
  }
  return std::pair(key, value);
}

class SummaryReader {
 public:
  explicit SummaryReader(const std::string& file)
      : builder_(file, "", "mlperf-summary"), account_{.parts = "lines"} {}

  void line(std::string_view line, std::size_t number) {
    ++account_.total;
    if (line == kBanner) {
      end_run();
      run_line_ = number;
      ++account_.headers;
      return;
    }
    if (line.starts_with("====")) {
      ++account_.headers;
      return;
    }
    auto pair = run_line_ == 0 ? std::nullopt : pair_in(line);
    const bool room = pair && record_.size() < kPairsMax && runs_ < kRunsMax;
    if (room && !has(pair->first) && is_column(pair->first)) {
      record_.push_back(std::move(*pair));
      ++account_.used;
      return;
    }
    other_.where = other_.count == 0 ? line_text(number) : other_.where;
    ++other_.count;
  }

  FormatOutput take() {
    end_run();
    FormatOutput output;
    if (runs_ > 0) {
      Table table = builder_.take();
      know_columns(table, kKnown, "mlperf-summary");
      output.tables.push_back(std::move(table));
    }
    if (other_.count > 0) {
      account_.skipped.push_back(std::move(other_));
    }
    output.account = std::move(account_);
    return output;
  }

 private:
  /// Whether the key names a column, or may name a new one.
  bool is_column(const std::string& key) {
    return keys_.contains(key) || (keys_.size() < kKeysMax && keys_.insert(key).second);
  }

  [[nodiscard]] bool has(const std::string& key) const {
    return std::any_of(record_.begin(), record_.end(),
                       [&](const auto& known) { return known.first == key; });
  }

  void end_run() {
    if (!record_.empty()) {
      builder_.add_row(run_line_, record_);
      record_.clear();
      ++runs_;
    }
  }

  TableBuilder builder_;
  Account account_;
  Skipped other_{.reason = "no pair of a key and a value of a run"};
  Record record_;
  std::set<std::string> keys_;
  std::size_t run_line_ = 0;
  std::size_t runs_ = 0;
};

/// Whether the banner stands on a line of its own.
bool has_banner(std::string_view text) {
  const std::size_t at = text.find(kBanner);
  if (at == std::string_view::npos) {
    return false;
  }
  const std::size_t begin = text.rfind('\n', at) + 1;
  return trimmed(text.substr(begin, text.find('\n', at) - begin)) == kBanner;
}

}  // namespace

std::optional<FormatOutput> read_mlperf_summary(const Source& source) {
  if (source.type != ArtifactType::kLog || !has_banner(source.text)) {
    return std::nullopt;
  }
  SummaryReader reader(source.path);
  std::size_t number = 1;
  for (std::size_t start = 0; start < source.text.size(); ++number) {
    const std::size_t end = std::min(source.text.find('\n', start), source.text.size());
    const std::string_view line = trimmed(source.text.substr(start, end - start));
    if (!line.empty()) {
      reader.line(line, number);
    }
    start = end + 1;
  }
  return reader.take();
}

}  // namespace chimera::read
