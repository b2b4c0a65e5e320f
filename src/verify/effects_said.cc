#include "verify/effects_said.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>

#include "query/compute.h"
#include "stats/anova.h"
#include "verify/bind.h"
#include "verify/sample.h"
#include "verify/tests_said.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::size_t kMetricsMax = 16;

std::optional<double> beside_others(const Dataset& dataset, const Metric& metric,
                                    const std::string& column, const Scope& scope) {
  Query query;
  query.metric = metric.name;
  query.statistics = {Statistic::kP};
  query.where = conditions_of(scope, dataset);
  query.effect = spelled_column(column, scope, dataset);
  for (const query::Row& row : query::rows_of(query, dataset.observations())) {
    if (!row.answers.empty()) {
      return row.answers.front().value;
    }
  }
  return std::nullopt;
}

// The cells that have a level of the factor, and which.
struct Levels {
  std::vector<double> values;
  std::vector<std::uint32_t> codes;
  std::uint32_t count = 0;
};

Levels levels_of(const Sample& sample, const std::string& column) {
  Levels levels;
  std::vector<std::string_view> known;
  for (const Cell& cell : sample.cells) {
    const Column* const factor = column_called(*cell.table, column);
    const std::string_view level = factor == nullptr ? std::string_view() : factor->text[cell.row];
    if (level.empty()) {
      continue;
    }
    auto at = std::find(known.begin(), known.end(), level);
    at = at == known.end() ? known.insert(known.end(), level) : at;
    levels.codes.push_back(static_cast<std::uint32_t>(at - known.begin()));
    levels.values.push_back(cell.value);
  }
  levels.count = static_cast<std::uint32_t>(known.size());
  return levels;
}

std::optional<double> alone(const Levels& levels) {
  stats::Design design;
  design.response = levels.values;
  design.factors.push_back({levels.codes, levels.count});
  const auto table = levels.count > 1 ? stats::anova(design) : std::nullopt;
  return table && !table->rows.empty() ? table->rows.front().p : std::nullopt;
}

// How far the means of the levels lie apart, as a part of the least; nullopt below two levels.
std::optional<double> apart(const Levels& levels) {
  std::vector<double> sums(levels.count);
  std::vector<double> counts(levels.count);
  for (std::size_t i = 0; i < levels.values.size(); ++i) {
    sums[levels.codes[i]] += levels.values[i];
    counts[levels.codes[i]] += 1;
  }
  std::ranges::transform(sums, counts, sums.begin(), std::divides());
  if (sums.size() < 2 || !(std::ranges::min(sums) > 0)) {
    return std::nullopt;
  }
  return std::ranges::max(sums) / std::ranges::min(sums) - 1;
}

std::optional<Judgement> judge_little(const Dataset& dataset, const EffectSaid& effect,
                                      const Scope& scope, std::string_view words) {
  constexpr double kLittle = 0.03;
  constexpr double kMuch = 0.1;
  auto metrics = bind_metrics(dataset, words).metrics;
  metrics.resize(std::min(metrics.size(), kMetricsMax));
  for (const Metric* const metric : metrics) {
    std::vector<double> sizes;
    for (const std::string& column : effect.columns) {
      for (const bool warm : {false, true}) {
        if (const auto size =
                apart(levels_of(take_sample(dataset, *metric, scope, {warm}), column))) {
          sizes.push_back(*size);
        }
      }
    }
    if (sizes.empty()) {
      continue;
    }
    const auto [least, most] = std::ranges::minmax(sizes);
    const std::string why = "the means of " + metric->name + " by level lie within " +
                            value_text(most * 100, "%") + " of each other";
    return most <= kLittle  ? supported(ClaimType::kEffect, why)
           : least >= kMuch ? contradicted(ClaimType::kEffect, VerdictReason::kWrongDirection, why)
                            : unsupported(ClaimType::kEffect, VerdictReason::kTooVague, why);
  }
  return std::nullopt;
}

