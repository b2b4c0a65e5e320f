#include "verify/pairs_won.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "verify/compared_metrics.h"
#include "verify/comparison_words.h"
#include "verify/paired_signs.h"
#include "verify/peers.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

bool counts_pairs(std::string_view behind) {
  static constexpr std::array<std::string_view, 12> kPairs = {
      "pairings", "pairs",    "configurations", "combinations", "cases",  "comparisons",
      "cells",    "settings", "match-ups",      "rounds",       "levels", "scenarios"};
  constexpr std::size_t kReach = 32;
  static constexpr std::array<std::string_view, 4> kEnds = {",", ";", ". ", " failed"};
  return has_any(up_to_any(behind.substr(0, kReach), kEnds), kPairs);
}

// The two of the clause, what it is about first; fewer where it has no such two.
std::vector<Side> sides_of(const Dataset& dataset, const ComparisonContext& context,
                           ComparedSides& compared) {
  if (!compared.a.empty() && !compared.b.empty()) {
    return {compared.a.front(), compared.b.front()};
  }
  for (const std::vector<Mention>* const named : {&context.mentions, &context.subjects}) {
    const Pairing pairing = pair_with_other(dataset, *named, context.names);
    if (pairing.sides.size() == 2) {
      const Scope around = narrowed(scope_of(pairing.rest), context.scope);
      compared.a = {side_of(pairing.sides.front(), around)};
      compared.b = {side_of(pairing.sides.back(), around)};
      return {compared.a.front(), compared.b.front()};
    }
  }
  return {};
}

bool is_count(const Numeral& stated, std::size_t count) {
  return std::abs(stated.value - static_cast<double>(count)) < 0.5;
}

}  // namespace

std::optional<Judgement> judge_pairs_won(const Dataset& dataset, const Numeral& part,
                                         const Numeral& whole, std::string_view behind,
                                         const ComparisonContext& context) {
  const FoundWord found = find_word(context.clause);
  if (found.word == nullptr || !counts_pairs(behind)) {
    return std::nullopt;
  }
  ComparedSides compared = find_compared_sides(dataset, context, found);
  const std::vector<Side> sides = sides_of(dataset, context, compared);
  if (sides.size() != 2) {
    return std::nullopt;
  }
  std::vector<const Metric*> metrics = metrics_of_comparison(dataset, context, found, compared);
  // "Wins": by throughput, where nothing says by what.
  metrics = metrics.empty() ? speed_metrics(dataset, sides.front().scope).metrics : metrics;
  std::optional<Judgement> refuted;
  for (const Metric* const metric : metrics) {
    const int wanted = wanted_sign(found.word->sense, *metric);
    const auto signs = signs_of(take_sample(dataset, *metric, sides.front().scope),
                                take_sample(dataset, *metric, sides.back().scope));
    if (wanted == 0 || !signs || !is_count(whole, signs->pairs)) {
      continue;
    }
    const std::size_t won = wanted > 0 ? signs->more : signs->less;
    const std::string why = metric->name + " is so for " + sides.front().name + " in " +
                            std::to_string(won) + " of " + std::to_string(signs->pairs) +
                            " that were run alike";
    if (is_count(part, won)) {
      return supported(ClaimType::kCount, why);
    }
    refuted = refuted ? std::move(refuted)
                      : contradicted(ClaimType::kCount, VerdictReason::kWrongCount, why);
  }
  return refuted;
}

}  // namespace chimera::verify
