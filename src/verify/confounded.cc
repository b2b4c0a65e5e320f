#include "verify/confounded.h"

#include <algorithm>
#include <array>
#include <map>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 16> kCauses = {
    "provoked by", "triggered by", "brought about by", "causes",   "cause",      "caused by",
    "leads to",    "lead to",      "results in",       "due to",   "because of", "responsible for",
    "slows",       "therefore",    "attributed to",    "evidently"};

struct Starts {
  double cold = 0;
  double all = 0;
};

bool holds_loading(const Metric& metric) {
  return metric.definition != nullptr &&
         (metric.definition->family == "ttft" || metric.definition->family == "e2e_latency" ||
          metric.definition->family == "load_time");
}

// Of each level how many of its trials were cold starts.
std::map<std::string, Starts> starts_by_level(const Dataset& dataset, const Metric& metric,
                                              const std::string& column, const Scope& scope) {
  std::map<std::string, Starts> levels;
  for (const Cell& cell : take_sample(dataset, metric, scope).cells) {
    const Column* const factor = find_column(*cell.table, column);
    if (factor != nullptr && !factor->shared && !factor->text[cell.row].empty()) {
      Starts& starts = levels[std::string(factor->text[cell.row])];
      starts.all += 1;
      starts.cold += cell.table->state[cell.row].cold ? 1 : 0;
    }
  }
  return levels;
}

}  // namespace

Range cause_said(std::string_view clause) {
  Range first;
  for (const std::string_view word : kCauses) {
    const std::size_t at = find_phrase(clause, word);
    if (at != std::string_view::npos && (first.empty() || at < first.begin)) {
      first = {at, at + word.size()};
    }
  }
  return first;
}

std::optional<Judgement> judge_confounded(const Dataset& dataset, std::string_view clause,
                                          const std::vector<std::string>& columns,
                                          const NumberContext& words) {
  constexpr double kApart = 0.5;  ///< between the shares of cold starts
  if (columns.empty() || cause_said(clause).empty()) {
    return std::nullopt;
  }
  for (const Metric* const metric : metrics_around(dataset, words).metrics) {
    if (!holds_loading(*metric)) {
      continue;
    }
    for (const std::string& column : columns) {
      const auto levels = starts_by_level(dataset, *metric, column, words.scope);
      const auto by_share = [](const auto& a, const auto& b) {
        return a.second.cold / a.second.all < b.second.cold / b.second.all;
      };
      const auto [least, most] = std::minmax_element(levels.begin(), levels.end(), by_share);
      if (levels.size() > 1 &&
          most->second.cold / most->second.all - least->second.cold / least->second.all > kApart) {
        return unsupported(ClaimType::kEffect, VerdictReason::kTooVague,
                           value_text(most->second.cold) + " of " + value_text(most->second.all) +
                               " trials at " + column + "=" + most->first +
                               " come after a load, at " + least->first + " " +
                               value_text(least->second.cold) + " do: confounded");
      }
    }
  }
  return std::nullopt;
}

}  // namespace chimera::verify
