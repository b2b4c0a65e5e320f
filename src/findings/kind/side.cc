#include "findings/kind/side.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/check.h"
#include "findings/kind/kinds.h"
#include "findings/kind/sweep.h"
#include "findings/phrases.h"
#include "stats/pareto.h"

namespace chimera::findings {

namespace {

std::vector<std::string> sorted_levels(const Table& table, const Column& column) {
  std::vector<std::string> levels;
  for (const Level& level : ordered_levels(table, column)) {
    levels.push_back(level.value);
  }
  if (levels.empty()) {
    levels = levels_of(table, column);
    std::sort(levels.begin(), levels.end());
  }
  return levels;
}

bool at_least_as_good(const Side& side, const Level& a, const Level& b) {
  return lower_is_better(side.scope) ? a.mean->value <= b.mean->value
                                     : a.mean->value >= b.mean->value;
}

/// Of the levels on the front that are as good as this one in both the first.
Phrase better_than(const Side& first, const Side& second, const std::vector<std::size_t>& front,
                   std::size_t level) {
  const auto better = std::find_if(front.begin(), front.end(), [&](std::size_t other) {
    return at_least_as_good(first, first.levels[other], first.levels[level]) &&
           at_least_as_good(second, second.levels[other], second.levels[level]);
  });
  CHIMERA_CHECK(better != front.end(), "a level off the front is behind one on it");
  return first.levels[*better].called;
}

}  // namespace

Side side_of(FactBook& book, const Table& table, const Column& metric, const Column& column) {
  Side side{.scope = table_scope(book, table, metric, column), .levels = {}};
  for (const std::string& level : sorted_levels(table, column)) {
    side.levels.push_back(
        {level, called(column.role == Role::kSubject ? level : column.name + "=" + level)});
  }
  give_means(book, table, metric, column, side.scope, side.levels);
  return side;
}

bool is_complete(const Side& side) {
  return side.levels.size() >= 2 &&
         std::all_of(side.levels.begin(), side.levels.end(),
                     [](const Level& level) { return level.mean != nullptr; });
}

std::size_t best_of(const Side& side) {
  const auto by_mean = [](const Level& a, const Level& b) { return a.mean->value < b.mean->value; };
  const auto [least, most] = std::minmax_element(side.levels.begin(), side.levels.end(), by_mean);
  const auto best = lower_is_better(side.scope) ? least : most;
  return static_cast<std::size_t>(best - side.levels.begin());
}

const Fact* clear_ratio(FactBook& book, const Side& side, std::size_t a, std::size_t b) {
  const bool a_higher = side.levels[a].mean->value > side.levels[b].mean->value;
  const Level& high = side.levels[a_higher ? a : b];
  const Level& low = side.levels[a_higher ? b : a];
  const Fact* ratio = ratio_of(book, side.scope, high, low);
  return ratio != nullptr && ratio->interval && ratio->interval->low > 1 ? ratio : nullptr;
}

std::vector<Phrase> dominated(const Side& first, const Side& second) {
  std::vector<stats::Objective> objectives;
  std::array<std::vector<double>, 2> values;
  for (const Side* side : {&first, &second}) {
    std::vector<double>& of_side = values.at(objectives.size());
    for (const Level& level : side->levels) {
      of_side.push_back(level.mean->value);
    }
    objectives.push_back(
        {of_side, lower_is_better(side->scope) ? stats::Better::kLower : stats::Better::kHigher});
  }
  const auto front = stats::pareto_front(objectives);
  std::vector<Phrase> behind;
  for (std::size_t i = 0; i < first.levels.size(); ++i) {
    if (std::find(front.begin(), front.end(), i) == front.end()) {
      behind.push_back(
          join({first.levels[i].called, say(" than "), better_than(first, second, front, i)}));
    }
  }
  return behind;
}

}  // namespace chimera::findings
