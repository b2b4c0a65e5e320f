#include "verify/steadiness_said.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "stats/descriptive.h"
#include "verify/bind.h"
#include "verify/column_kinds.h"
#include "verify/peers.h"
#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 8> kLeast = {
    "steadiest",        "most consistent",   "most stable",  "least variable",
    "most predictable", "most reproducible", "varies least", "varies the least"};
constexpr std::array<std::string_view, 5> kMost = {
    "least consistent", "least stable", "most variable", "varies most", "varies the most"};
constexpr std::array<std::string_view, 6> kLess = {"steadier",      "more consistent",
                                                   "more stable",   "varies less",
                                                   "less variable", "more predictable"};
constexpr std::array<std::string_view, 5> kMore = {"less consistent", "less stable", "varies more",
                                                   "more variable", "less predictable"};

// "The widest spread", "a lower standard deviation": what is compared, and by which measure.
constexpr std::array<std::string_view, 6> kRelative = {
    "coefficient of variation", "cv",        "relative spread",
    "relative variation",       "variation", "variability"};
constexpr std::array<std::string_view, 6> kAbsolute = {
    "standard deviation", "std. deviation", "std", "sd", "stdev", "variance"};
constexpr std::array<std::string_view, 3> kEither = {"spread", "scatter", "dispersion"};
constexpr std::array<std::string_view, 7> kSmallest = {
    "lowest", "smallest", "least", "tightest", "narrowest", "best", "minimal"};
constexpr std::array<std::string_view, 7> kLargest = {"highest", "largest", "greatest", "biggest",
                                                      "widest",  "worst",   "broadest"};
constexpr std::array<std::string_view, 4> kSmaller = {"lower", "smaller", "tighter", "narrower"};
constexpr std::array<std::string_view, 5> kLarger = {"higher", "larger", "greater", "bigger",
                                                     "wider"};

struct SteadinessSaid {
  int wanted = 0;  ///< −1: less than the others
  bool superlative = false;
  bool relative = true;   ///< coefficients of variation are meant
  bool absolute = false;  ///< standard deviations are
};

// Whether one of the adjectives stands before the measure, a word between at most: "the lowest
// throughput spread".
bool is_called(std::string_view clause, std::string_view measure,
               std::span<const std::string_view> adjectives) {
  constexpr std::size_t kBetween = 24;
  return std::any_of(adjectives.begin(), adjectives.end(), [&](std::string_view adjective) {
    const std::size_t at = find_phrase(clause, adjective);
    if (at == std::string_view::npos) {
      return false;
    }
    const std::size_t behind = at + adjective.size();
    const std::size_t found = find_phrase(clause.substr(behind), measure);
    const std::string_view between = clause.substr(behind, found);
    return found <= kBetween && std::count(between.begin(), between.end(), ' ') <= 2;
  });
}

std::optional<SteadinessSaid> measure_said(std::string_view clause) {
  const auto said = [&](std::span<const std::string_view> measures, bool relative,
                        bool absolute) -> std::optional<SteadinessSaid> {
    for (const std::string_view measure : measures) {
      if (is_called(clause, measure, kSmallest) || is_called(clause, measure, kLargest)) {
        return SteadinessSaid{is_called(clause, measure, kSmallest) ? -1 : 1, true, relative,
                              absolute};
      }
      const bool smaller = is_called(clause, measure, kSmaller);
      if (has_phrase(clause, "than") && (smaller || is_called(clause, measure, kLarger))) {
        return SteadinessSaid{smaller ? -1 : 1, false, relative, absolute};
      }
    }
    return std::nullopt;
  };
  auto found = said(kRelative, true, false);
  found = found ? found : said(kAbsolute, false, true);
  return found ? found : said(kEither, true, true);
}

std::optional<SteadinessSaid> steadiness_said(std::string_view clause) {
  if (has_any(clause, kLeast) || has_any(clause, kMost)) {
    return SteadinessSaid{has_any(clause, kLeast) ? -1 : 1, true};
  }
  if (has_phrase(clause, "than") && (has_any(clause, kLess) || has_any(clause, kMore))) {
    return SteadinessSaid{has_any(clause, kLess) ? -1 : 1, false};
  }
  return measure_said(clause);
}

