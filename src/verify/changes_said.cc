#include "verify/changes_said.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "verify/paired_signs.h"
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

struct SaidChange {
  Change change = Change::kSame;
  bool always = false;  ///< "without exception": in each of all pairs
};

struct MovedMetric {
  bool holds = false;
  std::string why;
};

// Whether the metric moved as it is said; nullopt where one of the sides has none of it.
std::optional<MovedMetric> moved_metric(const Dataset& dataset, const Metric& metric,
                                        const Side& side, const Side& base,
                                        const SaidChange& said) {
  const auto value = mean_of(dataset, metric, side.scope);
  const auto of_base = mean_of(dataset, metric, base.scope);
  if (!value || !of_base) {
    return std::nullopt;
  }
  MovedMetric moved{holds(said.change, metric, *value, *of_base),
                    metric.name + ": " + value_text(*value, metric.unit) + " for " + side.name +
                        ", " + value_text(*of_base, metric.unit) + " for " + base.name};
  const auto signs = said.always ? signs_of(take_sample(dataset, metric, side.scope, {true}),
                                            take_sample(dataset, metric, base.scope, {true}))
                                 : std::nullopt;
  if (signs && signs->pairs > 1) {
    const bool up = holds(said.change, metric, 2, 1);
    const bool down = holds(said.change, metric, 1, 2);
    const std::size_t so = up     ? signs->more
                           : down ? signs->less
                                  : signs->pairs - signs->more - signs->less;
    moved.holds = so == signs->pairs;
    moved.why.append("; so in ").append(std::to_string(so)).append(" of ");
    moved.why.append(std::to_string(signs->pairs)).append(" that were run alike");
  }
  return moved;
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
  if (!base || bound.rank < MetricRank::kGeneral) {
    return std::nullopt;
  }
  std::vector<Mention> others = context.mentions;
  std::erase_if(others, [&](const Mention& mention) { return is_akin(mention, *subject); });
  const Scope scope = narrowed(scope_of(others), context.scope);
  std::vector<MovedMetric> moved;
  for (const Metric* const metric : bound.metrics) {
    auto found = moved_metric(dataset, *metric, side_of(*subject, scope), side_of(*base, scope),
                              {verb.change, says_always(context.clause)});
    if (found) {
      moved.push_back(*std::move(found));
    }
    // A word may mean several times, which must agree; a name means the first that it has.
    if (!moved.empty() && bound.rank > MetricRank::kGeneral) {
      break;
    }
  }
  const auto so = std::ranges::count_if(moved, &MovedMetric::holds);
  if (moved.empty() || (so > 0 && so < std::ssize(moved))) {
    return std::nullopt;
  }
  return so > 0 ? supported(ClaimType::kComparison, moved.front().why)
                : contradicted(ClaimType::kComparison, VerdictReason::kWrongDirection,
                               moved.front().why);
}

}  // namespace chimera::verify
