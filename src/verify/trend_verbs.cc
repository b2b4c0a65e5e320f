#include "verify/trend_verbs.h"

#include <array>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<TrendWord, 54> kVerbs = {{
    {"get shorter", Sense::kLess},
    {"get longer", Sense::kMore},
    {"gets shorter", Sense::kLess},
    {"gets longer", Sense::kMore},
    {"go with a higher", Sense::kMore},
    {"goes with a higher", Sense::kMore},
    {"go with a lower", Sense::kLess},
    {"goes with a lower", Sense::kLess},
    {"reduce", Sense::kLess},
    {"raise", Sense::kMore},
    {"improve", Sense::kBetter},
    {"worsen", Sense::kWorse},
    {"boost", Sense::kMore},
    {"cut", Sense::kLess},
    {"hurt", Sense::kWorse},
    {"hurts", Sense::kWorse},
    {"lower the", Sense::kLess},
    {"shorten", Sense::kLess},
    {"shortens", Sense::kLess},
    {"keeps rising", Sense::kMore},
    {"keeps growing", Sense::kMore},
    {"keeps climbing", Sense::kMore},
    {"keeps dropping", Sense::kLess},
    {"keeps falling", Sense::kLess},
    {"keeps improving", Sense::kBetter},
    {"keeps increasing", Sense::kMore},
    {"grows", Sense::kMore},
    {"grow", Sense::kMore},
    {"rises", Sense::kMore},
    {"rise", Sense::kMore},
    {"increases", Sense::kMore},
    {"increase", Sense::kMore},
    {"climbs", Sense::kMore},
    {"scales", Sense::kMore},
    {"falls", Sense::kLess},
    {"fall", Sense::kLess},
    {"drops", Sense::kLess},
    {"drop", Sense::kLess},
    {"decreases", Sense::kLess},
    {"decrease", Sense::kLess},
    {"declines", Sense::kLess},
    {"shrinks", Sense::kLess},
    {"improves", Sense::kBetter},
    {"degrades", Sense::kWorse},
    {"reduces", Sense::kLess},
    {"raises", Sense::kMore},
    {"lowers", Sense::kLess},
    {"worsens", Sense::kWorse},
    {"boosts", Sense::kMore},
    {"cuts", Sense::kLess},
    {"slows", Sense::kWorse},
    {"slow", Sense::kWorse},
    {"speeds", Sense::kBetter},
    {"accelerates", Sense::kBetter},
}};

// "Results in slightly higher X", "yield a better Y".
TrendVerb find_outcome(std::string_view clause) {
  static constexpr std::array<std::string_view, 18> kResults = {
      "leads to", "lead to", "results in", "result in", "yields",   "yield",
      "gives",    "give",    "produces",   "produce",   "delivers", "deliver",
      "provides", "provide", "causes",     "cause",     "means",    "mean"};
  static constexpr std::array<TrendWord, 24> kOutcomes = {
      {{"higher", Sense::kMore},       {"increased", Sense::kMore},
       {"greater", Sense::kMore},      {"more", Sense::kMore},
       {"longer", Sense::kMore},       {"lower", Sense::kLess},
       {"reduced", Sense::kLess},      {"decreased", Sense::kLess},
       {"shorter", Sense::kLess},      {"better", Sense::kBetter},
       {"improved", Sense::kBetter},   {"faster", Sense::kBetter},
       {"worse", Sense::kWorse},       {"slower", Sense::kWorse},
       {"reduction", Sense::kLess},    {"decrease", Sense::kLess},
       {"drop", Sense::kLess},         {"decline", Sense::kLess},
       {"increase", Sense::kMore},     {"rise", Sense::kMore},
       {"gain", Sense::kMore},         {"improvement", Sense::kBetter},
       {"degradation", Sense::kWorse}, {"slowdown", Sense::kWorse}}};
  constexpr std::size_t kWordsBetween = 2;
  for (const std::string_view result : kResults) {
    const std::size_t at = find_phrase(clause, result);
    if (at == std::string_view::npos) {
      continue;
    }
    const std::size_t behind = at + result.size();
    const auto [outcome, place] = find_first_word(clause.substr(behind), kOutcomes);
    if (outcome != nullptr && words_of(clause.substr(behind, place)).size() <= kWordsBetween) {
      return {outcome->sense, at, behind + place + outcome->word.size()};
    }
  }
  return {};
}

}  // namespace

TrendVerb find_trend_verb(std::string_view clause) {
  if (const TrendVerb outcome = find_outcome(clause); outcome.at != std::string_view::npos) {
    return outcome;
  }
  static constexpr std::array<std::string_view, 3> kArticles = {" a ", " the ", " its "};
  const auto [verb, at] = find_first_word(clause, kVerbs);
  // "By a slow first request"
  return verb == nullptr || ends_with_any(clause.substr(0, at), kArticles)
             ? TrendVerb()
             : TrendVerb{verb->sense, at, at + verb->word.size()};
}

}  // namespace chimera::verify
