#include "verify/compared_columns.h"

#include "verify/bind.h"
#include "verify/quantities.h"
#include "verify/wording.h"

namespace chimera::verify {

std::optional<Judgement> judge_columns(const Dataset& dataset, const ComparisonContext& context,
                                       const FoundWord& found) {
  const std::size_t than = find_phrase(context.clause, "than", found.at);
  if (than == std::string::npos || found.word->superlative) {
    return std::nullopt;
  }
  const BoundMetrics left = bind_metrics(dataset, context.unnamed.substr(0, found.at));
  const BoundMetrics right = bind_metrics(dataset, context.unnamed.substr(than));
  if (left.rank < MetricRank::kDefinition || right.rank < MetricRank::kDefinition ||
      left.metrics.size() != 1 || right.metrics.size() != 1 ||
      left.metrics.front() == right.metrics.front()) {
    return std::nullopt;
  }
  const Metric& a = *left.metrics.front();
  const Metric& b = *right.metrics.front();
  const int wanted = wanted_sign(found.word->sense, a);
  const Scope scope = narrowed(scope_of(context.mentions), context.scope);
  const auto factor = to_stated_unit(b.unit, a.unit);
  const auto of_a = mean_of(dataset, a, scope);
  const auto of_b = mean_of(dataset, b, scope);
  if (!of_a || !of_b || !factor || wanted == 0) {
    return std::nullopt;
  }
  const std::string why = "mean " + a.name + " " + value_text(*of_a, a.unit) + ", mean " + b.name +
                          " " + value_text(*of_b * *factor, a.unit);
  return sign_of(*of_a, *of_b * *factor) * wanted > 0
             ? supported(ClaimType::kComparison, why)
             : contradicted(ClaimType::kComparison, VerdictReason::kWrongDirection, why);
}

}  // namespace chimera::verify
