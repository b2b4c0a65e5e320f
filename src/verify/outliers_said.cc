#include "verify/outliers_said.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {

std::optional<Judgement> judge_outliers(const Dataset& dataset, std::string_view clause,
                                        const Scope& scope) {
  static constexpr std::array<std::string_view, 6> kSeen = {"detected", "found",    "observed",
                                                            "reported", "recorded", "identified"};
  static constexpr std::array<std::string_view, 4> kDenied = {"no outlier*", "not", "never",
                                                              "without outlier*"};
  if (!has_phrase(clause, "outlier*") || !has_any(clause, kSeen) || has_digit(clause)) {
    return std::nullopt;
  }
  double counted = 0;
  bool known = false;
  for (const Metric& metric : dataset.metrics()) {
    const auto counts = [](const std::string& word) { return word.starts_with("outlier"); };
    if (std::ranges::none_of(metric.core, counts)) {
      continue;
    }
    for (const Cell& cell : take_sample(dataset, metric, scope).cells) {
      counted += cell.value;
      known = true;
    }
  }
  if (!known) {
    return std::nullopt;
  }
  const std::string why = value_text(counted) + " outliers are noted there";
  return has_any(clause, kDenied) != (counted > 0)
             ? supported(ClaimType::kCount, why)
             : contradicted(ClaimType::kCount, VerdictReason::kWrongCount, why);
}

}  // namespace chimera::verify