// The text without the names of measures, which columns may have, too.
std::string without_measures(std::string text) {
  for (const auto& measures :
       {std::span<const std::string_view>(kRelative), std::span<const std::string_view>(kAbsolute),
        std::span<const std::string_view>(kEither)}) {
    for (const std::string_view measure : measures) {
      for (std::size_t at = find_phrase(text, measure); at != std::string::npos;
           at = find_phrase(text, measure)) {
        std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), measure.size(), ' ');
      }
    }
  }
  return text;
}

struct Reading {
  bool warm = false;
  bool relative = true;
};

// Coefficients of variation or standard deviations, by the shape of the tables.
std::map<std::string, double> variations(const Dataset& dataset, const Metric& metric,
                                         const Scope& scope, const Reading& reading) {
  std::map<std::string, std::vector<double>> values;
  for (const Cell& cell : take_sample(dataset, metric, scope, {reading.warm}).cells) {
    values[shape_of(*cell.table)].push_back(cell.value);
  }
  std::map<std::string, double> variations;
  for (const auto& [shape, of_them] : values) {
    const auto spread = reading.relative ? stats::coefficient_of_variation(of_them)
                                         : stats::standard_deviation(of_them);
    if (spread) {
      variations.emplace(shape, *spread);
    }
  }
  return variations;
}

// "Of the three": how many there are with it; 0 where the clause doesn't say.
std::size_t said_size(std::string_view clause) {
  static constexpr std::array<std::string_view, 8> kSizes = {
      "of the two", "of the three", "of the four",  "of the five",
      "of the six", "of the seven", "of the eight", "of the nine"};
  const auto said = std::find_if(kSizes.begin(), kSizes.end(),
                                 [&](std::string_view each) { return has_phrase(clause, each); });
  return said == kSizes.end() ? 0 : static_cast<std::size_t>(said - kSizes.begin()) + 2;
}

// Those of its family, where all together are more than are said.
std::vector<Side> narrowed_to(std::vector<Side> others, std::string_view own, std::size_t size) {
  if (size == 0 || others.size() + 1 <= size) {
    return others;
  }
  const std::string_view family = own.substr(0, own.find_first_of(":-_ ."));
  std::erase_if(others, [&](const Side& other) { return !other.name.starts_with(family); });
  return others;
}

struct Tried {
  std::size_t told = 0;
  std::size_t held = 0;
  std::string why;
};

// By one reading, in each kind of table that has all of them.
void hold_against(const Dataset& dataset, const Metric& metric, const Side& own,
                  const std::vector<Side>& others, int wanted, const Reading& reading,
                  Tried& tried) {
  std::vector<std::map<std::string, double>> theirs;
  theirs.reserve(others.size());
  for (const Side& other : others) {
    theirs.push_back(variations(dataset, metric, other.scope, reading));
  }
  for (const auto& [shape, mine] : variations(dataset, metric, own.scope, reading)) {
    const auto lacks = [&](const auto& each) { return !each.contains(shape); };
    if (theirs.empty() || std::any_of(theirs.begin(), theirs.end(), lacks)) {
      continue;
    }
    bool holds = true;
    for (std::size_t i = 0; i < others.size(); ++i) {
      const double other = theirs[i].at(shape);
      const bool fails = wanted < 0 ? mine >= other : mine <= other;
      if (tried.why.empty() || (fails && holds)) {
        tried.why =
            (reading.relative ? "coefficients of variation of " : "standard deviations of ") +
            metric.name + ": " + value_text(mine) + " for " + own.name + ", " + value_text(other) +
            " for " + others[i].name;
      }
      holds = holds && !fails;
    }
    ++tried.told;
    tried.held += holds ? 1U : 0U;
  }
}

