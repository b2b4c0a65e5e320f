#include "verify/first_trials_said.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "verify/bind.h"
#include "verify/comparison_words.h"
#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::size_t kTrialsMin = 3;

struct Runs {
  std::size_t first = 0;  ///< in which the first trial is the extreme
  std::size_t all = 0;
};

// The measured values of each run of the table, in order: of each subject one; none of a run whose
// first trial failed.
std::vector<std::vector<double>> values_by_run(const Table& table, const Column& column,
                                               const RowsInScope& rows) {
  struct Run {
    std::vector<double> values;
    bool first_failed = false;
  };

  std::map<std::string, Run> runs;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!rows.holds(row)) {
      continue;
    }
    std::string subject;
    for (const Column& each : table.columns) {
      if (each.role == Role::kSubject && !each.shared) {
        subject.append(each.text_at(row)).append("\n");
      }
    }
    Run& run = runs[subject];
    const bool measured = !table.state[row].failed && std::isfinite(column.number_at(row));
    run.first_failed = run.first_failed || (run.values.empty() && !measured);
    if (measured) {
      run.values.push_back(column.number_at(row));
    }
  }
  std::vector<std::vector<double>> values;
  for (auto& [subject, run] : runs) {
    if (!run.first_failed && run.values.size() >= kTrialsMin) {
      values.push_back(std::move(run.values));
    }
  }
  return values;
}

Runs runs_led_by_first(const Dataset& dataset, const Metric& metric, const Scope& scope,
                       bool most) {
  Runs runs;
  for (const Table* const table : tables_of(dataset, scope)) {
    const Column* const column = find_column(*table, metric.name);
    const RowsInScope rows(*table, scope);
    const bool numbered = std::ranges::any_of(
        table->columns, [](const Column& each) { return each.role == Role::kBlock; });
    if (column == nullptr || rows.is_none() || table->kind != TableKind::kMeasured || !numbered) {
      continue;
    }
    for (const std::vector<double>& values : values_by_run(*table, *column, rows)) {
      // No other reaches it.
      const bool led = std::none_of(values.begin() + 1, values.end(), [&](double value) {
        return most ? value >= values.front() : value <= values.front();
      });
      ++runs.all;
      runs.first += led ? 1U : 0U;
    }
  }
  return runs;
}

}  // namespace

std::optional<Judgement> judge_first_extreme(const Dataset& dataset, std::string_view clause,
                                             const Scope& scope) {
  static constexpr std::array<std::string_view, 9> kFirst = {
      "first prompt",  "first call", "first clip",  "first question",  "first row",
      "first request", "first run",  "first trial", "first repetition"};
  // "A much higher TTFT than the remaining prompts"
  static constexpr std::array<std::string_view, 13> kThanRest = {
      "than the remaining", "than the other",  "than all other", "than the rest",
      "than later",         "than subsequent", "than the later", "than the following",
      "than the ones that", "than those that", "than all later", "than any other",
      "than all following"};
  const FoundWord word = find_word(clause);
  const bool than_rest = has_any(clause, kThanRest);
  if (!has_any(clause, kFirst) || place_said(clause) == TrialPlace::kNotFirst ||
      word.word == nullptr || (!word.word->superlative && !than_rest) ||
      word.word->sense == Sense::kBetter ||
      (word.word->sense == Sense::kWorse && !than_rest && word.word->word != "slowest")) {
    return std::nullopt;
  }
  // "Slower than the rest": to its first token.
  const bool slower = word.word->sense == Sense::kWorse;
  BoundMetrics said = bind_metrics(dataset, clause);
  std::erase_if(said.metrics, [&](const Metric* metric) { return slower && !is_time(*metric); });
  Runs runs;
  for (const Metric* const metric :
       said.empty() && slower ? bind_metrics(dataset, "ttft").metrics : said.metrics) {
    const Runs of_it =
        runs_led_by_first(dataset, *metric, scope, slower || word.word->sense == Sense::kMore);
    runs.first += of_it.first;
    runs.all += of_it.all;
  }
  if (runs.all == 0) {
    return std::nullopt;
  }
  const std::string why = "the first trial is it in " + std::to_string(runs.first) + " of " +
                          std::to_string(runs.all) + " runs";
  if (runs.first == runs.all) {
    return supported(ClaimType::kExtreme, why);
  }
  return 2 * runs.first < runs.all
             ? contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection, why)
             : unsupported(ClaimType::kExtreme, VerdictReason::kTooVague, why);
}

}  // namespace chimera::verify
