#include "verify/run_outcomes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "verify/outcome_words.h"
#include "verify/sample.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

enum class RunEnding { kNone, kClean, kEmpty, kPartial };

RunEnding ending_said(std::string_view behind) {
  static constexpr std::array<std::string_view, 10> kClean = {
      "without a single failed", "without a failed",   "without any failed", "without failed",
      "no failed request*",      "no request failed",  "lost no request*",   "zero failed",
      "with no failures",        "with zero failures",
  };
  static constexpr std::array<std::string_view, 12> kEmpty = {
      "produced no",       "yielded no",      "returned no",      "gave no",
      "produced nothing",  "yielded nothing", "returned nothing", "gave nothing",
      "no usable output*", "no output",       "no usable result", "no usable results"};
  static constexpr std::array<std::string_view, 9> kPartial = {
      "partially successful", "partly successful",    "partially succeeded",
      "partially completed",  "partially complete",   "partly completed",
      "lost some requests",   "some requests failed", "lost requests"};
  if (has_any(behind, kPartial)) {
    return RunEnding::kPartial;
  }
  if (has_any(behind, kEmpty)) {
    return RunEnding::kEmpty;
  }
  return has_any(behind, kClean) || says_clean(behind) ? RunEnding::kClean : RunEnding::kNone;
}

// Columns that count a run's requests, by how they ended.
constexpr std::array<std::string_view, 9> kDone = {
    "completed",  "ok",          "successes", "num_completed",     "successful_requests",
    "successful", "num_success", "n_ok",      "completed_requests"};
constexpr std::array<std::string_view, 10> kLost = {
    "failed", "failures",    "errors",     "num_failed", "failed_requests",
    "err",    "error_count", "num_errors", "n_failed",   "errs"};

const Column* counter_in(const Table& table, std::span<const std::string_view> names) {
  const auto found = std::ranges::find_if(table.columns, [&](const Column& column) {
    const std::string lower = lowered(column.name);
    return !column.number.empty() &&
           is_one_of(std::string_view{lower}.substr(lower.rfind('.') + 1), names);
  });
  return found == table.columns.end() ? nullptr : &*found;
}

RunEnding ending_of(double done, double lost) {
  return done > 0 ? (lost > 0 ? RunEnding::kPartial : RunEnding::kClean) : RunEnding::kEmpty;
}

// By the columns' names, since a roll-up has others than what it rolls up.
std::map<std::string, std::size_t> runs_that_ended(const Dataset& dataset, const Scope& scope,
                                                   RunEnding ending) {
  std::map<std::string, std::size_t> runs;
  for (const Table* const table : tables_once(dataset, scope)) {
    const Column* const done = counter_in(*table, kDone);
    const Column* const lost = counter_in(*table, kLost);
    if (done == nullptr || lost == nullptr) {
      continue;
    }
    std::size_t& counted = runs[done->name + " and " + lost->name];
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const double of_done = done->number_at(row);
      const double of_lost = lost->number_at(row);
      const bool told = std::isfinite(of_done) && std::isfinite(of_lost);
      counted += told && rows.holds(row) && ending_of(of_done, of_lost) == ending ? 1U : 0U;
    }
  }
  return runs;
}

bool says_lost(std::string_view behind) {
  static constexpr std::array<std::string_view, 4> kRequests = {" requests", " of the requests",
                                                                " prompts", " of its requests"};
  static constexpr std::array<std::string_view, 14> kHow = {"hit the client timeout",
                                                            "hit the timeout",
                                                            "hit a timeout",
                                                            "hit their timeout",
                                                            "ran into the timeout",
                                                            "ran into a timeout",
                                                            "were refused",
                                                            "were rejected",
                                                            "were dropped",
                                                            "were lost",
                                                            "failed",
                                                            "timed out",
                                                            "errored",
                                                            "were aborted"};
  return starts_with_word(behind, kRequests) && has_any(behind, kHow);
}

}  // namespace

std::optional<Judgement> judge_lost_requests(const Dataset& dataset, const Numeral& stated,
                                             std::string_view behind, const Scope& scope) {
  if (!says_lost(behind)) {
    return std::nullopt;
  }
  std::map<std::string, double> lost;
  for (const Table* const table : tables_once(dataset, scope)) {
    const Column* const counter = counter_in(*table, kLost);
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; counter != nullptr && row < table->rows(); ++row) {
      const double value = counter->number_at(row);
      if (std::isfinite(value) && rows.holds(row)) {
        lost[counter->name] += value;
      }
    }
  }
  std::vector<Tally> tallies;
  tallies.reserve(lost.size());
  for (const auto& [column, sum] : lost) {
    tallies.push_back({sum, "the sum of " + column, ""});
  }
  if (tallies.empty()) {
    return std::nullopt;
  }
  const auto trials = tally_trials(dataset, scope, true);
  tallies.insert(tallies.end(), trials.begin(), trials.end());
  return judged(stated, tallies, ClaimType::kCount);
}

std::optional<Judgement> judge_run_outcomes(const Dataset& dataset, const Numeral& stated,
                                            std::string_view behind, const Scope& scope) {
  const RunEnding ending = ending_said(behind);
  if (ending == RunEnding::kNone) {
    return std::nullopt;
  }
  std::vector<Tally> tallies;
  for (const auto& [columns, runs] : runs_that_ended(dataset, scope, ending)) {
    tallies.push_back({static_cast<double>(runs), "runs that ended so by " + columns, ""});
  }
  std::ranges::stable_sort(tallies, std::ranges::greater(), &Tally::value);
  return tallies.empty() ? std::nullopt : std::optional(judged(stated, tallies, ClaimType::kCount));
}

}  // namespace chimera::verify
