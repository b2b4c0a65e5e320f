// Cells that hold the best of a row against its worst, and those that count what did not fail.
#include <algorithm>
#include <array>
#include <cmath>

#include "verify/counts.h"
#include "verify/fair_readings.h"
#include "verify/table_row.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

bool is_best_over_worst(std::string_view head) {
  static constexpr std::array<std::string_view, 8> kHeads = {
      "best over worst", "best vs worst", "best vs. worst",     "best to worst",
      "max over min",    "max vs min",    "fastest vs slowest", "fastest over slowest"};
  return has_any(head, kHeads);
}

bool counts_successes(std::string_view head) {
  static constexpr std::array<std::string_view, 8> kHeads = {
      "ok rows",         "rows ok",         "ok runs",    "runs ok",
      "successful runs", "successful rows", "valid rows", "valid runs"};
  return is_one_of(trimmed(head, kMarks), kHeads);
}

}  // namespace

std::optional<Judgement> TableReader::judge_successes(const CellWords& words, const Scope& scope,
                                                      const Numeral& numeral) const {
  if (!counts_successes(words.head) || numeral.decimals > 0) {
    return std::nullopt;
  }
  return judge_count(dataset_, numeral, {"successful trials", scope, false});
}

// "best over worst | +3.8 %": of one file's values where several have the metric.
std::optional<Judgement> TableReader::judge_best_over_worst(const Row& row, std::size_t column,
                                                            const Numeral& numeral) const {
  if (!is_best_over_worst(head_of(row.table, column))) {
    return std::nullopt;
  }
  NumberContext words;
  words.near = metric_before(row.table, column);
  words.scope = narrowed(scope_of(row.mentions), row.context.scope);
  Judgement judgement = unsupported(ClaimType::kComparison, VerdictReason::kNoSuchMeasurement,
                                    "no trial of that scope has this measurement");
  for (const Metric* const metric : metrics_around(dataset_, words).metrics) {
    const Sample whole = take_sample(dataset_, *metric, words.scope);
    for (const Scope& scope : scopes_to_try(dataset_, whole, words.scope)) {
      const auto values = take_sample(dataset_, *metric, scope).values();
      if (values.size() < 2 || metric->stated) {
        continue;
      }
      const auto [least, most] = std::minmax_element(values.begin(), values.end());
      if (!(*least > 0)) {
        continue;
      }
      const bool times = numeral.kind == NumeralKind::kTimes;
      const double value = times ? *most / *least : (*most / *least - 1) * 100;
      const std::string why = metric->name + " goes from " + value_text(*least, metric->unit) +
                              " to " + value_text(*most, metric->unit) + ", which makes " +
                              value_text(value);
      if (agreement(numeral, value) >= Agreement::kRounded) {
        return supported(ClaimType::kComparison, why, VerdictReason::kRounding);
      }
      if (judgement.verdict == Verdict::kUnsupported) {
        judgement = contradicted(ClaimType::kComparison, VerdictReason::kWrongValue, why);
      }
    }
  }
  return judgement;
}

}  // namespace chimera::verify
