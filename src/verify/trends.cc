#include "verify/trends.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "stats/descriptive.h"
#include "verify/comparison_words.h"
#include "verify/each_of_all.h"
#include "verify/paired_signs.h"
#include "verify/ratio_metrics.h"
#include "verify/trend_levels.h"
#include "verify/trend_verbs.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 6> kWith = {"with", "as", "when", "for", "at", "beyond"};
constexpr std::array<std::string_view, 9> kMoreOf = {
    "larger", "higher", "bigger", "greater", "more", "longer", "raising", "increasing", "wider"};
constexpr std::array<std::string_view, 6> kLessOf = {"smaller", "lower",    "fewer",
                                                     "shorter", "reducing", "decreasing"};

// Whether its levels are on and off.
bool is_switch(const Dataset& dataset, const std::string& column) {
  const auto factor = dataset.factors().find(column);
  if (factor == dataset.factors().end() || factor->second.size() != 2) {
    return false;
  }
  const auto states = ordered_levels(dataset, column, LevelOrder::kNumber);
  return states.contains(0) && states.contains(1);
}

// Where a factor is what the metric goes with: behind "with", or before the verb with "larger".
std::optional<Driver> find_driver(const Dataset& dataset, const ComparisonContext& context,
                                  const TrendVerb& verb) {
  const std::string_view text = context.unnamed;
  std::size_t with = std::string_view::npos;
  for (const std::string_view word : kWith) {
    with = std::min(with, find_phrase(text, word, verb.end));
  }
  if (with != std::string_view::npos) {
    const std::string_view behind = text.substr(with);
    if (auto sized = driver_by_size(dataset, context.clause.substr(with))) {
      return sized;
    }
    // "…, and the power declines along with it"
    const std::string said = trimmed(behind, " .,");
    const bool refers = said == "with it" || said == "with them";
    const std::string_view told = refers ? std::string_view{context.wide} : behind;
    auto columns = context.names->factor_in(told);
    if (columns.empty() && says_offloading(told)) {
      columns = context.names->factor_in("number of layers");
    }
    if (!columns.empty()) {
      const bool less = has_any(behind, kLessOf) || has_phrase(behind, "decreases");
      return Driver{std::move(columns), less};
    }
  }
  const std::string_view before = text.substr(0, verb.at);
  if (auto sized = driver_by_size(dataset, context.clause.substr(0, verb.at))) {
    return sized;
  }
  const bool less = has_any(before, kLessOf);
  auto columns = context.names->factor_in(before);
  if (!columns.empty() && says_adding(before)) {
    return Driver{std::move(columns), false};
  }
  // "Flash attention slows it down": turning it on does; any other factor must be said to be
  // raised.
  if (!less && !has_any(before, kMoreOf)) {
    std::erase_if(columns, [&](const std::string& column) { return !is_switch(dataset, column); });
  }
  return columns.empty() ? std::nullopt : std::optional(Driver{std::move(columns), less});
}

// "Switching X on raises Y", "X=8192 lowers Y": a level at an end of its factor, named before the
// verb, and which one of the mentions it is.
struct LevelDriver {
  Driver driver;
  std::size_t mention = 0;
};

std::optional<LevelDriver> find_level_driver(const Dataset& dataset,
                                             const ComparisonContext& context,
                                             const TrendVerb& verb) {
  static constexpr std::array<std::string_view, 2> kTo = {" to ", " from "};
  for (std::size_t i = 0; i < context.mentions.size(); ++i) {
    const Mention& mention = context.mentions[i];
    const bool level = mention.kind == NameKind::kLevel && mention.values.size() == 1 &&
                       !mention.columns.empty() && mention.range.end <= verb.at;
    if (!level || has_any(context.clause.substr(0, mention.range.begin), kTo)) {
      continue;
    }
    const std::string column = lowered(mention.columns.front());
    const auto factor = dataset.factors().find(column);
    const auto own = number_of_level(mention.values.front());
    if (factor == dataset.factors().end() || !own) {
      continue;
    }
    const auto levels = ordered_levels(dataset, column, LevelOrder::kNumber);
    const bool most = levels.size() > 1 && levels.rbegin()->first <= *own;
    const bool least = levels.size() > 1 && levels.begin()->first >= *own;
    if (most != least) {
      return LevelDriver{{{column}, least}, i};
    }
  }
  return std::nullopt;
}

