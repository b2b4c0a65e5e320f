#include "verify/effects_said.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>

#include "query/compute.h"
#include "stats/anova.h"
#include "verify/bind.h"
#include "verify/closed_world.h"
#include "verify/sample.h"
#include "verify/tests_said.h"
#include "verify/trend_levels.h"
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

// "Parameter tuning", which is also a strategy of other files: without settings that no trial has
// beside the factor.
Scope beside_factor(const Dataset& dataset, const std::vector<std::string>& columns, Scope scope) {
  std::erase_if(scope.conditions, [&](const Setting& setting) {
    return !in_one_table(dataset, columns, setting.columns);
  });
  return scope;
}

std::optional<Judgement> judge_size(const Dataset& dataset, const EffectSaid& effect,
                                    const Scope& scope, std::string_view words) {
  constexpr double kLittle = 0.03;
  constexpr double kMuch = 0.1;
  // "Parameter tuning: X has an impact on Y": of any that the words name.
  std::vector<const Metric*> metrics;
  for (const BoundMetrics& bound : all_bindings(dataset, words)) {
    metrics.insert(metrics.end(), bound.metrics.begin(), bound.metrics.end());
  }
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
    if (most > kLittle && least < kMuch) {
      return unsupported(ClaimType::kEffect, VerdictReason::kTooVague, why);
    }
    return effect.little == (most <= kLittle)
               ? supported(ClaimType::kEffect, why)
               : contradicted(ClaimType::kEffect, VerdictReason::kWrongDirection, why);
  }
  return std::nullopt;
}

// "A strong impact", "strongly affects", "heavily depends on": where it begins; the clause's size
// for nowhere.
std::size_t strong_effect_in(std::string_view clause) {
  static constexpr std::array<std::string_view, 11> kSizes = {
      "strong ",       "clear ",       "marked ",     "large ", "noticeable ", "major ",
      "considerable ", "substantial ", "pronounced ", "big ",   "strongest "};
  static constexpr std::array<std::string_view, 3> kNouns = {"effect", "impact", "influence"};
  static constexpr std::array<std::string_view, 9> kVerbs = {
      "strongly affect*",     "strongly influence*",     "strongly impact*",
      "heavily affect*",      "heavily influence*",      "substantially affect*",
      "considerably affect*", "considerably influence*", "greatly affect*"};
  std::size_t at = clause.size();
  for (const std::string_view verb : kVerbs) {
    at = std::min(at, find_phrase(clause, verb));
  }
  for (const std::string_view size : kSizes) {
    for (std::size_t found = clause.find(size); found != std::string_view::npos;
         found = clause.find(size, found + 1)) {
      if (starts_with_word(clause.substr(found + size.size()), kNouns)) {
        at = std::min(at, found);
      }
    }
  }
  return at;
}

// "The choice of quantization", "model size": factors that the levels' names tell.
std::vector<std::string> factors_of_effect(const Dataset& dataset, const NameFinder& names,
                                           std::string_view where) {
  static constexpr std::array<std::string_view, 4> kBits = {"quantization", "quantisation",
                                                            "quantizations", "bit width"};
  static constexpr std::array<std::string_view, 3> kSizes = {"model size", "model choice",
                                                             "choice of model"};
  where.remove_prefix(where.find(": ") + 1);  // "Parameter tuning: X has …"; npos + 1 is none
  auto columns = names.factor_in(where);
  if (columns.empty() && has_any(where, kBits)) {
    columns = factors_along(dataset, LevelOrder::kBits);
  }
  if (columns.empty() && has_any(where, kSizes)) {
    columns = factors_along(dataset, LevelOrder::kModelSize);
  }
  return columns;
}

bool holds(double p, bool denied, const Numeral* stated) {
  const bool significant = p < kSignificant;
  return significant != denied &&
         (stated == nullptr || agreement(*stated, p) >= Agreement::kRounded);
}

}  // namespace

