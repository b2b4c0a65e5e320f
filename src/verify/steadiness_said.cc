#include "verify/steadiness_said.h"

#include <algorithm>
#include <array>
#include <map>
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

constexpr std::array<std::string_view, 15> kLeast = {"steadiest",
                                                     "most consistent",
                                                     "most stable",
                                                     "least variable",
                                                     "most predictable",
                                                     "most reproducible",
                                                     "varies least",
                                                     "varies the least",
                                                     "lowest variation",
                                                     "smallest variation",
                                                     "least variation",
                                                     "smallest relative spread",
                                                     "lowest coefficient of variation",
                                                     "smallest coefficient of variation",
                                                     "lowest cv"};
constexpr std::array<std::string_view, 11> kMost = {"least consistent",
                                                    "least stable",
                                                    "most variable",
                                                    "varies most",
                                                    "varies the most",
                                                    "highest variation",
                                                    "largest variation",
                                                    "largest relative spread",
                                                    "highest coefficient of variation",
                                                    "largest coefficient of variation",
                                                    "highest cv"};
constexpr std::array<std::string_view, 6> kLess = {"steadier",      "more consistent",
                                                   "more stable",   "varies less",
                                                   "less variable", "more predictable"};
constexpr std::array<std::string_view, 5> kMore = {"less consistent", "less stable", "varies more",
                                                   "more variable", "less predictable"};

struct SteadinessSaid {
  int wanted = 0;  ///< −1: less than the others
  bool superlative = false;
};

std::optional<SteadinessSaid> steadiness_said(std::string_view clause) {
  if (has_any(clause, kLeast) || has_any(clause, kMost)) {
    return SteadinessSaid{has_any(clause, kLeast) ? -1 : 1, true};
  }
  if (has_phrase(clause, "than") && (has_any(clause, kLess) || has_any(clause, kMore))) {
    return SteadinessSaid{has_any(clause, kLess) ? -1 : 1, false};
  }
  return std::nullopt;
}

// Coefficients of variation, by the shape of the tables.
std::map<std::string, double> variations(const Dataset& dataset, const Metric& metric,
                                         const Scope& scope, bool warm) {
  std::map<std::string, std::vector<double>> values;
  for (const Cell& cell : take_sample(dataset, metric, scope, {warm}).cells) {
    values[shape_of(*cell.table)].push_back(cell.value);
  }
  std::map<std::string, double> variations;
  for (const auto& [shape, of_them] : values) {
    if (const auto cv = stats::coefficient_of_variation(of_them)) {
      variations.emplace(shape, *cv);
    }
  }
  return variations;
}

// "Of the three": how many there are with it; 0 where the clause doesn't say.
std::size_t said_size(std::string_view clause) {
  static constexpr std::array<std::string_view, 5> kSizes = {
      "of the two", "of the three", "of the four", "of the five", "of the six"};
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
                  const std::vector<Side>& others, int wanted, bool warm, Tried& tried) {
  std::vector<std::map<std::string, double>> theirs;
  theirs.reserve(others.size());
  for (const Side& other : others) {
    theirs.push_back(variations(dataset, metric, other.scope, warm));
  }
  for (const auto& [shape, mine] : variations(dataset, metric, own.scope, warm)) {
    const auto lacks = [&](const auto& each) { return !each.contains(shape); };
    if (theirs.empty() || std::any_of(theirs.begin(), theirs.end(), lacks)) {
      continue;
    }
    bool holds = true;
    for (std::size_t i = 0; i < others.size(); ++i) {
      const double other = theirs[i].at(shape);
      const bool fails = wanted < 0 ? mine >= other : mine <= other;
      if (tried.why.empty() || (fails && holds)) {
        tried.why = "coefficients of variation of " + metric.name + ": " + value_text(mine) +
                    " for " + own.name + ", " + value_text(other) + " for " + others[i].name;
      }
      holds = holds && !fails;
    }
    ++tried.told;
    tried.held += holds ? 1U : 0U;
  }
}

}  // namespace

std::optional<Judgement> judge_steadiness(const Dataset& dataset,
                                          const ComparisonContext& context) {
  const auto said = steadiness_said(context.clause);
  const auto& named = context.mentions.empty() ? context.subjects : context.mentions;
  if (!said || named.empty()) {
    return std::nullopt;
  }
  const Pairing pairing = pair_up(context.mentions, {});
  const bool of_two = !said->superlative && pairing.sides.size() == 2;
  if (!of_two && !said->superlative) {
    return std::nullopt;
  }
  const Mention& subject = of_two ? pairing.sides.front() : named.front();
  auto bound = bind_metrics(dataset, context.unnamed);
  bound = bound.empty() ? bind_metrics(dataset, context.wide) : bound;
  bound = bound.empty() ? bind_metrics(dataset, "throughput") : bound;
  const std::size_t size = of_two ? 0 : said_size(context.clause);
  Tried tried;
  for (const Metric* const metric : bound.metrics) {
    if (metric->stated) {
      continue;
    }
    const Side own = side_of(subject, context.scope);
    const std::vector<Side> others =
        of_two ? std::vector{side_of(pairing.sides.back(), context.scope)}
               : narrowed_to(peers_of(dataset, subject, *metric, context.scope), own.name, size);
    if (size > 0 && others.size() + 1 != size) {
      continue;  // which are meant the text doesn't say
    }
    for (const bool warm : {false, true}) {
      hold_against(dataset, *metric, own, others, said->wanted, warm, tried);
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