bool holds(double p, bool denied, const Numeral* stated) {
  const bool significant = p < kSignificant;
  return significant != denied &&
         (stated == nullptr || agreement(*stated, p) >= Agreement::kRounded);
}

}  // namespace

std::optional<EffectSaid> effect_said(const NameFinder& names, std::string_view clause) {
  static constexpr std::array<std::string_view, 6> kEffects = {"effect", "impact",     "influence",
                                                               "affect", "influences", "affects"};
  static constexpr std::array<std::string_view, 9> kDenials = {
      "no significant", "no statistically", "not",   "does not", "doesn't",
      "insignificant",  "neither",          "isn't", "did not"};
  static constexpr std::array<std::string_view, 3> kOf = {"effect of ", "impact of ",
                                                          "influence of "};
  static constexpr std::array<std::string_view, 5> kStrong = {
      "strong effect", "clear effect", "marked effect", "large effect", "noticeable effect"};
  static constexpr std::array<std::string_view, 9> kLittle = {
      "almost no ",  "hardly any ",     "barely any ",   "little ",   "negligible ",
      "next to no ", "practically no ", "virtually no ", "hardly an "};
  static constexpr std::array<std::string_view, 8> kBarely = {
      "barely affects", "hardly affects", "barely influences",  "hardly influences",
      "barely changes", "hardly changes", "barely matters for", "hardly matters for"};
  const bool significant = has_phrase(clause, "significan*") || has_phrase(clause, "insignificant");
  const std::size_t barely = up_to_any(clause, kBarely).size();
  const std::size_t few = up_to_any(clause, kLittle).size();
  const bool little =
      !significant && (barely < clause.size() || has_any(clause.substr(few), kEffects));
  const bool said =
      (significant && has_any(clause, kEffects)) || has_any(clause, kStrong) || little;
  if (!said) {
    return std::nullopt;
  }
  // "The effect of X on …", "X has a significant effect": what stands before the word, else behind.
  std::string_view where = clause.substr(0, little        ? std::min(barely, few)
                                            : significant ? find_phrase(clause, "significan*")
                                                          : clause.find(" effect"));
  for (const std::string_view of : kOf) {
    const std::size_t at = clause.find(of);
    where = at == std::string_view::npos ? where : clause.substr(at + of.size());
  }
  EffectSaid effect{names.factor_in(where), has_any(clause, kDenials), little};
  return effect.columns.empty() ? std::nullopt : std::optional(std::move(effect));
}

std::optional<Judgement> judge_effect(const Dataset& dataset, const EffectSaid& effect,
                                      const Scope& scope, std::string_view words,
                                      const Numeral* p) {
  if (effect.little) {
    return judge_little(dataset, effect, scope, words);
  }
  auto metrics = bind_metrics(dataset, words).metrics;
  metrics.resize(std::min(metrics.size(), kMetricsMax));
  std::vector<double> readings;
  for (const Metric* const metric : metrics) {
    const Sample sample = take_sample(dataset, *metric, scope);
    for (const std::string& column : effect.columns) {
      for (const auto& reading :
           {beside_others(dataset, *metric, column, scope), alone(levels_of(sample, column))}) {
        if (reading) {
          readings.push_back(*reading);
        }
      }
    }
    if (!readings.empty()) {
      break;
    }
  }
  if (readings.empty()) {
    return std::nullopt;
  }
  const auto held =
      static_cast<std::size_t>(std::count_if(readings.begin(), readings.end(), [&](double value) {
        return holds(value, effect.denied, p);
      }));
  const std::string why = "F tests of the factor give p = " + value_text(readings.front());
  const bool very_p = held > 0 && p != nullptr && p->bound == Bound::kExact;
  Judgement judgement =
      very_p || held == readings.size() ? supported(ClaimType::kSignificance, why)
      : held == 0
          ? contradicted(ClaimType::kSignificance, VerdictReason::kInsignificant, why)
          : unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                        why + " beside other factors, " + value_text(readings.back()) + " alone");
  judgement.found = FoundValue{readings.front(), "", ""};
  return judgement;
}

}  // namespace chimera::verify