std::optional<EffectSaid> effect_said(const Dataset& dataset, const NameFinder& names,
                                      std::string_view clause) {
  static constexpr std::array<std::string_view, 6> kEffects = {"effect", "impact",     "influence",
                                                               "affect", "influences", "affects"};
  static constexpr std::array<std::string_view, 9> kDenials = {
      "no significant", "no statistically", "not",   "does not", "doesn't",
      "insignificant",  "neither",          "isn't", "did not"};
  static constexpr std::array<std::string_view, 3> kOf = {"effect of ", "impact of ",
                                                          "influence of "};
  static constexpr std::array<std::string_view, 9> kLittle = {
      "almost no ",  "hardly any ",     "barely any ",   "little ",   "negligible ",
      "next to no ", "practically no ", "virtually no ", "hardly an "};
  static constexpr std::array<std::string_view, 8> kBarely = {
      "barely affects", "hardly affects", "barely influences",  "hardly influences",
      "barely changes", "hardly changes", "barely matters for", "hardly matters for"};
  // "Throughput is hardly affected by X": the factor stands behind it.
  static constexpr std::array<std::string_view, 6> kBarelyBy = {
      "hardly affected by", "barely affected by", "insensitive to",
      "unaffected by",      "independent of",     "hardly influenced by"};
  const bool significant = has_phrase(clause, "significan*") || has_phrase(clause, "insignificant");
  const std::size_t barely = up_to_any(clause, kBarely).size();
  const std::size_t by = up_to_any(clause, kBarelyBy).size();
  const std::size_t few = up_to_any(clause, kLittle).size();
  const std::size_t strongly = strong_effect_in(clause);
  const bool denied = has_any(clause, kDenials);
  const bool little =
      !significant && (barely < clause.size() || has_any(clause.substr(few), kEffects) ||
                       (by < clause.size() && !denied));
  const bool strong = !significant && !little && !denied && strongly < clause.size();
  if (!little && !strong && !(significant && has_any(clause, kEffects))) {
    return std::nullopt;
  }
  // "The effect of X on …", "X has a significant effect": what stands before the word, else behind.
  std::string_view where = clause.substr(0, little   ? std::min(barely, few)
                                            : strong ? strongly
                                                     : find_phrase(clause, "significan*"));
  where = little && by < clause.size() ? clause.substr(by) : where;
  for (const std::string_view of : kOf) {
    const std::size_t at = clause.find(of);
    where = at == std::string_view::npos ? where : clause.substr(at + of.size());
  }
  EffectSaid effect{factors_of_effect(dataset, names, where), denied, little, strong};
  return effect.columns.empty() ? std::nullopt : std::optional(std::move(effect));
}

std::optional<Judgement> judge_effect(const Dataset& dataset, const EffectSaid& effect,
                                      const Scope& scope, std::string_view words,
                                      const Numeral* p) {
  if (effect.little || effect.strong) {
    return judge_size(dataset, effect, beside_factor(dataset, effect.columns, scope), words);
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

namespace {

// The factor that a superlative effect is said of, as it stands ahead of the words; empty for none.
std::vector<std::string> leading_factor(const NameFinder& names, std::string_view clause) {
  static constexpr std::array<std::string_view, 18> kLargest = {
      "largest effect",        "biggest effect",           "strongest effect",
      "greatest effect",       "largest impact",           "biggest impact",
      "strongest impact",      "greatest impact",          "largest influence",
      "biggest influence",     "strongest influence",      "main driver",
      "primary driver",        "dominant factor",          "most influential",
      "most important factor", "most important parameter", "most impact"};
  const std::string_view ahead = up_to_any(clause, kLargest);
  return ahead.size() < clause.size() ? names.factor_in(ahead) : std::vector<std::string>();
}

// Every factor of the sample's tables.
std::vector<std::string> factors_of(const Sample& sample) {
  std::vector<std::string> columns;
  for (const Cell& cell : sample.cells) {
    for (const Column& column : cell.table->columns) {
      if (column.role == Role::kFactor && !column.shared) {
        add_all(columns, {lowered(column.name)});
      }
    }
  }
  return columns;
}

// How far its levels lie apart; 0 where most trials have one of their own, as the name of a
// configuration.
double size_of_effect(const Levels& levels) {
  constexpr std::size_t kTrialsOfLevel = 2;
  return levels.count * kTrialsOfLevel <= levels.values.size() ? apart(levels).value_or(0) : 0;
}

// Of what the factor's own tables measured.
Sample with_column(Sample sample, const std::vector<std::string>& columns) {
  std::erase_if(sample.cells,
                [&](const Cell& cell) { return column_called(*cell.table, columns) == nullptr; });
  return sample;
}

}  // namespace

std::optional<Judgement> judge_largest_effect(const Dataset& dataset, const NameFinder& names,
                                              std::string_view clause, std::string_view words,
                                              const Scope& scope) {
  const std::vector<std::string> own = leading_factor(names, clause);
  if (own.empty()) {
    return std::nullopt;
  }
  BoundMetrics bound = bind_metrics(dataset, words);
  bound = bound.empty() ? bind_metrics(dataset, "throughput") : bound;
  for (const Metric* const metric : bound.metrics) {
    std::size_t leads = 0;
    std::size_t told = 0;
    std::string why;
    for (const bool warm : {false, true}) {
      const Sample sample = with_column(take_sample(dataset, *metric, scope, {warm}), own);
      double mine = 0;
      double most = 0;
      for (const std::string& column : factors_of(sample)) {
        const double size = size_of_effect(levels_of(sample, column));
        const bool is_own = std::ranges::find(own, column) != own.end();
        mine = is_own ? std::max(mine, size) : mine;
        if (size > most) {
          most = size;
          why = "the means of " + metric->name + " lie furthest apart by " + column;
        }
      }
      told += most > 0 ? 1U : 0U;
      leads += mine > 0 && !(mine < most) ? 1U : 0U;
    }
    if (told == 0) {
      continue;
    }
    return leads == told ? supported(ClaimType::kEffect, why)
           : leads == 0  ? contradicted(ClaimType::kEffect, VerdictReason::kWrongDirection, why)
                         : unsupported(ClaimType::kEffect, VerdictReason::kTooVague, why);
  }
  return std::nullopt;
}

}  // namespace chimera::verify
