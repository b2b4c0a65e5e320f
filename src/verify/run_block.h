// What the program that wrote a report says of its own run: header, files analyzed, stage times,
// data summary, model metrics. Judged by the identities between its numbers and by the tree; what
// only the run's own record could tell is unsupported.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verify/counts.h"
#include "verify/document.h"
#include "verify/run_calls.h"
#include "verify/verify.h"

namespace chimera::verify {

/// The run's own numbers, found anywhere in the document.
struct RunNumbers {
  std::optional<std::int64_t> run_day_utc_s;   ///< the header's date
  std::optional<std::int64_t> newest_utc_s;    ///< of the files that the report lists
  std::optional<std::int64_t> earliest_utc_s;  ///< of the newest of each type
  std::optional<double> total_s;               ///< of "Execution time"
  StageTimes stages_s;                         ///< of the model's calls: all but ingest
  std::optional<double> tokens;
  std::optional<double> eval_ms;
  std::optional<double> throughput;
  bool has_header = false;
  std::set<std::vector<std::string>> metrics_headings;  ///< its model metrics stand below
  RunCalls calls;
};

RunNumbers find_run_numbers(const Document& document);

/// The claims of a line that a program wrote; empty where it is no such line. `block` is the
/// paragraph, item or line of a fence.
class RunBlock {
 public:
  RunBlock(const Dataset& dataset, const Document& document);

  [[nodiscard]] const RunNumbers& numbers() const { return numbers_; }

  /// "**Date:** …", "**Model:** …", "Files analyzed: …", "Throughput: …". Whether it was one.
  bool judge_line(const Plain& plain, const std::vector<std::string>& headings, std::size_t line,
                  std::vector<Claim>& claims) const;

  /// A table of the run's calls. Whether it was one.
  bool judge_table(const Block& table, std::vector<Claim>& claims) const;

  /// A fence with a data summary. Whether it was one.
  bool judge_summary(const Block& fence, std::vector<Claim>& claims) const;

 private:
  bool judge_header(const Plain& plain, std::string_view key, Range value, std::size_t line,
                    std::vector<Claim>& claims) const;
  bool judge_parts(const Plain& plain, std::string_view key, std::vector<Claim>& claims) const;
  bool judge_metric(const Plain& plain, std::string_view key, Range value,
                    std::vector<Claim>& claims) const;
  [[nodiscard]] Judgement judge_stages(const Plain& plain) const;
  [[nodiscard]] Judgement judge_own_date(const Numeral& date) const;

  const Dataset& dataset_;
  const Document& document_;
  RunNumbers numbers_;
  std::size_t header_line_ = 0;
};

/// Puts a judgement where it stands.
Claim claim_at(const Plain& plain, Range range, std::size_t anchor, const Lines& lines,
               Judgement judgement);

}  // namespace chimera::verify
