#include "verify/comparison_words.h"

#include <array>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<CompareWord, 40> kWords = {{
    {"highest", Sense::kMore, true},          {"largest", Sense::kMore, true},
    {"greatest", Sense::kMore, true},         {"longest", Sense::kMore, true},
    {"lowest", Sense::kLess, true},           {"smallest", Sense::kLess, true},
    {"shortest", Sense::kLess, true},         {"fastest", Sense::kBetter, true},
    {"quickest", Sense::kBetter, true},       {"best", Sense::kBetter, true},
    {"most efficient", Sense::kBetter, true}, {"slowest", Sense::kWorse, true},
    {"worst", Sense::kWorse, true},           {"higher", Sense::kMore, false},
    {"greater", Sense::kMore, false},         {"larger", Sense::kMore, false},
    {"longer", Sense::kMore, false},          {"increase", Sense::kMore, false},
    {"increases", Sense::kMore, false},       {"increased", Sense::kMore, false},
    {"lower", Sense::kLess, false},           {"shorter", Sense::kLess, false},
    {"reduction", Sense::kLess, false},       {"reduces", Sense::kLess, false},
    {"reduced", Sense::kLess, false},         {"decrease", Sense::kLess, false},
    {"decreases", Sense::kLess, false},       {"less", Sense::kLess, false},
    {"faster", Sense::kBetter, false},        {"quicker", Sense::kBetter, false},
    {"better", Sense::kBetter, false},        {"outperforms", Sense::kBetter, false},
    {"outperform", Sense::kBetter, false},    {"improvement", Sense::kBetter, false},
    {"speedup", Sense::kBetter, false},       {"slower", Sense::kWorse, false},
    {"worse", Sense::kWorse, false},          {"underperforms", Sense::kWorse, false},
    {"slowdown", Sense::kWorse, false},       {"more efficient", Sense::kBetter, false},
}};

}  // namespace

FoundWord find_word(std::string_view clause) {
  FoundWord found;
  for (const CompareWord& each : kWords) {
    std::size_t at = find_phrase(clause, each.word);
    if (at != std::string_view::npos && each.word == "larger" &&
        clause.substr(at + each.word.size()).starts_with(" model")) {
      at = find_phrase(clause, each.word, at + 1);  // says which models
    }
    if (at < found.at) {
      found = {&each, at};
    }
  }
  return found;
}

Side side_of(const Mention& mention, const Scope& around) {
  return {mention.alias, narrowed(scope_of({mention}), around), mention.range.end};
}

double sign_of(double a, double b) {
  return a > b * (1 + 1e-12) ? 1 : a < b * (1 - 1e-12) ? -1 : 0;
}

int wanted_sign(Sense sense, const Metric& metric) {
  if (sense == Sense::kMore || sense == Sense::kLess) {
    return sense == Sense::kMore ? 1 : -1;
  }
  const Direction direction = direction_of_metric(metric);
  if (direction == Direction::kUnknown) {
    return 0;
  }
  return (direction == Direction::kHigherIsBetter) == (sense == Sense::kBetter) ? 1 : -1;
}

}  // namespace chimera::verify