// Of files that each state a coefficient of variation, by that.
std::optional<Judgement> judge_by_stated(const Dataset& dataset, const Mention& file, int wanted,
                                         std::size_t size) {
  std::map<std::size_t, double> stated;
  for (const Metric& metric : dataset.metrics()) {
    if (std::ranges::find(metric.core, "variation") == metric.core.end()) {
      continue;
    }
    for (const Cell& cell : take_sample(dataset, metric, {}).cells) {
      stated.emplace(dataset.file_of(*cell.table), cell.value);
    }
  }
  const auto own = file.files.size() == 1 ? stated.find(file.files.front()) : stated.end();
  if (own == stated.end() || stated.size() < 2 || (size > 0 && size != stated.size())) {
    return std::nullopt;
  }
  const auto other = std::ranges::find_if(stated, [&](const auto& each) {
    return each.first != own->first &&
           (wanted < 0 ? each.second <= own->second : each.second >= own->second);
  });
  const std::string why = "its coefficient of variation is " + value_text(own->second);
  return other == stated.end()
             ? supported(ClaimType::kComparison, why)
             : contradicted(ClaimType::kComparison, VerdictReason::kWrongDirection,
                            why + ", that of " + dataset.files()[other->first].path + " " +
                                value_text(other->second));
}

}  // namespace

std::optional<Judgement> judge_steadiness(const Dataset& dataset,
                                          const ComparisonContext& context) {
  const auto said = steadiness_said(context.clause);
  // "Most stable of the gemma3 family": of the row, among those.
  const auto set =
      std::find_if(context.mentions.begin(), context.mentions.end(), [&](const Mention& mention) {
        return mention.shorthand && !context.subjects.empty() && is_set(context.clause, 0, mention);
      });
  const bool of_row = context.mentions.empty() || set != context.mentions.end();
  const auto& named = of_row ? context.subjects : context.mentions;
  if (!said || named.empty()) {
    return std::nullopt;
  }
  const Pairing pairing = pair_up(context.mentions, {});
  const bool of_two = !said->superlative && pairing.sides.size() == 2;
  if (!of_two && !said->superlative) {
    return std::nullopt;
  }
  const Mention& subject = of_two ? pairing.sides.front() : named.front();
  auto bound = bind_metrics(dataset, without_measures(context.unnamed));
  bound = bound.empty() ? bind_metrics(dataset, without_measures(context.wide)) : bound;
  bound = bound.empty() ? bind_metrics(dataset, "throughput") : bound;
  const std::size_t size = of_two ? 0 : said_size(context.clause);
  Tried tried;
  for (const Metric* const metric : bound.metrics) {
    if (metric->stated) {
      continue;
    }
    const Side own = side_of(subject, context.scope);
    std::vector<Side> others =
        of_two ? std::vector{side_of(pairing.sides.back(), context.scope)}
               : narrowed_to(peers_of(dataset, subject, *metric, context.scope), own.name, size);
    std::erase_if(others, [&](const Side& other) {
      return set != context.mentions.end() &&
             std::find(set->values.begin(), set->values.end(), other.name) == set->values.end();
    });
    // Among files that are known, what they don't hold is not meant.
    std::erase_if(others, [&](const Side& other) {
      return !of_two && context.scope.files &&
             take_sample(dataset, *metric, other.scope).cells.empty();
    });
    if (size > 0 && others.size() + 1 != size) {
      continue;  // which are meant the text doesn't say
    }
    for (const bool warm : {false, true}) {
      if (warm && !context.head.empty()) {
        continue;  // beside the deviations of a table it is one of all trials
      }
      if (said->relative) {
        hold_against(dataset, *metric, own, others, said->wanted, {warm, true}, tried);
      }
      if (said->absolute) {
        hold_against(dataset, *metric, own, others, said->wanted, {warm, false}, tried);
      }
    }
  }
  if (tried.told == 0 && said->superlative && said->relative) {
    if (auto by_stated = judge_by_stated(dataset, subject, said->wanted, size)) {
      return by_stated;
    }
  }
  if (tried.told == 0) {
    return unsupported(ClaimType::kComparison, VerdictReason::kNoSuchMeasurement,
                       "what it is held against isn't said, or was not measured alike");
  }
  return tried.held == tried.told ? supported(ClaimType::kComparison, tried.why)
         : tried.held == 0
             ? contradicted(ClaimType::kComparison, VerdictReason::kWrongDirection, tried.why)
             : unsupported(ClaimType::kComparison, VerdictReason::kTooVague,
                           tried.why + "; the readings disagree in direction");
}

}  // namespace chimera::verify