// "The higher X, the better Y".
struct Proportion {
  Driver driver;
  Sense sense = Sense::kMore;
  std::size_t metric_at = 0;  ///< in the clause
};

std::optional<Proportion> find_proportion(const Dataset& dataset,
                                          const ComparisonContext& context) {
  static constexpr std::array<TrendWord, 11> kComparatives = {{{"better", Sense::kBetter},
                                                               {"faster", Sense::kBetter},
                                                               {"higher", Sense::kMore},
                                                               {"larger", Sense::kMore},
                                                               {"longer", Sense::kMore},
                                                               {"more", Sense::kMore},
                                                               {"worse", Sense::kWorse},
                                                               {"slower", Sense::kWorse},
                                                               {"lower", Sense::kLess},
                                                               {"shorter", Sense::kLess},
                                                               {"smaller", Sense::kLess}}};
  constexpr std::string_view kThen = ", the ";
  const std::string_view clause = context.clause;
  const std::size_t first = std::min(clause.find_first_not_of(' '), clause.size());
  const std::size_t then = clause.find(kThen, first);
  if (!clause.substr(first).starts_with("the ") || then == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view cause = clause.substr(first + 4, then - first - 4);
  const bool less = starts_with_word(cause, kLessOf);
  const auto [word, at] = find_first_word(clause.substr(then), kComparatives);
  if (word == nullptr || at != kThen.size() || (!less && !starts_with_word(cause, kMoreOf))) {
    return std::nullopt;
  }
  if (auto sized = driver_by_size(dataset, clause.substr(0, then))) {
    return Proportion{std::move(*sized), word->sense, then + kThen.size()};
  }
  auto columns = context.names->factor_in(context.unnamed.substr(0, then));
  return columns.empty() ? std::nullopt
                         : std::optional(Proportion{
                               {std::move(columns), less}, word->sense, then + kThen.size()});
}

Scope at_levels(const std::string& column, const std::vector<std::string>& levels,
                const Scope& around) {
  Scope inner;
  inner.conditions.push_back({{column}, levels});
  return narrowed(inner, around);
}

// "Within the Gemma family": whether the scope leaves any of the levels.
bool leaves_any(const Scope& scope, const std::string& column,
                const std::vector<std::string>& levels) {
  const auto holds = [](const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
  };
  return std::ranges::all_of(scope.conditions, [&](const Setting& setting) {
    return !holds(setting.columns, column) || std::ranges::any_of(levels, [&](const auto& level) {
      return holds(setting.values, level);
    });
  });
}

std::vector<double> means_at(const Dataset& dataset, const Metric& metric,
                             const std::string& column, LevelOrder order, const Scope& around) {
  std::vector<double> means;
  for (const auto& [place, levels] : ordered_levels(dataset, column, order)) {
    const bool meant = order == LevelOrder::kNumber || leaves_any(around, column, levels);
    const auto mean =
        meant ? mean_of(dataset, metric, at_levels(column, levels, around), true) : std::nullopt;
    if (mean) {
      means.push_back(*mean);
    }
  }
  return means;
}

// Adds how many pairs that were run alike are more at the next level, and how many less.
void count_steps(const Dataset& dataset, const Metric& metric, const std::string& column,
                 const Scope& around, std::pair<std::size_t, std::size_t>& counts) {
  std::optional<Sample> before;
  for (const auto& [place, levels] : ordered_levels(dataset, column, LevelOrder::kNumber)) {
    Sample here = take_sample(dataset, metric, at_levels(column, levels, around), {true});
    if (here.cells.empty()) {
      continue;
    }
    for (const double ratio : before ? paired_ratios(here, *before) : std::vector<double>()) {
      counts.first += ratio > 1 ? 1U : 0U;
      counts.second += ratio < 1 ? 1U : 0U;
    }
    before = std::move(here);
  }
}

// Whether from each level to the next all pairs of each model go one way.
bool is_alike_in_pairs(const Dataset& dataset, const Metric& metric, const std::string& column,
                       const Scope& around) {
  std::pair<std::size_t, std::size_t> counts;
  for (const std::string& model : dataset.models()) {
    Scope one;
    one.conditions.push_back({{"model"}, {model}});
    count_steps(dataset, metric, column, narrowed(one, around), counts);
  }
  if (counts.first + counts.second == 0) {
    count_steps(dataset, metric, column, around, counts);
  }
  return counts.first == 0 || counts.second == 0;
}

// "In every series", "for each configuration": said of each of what was run alike.
bool says_every_run(std::string_view clause) {
  static constexpr std::array<std::string_view, 10> kRuns = {
      "series", "configuration", "configurations", "combination", "combinations",
      "case",   "cases",         "setting",        "settings",    "pair"};
  static constexpr std::array<std::string_view, 3> kEvery = {"every ", "each ", "all "};
  constexpr std::size_t kReach = 24;
  return has_phrase(clause, "without exception") ||
         std::ranges::any_of(kEvery, [&](std::string_view every) {
           for (std::size_t at = clause.find(every); at != std::string_view::npos;
                at = clause.find(every, at + 1)) {
             if (has_any(clause.substr(at, kReach), kRuns)) {
               return true;
             }
           }
           return false;
         });
}

// +1 up at each step, −1 down, 0 neither.
int steps_of(const std::vector<double>& means) {
  const bool up = std::is_sorted(means.begin(), means.end());
  const bool down = std::is_sorted(means.rbegin(), means.rend());
  return up == down ? 0 : up ? 1 : -1;
}

struct Trend {
  int sign = 0;            ///< of all steps
  int ends = 0;            ///< of the last against the first
  bool throughout = true;  ///< in all pairs that were run alike
  bool of_two = false;     ///< the factor has two levels
  std::string why;
};

// From one of two levels to the other, in what was run at both: where one failed, its twin is left
// out. nullopt where nothing was.
std::optional<Trend> trend_of_two(const Dataset& dataset, const Metric& metric,
                                  const std::string& column, const Scope& around) {
  const auto levels = ordered_levels(dataset, column, LevelOrder::kNumber);
  if (levels.size() != 2) {
    return std::nullopt;
  }
  const auto sample_at = [&](const std::vector<std::string>& at) {
    return take_sample(dataset, metric, at_levels(column, at, around), {true});
  };
  const Sample least = sample_at(levels.begin()->second);
  const Sample most = sample_at(levels.rbegin()->second);
  const std::vector<double> ratios = paired_ratios(most, least);
  if (ratios.size() < 2) {
    return std::nullopt;
  }
  const auto more = std::ranges::count_if(ratios, [](double ratio) { return ratio > 1; });
  const auto less = std::ranges::count_if(ratios, [](double ratio) { return ratio < 1; });
  std::vector<double> logarithms(ratios.size());
  std::ranges::transform(ratios, logarithms.begin(), [](double ratio) { return std::log(ratio); });
  const double typical = std::exp(stats::mean(logarithms).value_or(0));
  // Where the pairs say one thing and the means another, it goes neither way.
  const auto signs = signs_of(most, least);
  const double by_pairs = sign_of(typical, 1);
  const int ends = signs && signs->mean * by_pairs < 0 ? 0 : static_cast<int>(by_pairs);
  return Trend{ends, ends, less == 0 || more == 0, true,
               metric.name + " at " + column + "=" + levels.rbegin()->second.front() + " is " +
                   value_text(typical) + " times that at " + levels.begin()->second.front() +
                   ", more in " + std::to_string(more) + " of " + std::to_string(ratios.size()) +
                   " pairs"};
}

// All steps go one way, in each model that has several levels where the means of all don't.
int steps_in_each(const Dataset& dataset, const Metric& metric, const std::string& column,
                  LevelOrder order, const Scope& scope) {
  std::optional<int> all;
  for (const std::string& model : dataset.models()) {
    Scope one;
    one.conditions.push_back({{"model"}, {model}});
    const std::vector<double> means =
        means_at(dataset, metric, column, order, narrowed(one, scope));
    if (means.size() < 2) {
      continue;
    }
    const int steps = steps_of(means);
    all = all && *all != steps ? 0 : steps;
  }
  return all.value_or(0);
}

std::optional<Trend> trend_of(const Dataset& dataset, const Metric& metric, const Driver& driver,
                              const Scope& scope, bool every_run) {
  for (const std::string& column : driver.columns) {
    const std::vector<double> means = means_at(dataset, metric, column, driver.order, scope);
    if (means.size() < 2) {
      continue;
    }
    const int turn = driver.reversed ? -1 : 1;
    const auto of_two = driver.order == LevelOrder::kNumber
                            ? trend_of_two(dataset, metric, column, scope)
                            : std::nullopt;
    if (of_two) {
      return Trend{turn * of_two->sign, turn * of_two->ends, of_two->throughout, true, of_two->why};
    }
    int steps = steps_of(means);
    steps = steps == 0 ? steps_in_each(dataset, metric, column, driver.order, scope) : steps;
    return Trend{turn * steps, turn * static_cast<int>(sign_of(means.back(), means.front())),
                 !every_run || is_alike_in_pairs(dataset, metric, column, scope), false,
                 "the mean of " + metric.name + " goes from " +
                     value_text(means.front(), metric.unit) + " to " +
                     value_text(means.back(), metric.unit) + " with " + column};
  }
  return std::nullopt;
}

// "pp512", "tg128": whether a test of llama-bench is named.
bool is_of_tests(const Scope& scope) {
  return std::ranges::any_of(scope.conditions, [](const Setting& setting) {
    return !setting.soft && setting.columns.front() == "test";
  });
}

}  // namespace

