#include "verify/first_trials_said.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

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

Runs runs_led_by_first(const Dataset& dataset, const Metric& metric, const Scope& scope,
                       bool most) {
  Runs runs;
  for (const Table* const table : dataset.tables_in(metric, scope.files)) {
    const Column* const column = find_column(*table, metric.name);
    const RowsInScope rows(*table, scope);
    const bool numbered = std::ranges::any_of(
        table->columns, [](const Column& each) { return each.role == Role::kBlock; });
    if (column == nullptr || rows.is_none() || table->kind != TableKind::kMeasured || !numbered) {
      continue;
    }
    std::vector<double> values;
    bool first_failed = false;
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (!rows.holds(row)) {
        continue;
      }
      const bool measured = !table->state[row].failed && std::isfinite(column->number_at(row));
      first_failed = first_failed || (values.empty() && !measured);
      if (measured) {
        values.push_back(column->number_at(row));
      }
    }
    if (values.size() >= kTrialsMin && !first_failed) {
      // No other reaches it.
      ++runs.all;
      runs.first += std::none_of(values.begin() + 1, values.end(),
                                 [&](double value) {
                                   return most ? value >= values.front() : value <= values.front();
                                 })
                        ? 1U
                        : 0U;
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
  static constexpr std::array<std::string_view, 8> kThanRest = {
      "than the remaining", "than the other",  "than all other", "than the rest",
      "than later",         "than subsequent", "than the later", "than the following"};
  const FoundWord word = find_word(clause);
  if (!has_any(clause, kFirst) || place_said(clause) == TrialPlace::kNotFirst ||
      word.word == nullptr || (!word.word->superlative && !has_any(clause, kThanRest)) ||
      word.word->sense == Sense::kBetter || word.word->sense == Sense::kWorse) {
    return std::nullopt;
  }
  Runs runs;
  for (const Metric* const metric : bind_metrics(dataset, clause).metrics) {
    const Runs of_it = runs_led_by_first(dataset, *metric, scope, word.word->sense == Sense::kMore);
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
