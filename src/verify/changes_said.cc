#include "verify/changes_said.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "verify/peers.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

enum class Change { kLess, kMore, kBetter, kSame };

struct ChangeVerb {
  std::string_view word;
  Change change;
};

constexpr std::array<ChangeVerb, 30> kVerbs = {{
    {"reduces", Change::kLess},    {"shrinks", Change::kLess},   {"lowers", Change::kLess},
    {"decreases", Change::kLess},  {"cuts", Change::kLess},      {"reduce", Change::kLess},
    {"increases", Change::kMore},  {"raises", Change::kMore},    {"enlarges", Change::kMore},
    {"improves", Change::kBetter}, {"keeps", Change::kSame},     {"retains", Change::kSame},
    {"matches", Change::kSame},    {"preserves", Change::kSame}, {"maintains", Change::kSame},
    {"recovers", Change::kSame},   {"reaches", Change::kSame},   {"lower", Change::kLess},
    {"loses", Change::kLess},      {"shrink", Change::kLess},    {"lifts", Change::kMore},
    {"boosts", Change::kMore},     {"lifted", Change::kMore},    {"raised", Change::kMore},
    {"increased", Change::kMore},  {"reduced", Change::kLess},   {"lowered", Change::kLess},
    {"improved", Change::kBetter}, {"leaves", Change::kSame},    {"shortens", Change::kLess},
}};

struct FoundVerb {
  Change change = Change::kSame;
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
};

FoundVerb find_verb(std::string_view clause) {
  // "Leaves the accuracy unchanged"; what else is left says nothing.
  static constexpr std::array<std::string_view, 4> kAsIs = {"unchanged", "untouched", "unaffected",
                                                            "intact"};
  const auto [verb, at] = find_first_word(clause, kVerbs);
  const bool left = verb != nullptr && verb->word == "leaves" && !has_any(clause, kAsIs);
  return verb == nullptr || left ? FoundVerb()
                                 : FoundVerb{verb->change, at, at + verb->word.size()};
}

// "The model file" is its size.
BoundMetrics metric_of(const Dataset& dataset, std::string_view object) {
  static constexpr std::array<std::string_view, 3> kSizes = {"model file", "model size",
                                                             "file size"};
  return bind_metrics(dataset, has_any(object, kSizes) ? "model size" : object);
}

// "From 40 to 999": the level before it, as far as one word stands between.
bool is_left_for(const Mention& before, const Mention& subject) {
  constexpr std::size_t kLongestWay = 8;
  return is_akin(before, subject) && !is_same(before, subject) &&
         before.range.end < subject.range.begin &&
         subject.range.begin - before.range.end <= kLongestWay;
}

// The level that the subject was changed from, the one behind the verb that is of its kind, else
// the one that is called a base.
std::optional<Mention> base_of(const Dataset& dataset, const ComparisonContext& context,
                               const Mention& subject, std::size_t behind) {
  for (const Mention& mention : context.mentions) {
    if (is_left_for(mention, subject)) {
      return mention;
    }
  }
  for (const Mention& mention : context.mentions) {
    if (mention.range.begin >= behind && is_akin(mention, subject) && !is_same(mention, subject)) {
      return mention;
    }
  }
  return base_level(dataset, subject, context.names);
}

bool holds(Change change, const Metric& metric, double value, double base) {
  constexpr double kEqual = 1e-9;
  const double sign = sign_of(value, base);
  switch (change) {
    case Change::kLess:
      return sign < 0;
    case Change::kMore:
      return sign > 0;
    case Change::kBetter:
      return direction_of_metric(metric) == Direction::kLowerIsBetter ? sign < 0 : sign > 0;
    case Change::kSame:
      return std::abs(value - base) <= kEqual * std::abs(base);
  }
  return false;
}

}  // namespace

std::optional<Judgement> judge_change_of_level(const Dataset& dataset,
                                               const ComparisonContext& context) {
  const FoundVerb verb = find_verb(context.clause);
  const Mention* subject = nullptr;
  for (const Mention& mention : context.mentions) {
    if (mention.range.end <= verb.begin && !mention.columns.empty() && mention.values.size() == 1) {
      subject = &mention;
    }
  }
  if (verb.begin == std::string_view::npos || subject == nullptr) {
    return std::nullopt;
  }
  const auto base = base_of(dataset, context, *subject, verb.end);
  const BoundMetrics bound = metric_of(dataset, std::string_view{context.unnamed}.substr(verb.end));
  if (!base || bound.rank < MetricRank::kWords) {
    return std::nullopt;
  }
  std::vector<Mention> others = context.mentions;
  std::erase_if(others, [&](const Mention& mention) { return is_akin(mention, *subject); });
  const Scope scope = narrowed(scope_of(others), context.scope);
  for (const Metric* const metric : bound.metrics) {
    const auto value = mean_of(dataset, *metric, side_of(*subject, scope).scope);
    const auto of_base = mean_of(dataset, *metric, side_of(*base, scope).scope);
    if (!value || !of_base) {
      continue;
    }
    const std::string why = metric->name + ": " + value_text(*value, metric->unit) + " for " +
                            subject->alias + ", " + value_text(*of_base, metric->unit) + " for " +
                            base->alias;
    return holds(verb.change, *metric, *value, *of_base)
               ? supported(ClaimType::kComparison, why)
               : contradicted(ClaimType::kComparison, VerdictReason::kWrongDirection, why);
  }
  return std::nullopt;
}

}  // namespace chimera::verify