std::optional<Judgement> judge_trend(const Dataset& dataset, const ComparisonContext& context) {
  if (context.names == nullptr) {
    return std::nullopt;
  }
  const auto proportion = find_proportion(dataset, context);
  const TrendVerb verb =
      proportion ? TrendVerb{proportion->sense, 0, 0} : find_trend_verb(context.clause);
  if (verb.at == std::string_view::npos) {
    return std::nullopt;
  }
  auto driver =
      proportion ? std::optional(proportion->driver) : find_driver(dataset, context, verb);
  std::vector<Mention> places = context.mentions;
  if (const auto of_level = driver ? std::nullopt : find_level_driver(dataset, context, verb)) {
    driver = of_level->driver;
    places.erase(places.begin() + static_cast<std::ptrdiff_t>(of_level->mention));
  }
  if (!driver) {
    return std::nullopt;
  }
  const Scope scope = narrowed(scope_of(places), context.scope);
  NumberContext words;
  words.near = context.unnamed.substr(proportion ? proportion->metric_at : 0);
  // "CPU load drops as layers move to the GPU": of the CPU.
  if (const std::size_t as = words.near.find(" as ");
      as != std::string::npos && says_offloading(words.near.substr(as))) {
    words.near.resize(as);
  }
  words.wide = context.wide;
  words.scope = scope;
  static constexpr std::array<std::string_view, 7> kSteadily = {
      "steadily", "monoton*", "every step", "each step", "continuously", "consistently", "keeps"};
  const bool steadily = has_any(context.clause, kSteadily);
  const bool every_run = says_every_run(context.clause);
  int holds = 0;
  int fails = 0;
  bool tried = false;
  Judgement judgement = unsupported(ClaimType::kEffect, VerdictReason::kTooVague,
                                    "the means at the levels go neither way throughout");
  std::vector<const Metric*> metrics = metrics_around(dataset, words).metrics;
  // "Raises pp512": a test of llama-bench is told by its rate.
  if (metrics.empty() && is_of_tests(scope)) {
    metrics = bind_metrics(dataset, "throughput").metrics;
  }
  keep_said_statistic(context.clause, metrics);
  for (const Metric* const metric : metrics) {
    const int wanted = wanted_sign(verb.sense, *metric);
    if (wanted == 0 || metric->statistic == "std") {
      continue;
    }
    std::size_t told = 0;
    std::size_t held = 0;
    bool fallen = false;
    for (const Scope& each : scopes_of_each_measured(dataset, context, *metric, scope)) {
      const Scope within = narrowed(each, scope);
      if (const auto trend = trend_of(dataset, *metric, *driver, within, every_run)) {
        ++told;
        held += trend->sign == wanted ? 1U : 0U;
        fallen = fallen || trend->ends == -wanted || (steadily && trend->sign != wanted) ||
                 (((steadily && trend->of_two) || every_run) && !trend->throughout);
        judgement.why = trend->why;
        tried = true;
      }
    }
    holds += told > 0 && held == told && !fallen ? 1 : 0;
    fails += fallen ? 1 : 0;
  }
  if (holds + fails == 0) {
    return tried ? std::optional(judgement) : std::nullopt;
  }
  if (fails == 0) {
    judgement.verdict = Verdict::kSupported;
    judgement.reason = VerdictReason::kExact;
  } else if (holds == 0) {
    judgement.verdict = Verdict::kContradicted;
    judgement.reason = VerdictReason::kWrongDirection;
  }
  return judgement;
}

}  // namespace chimera::verify
