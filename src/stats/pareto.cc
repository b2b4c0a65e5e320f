#include "stats/pareto.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"

namespace chimera::stats {

namespace {

/// Points as costs, so that lower is better everywhere.
class Costs {
 public:
  explicit Costs(std::span<const Objective> objectives) : objectives_(objectives) {}

  double at(std::size_t point, std::size_t objective) const {
    const Objective& from = objectives_[objective];
    return from.better == Better::kLower ? from.values[point] : -from.values[point];
  }

  /// Lexicographic: what dominates a point comes before it.
  bool before(std::size_t a, std::size_t b) const {
    for (std::size_t i = 0; i < objectives_.size(); ++i) {
      if (at(a, i) < at(b, i) || at(a, i) > at(b, i)) {
        return at(a, i) < at(b, i);
      }
    }
    return false;
  }

  bool dominates(std::size_t a, std::size_t b) const {
    bool better = false;
    for (std::size_t i = 0; i < objectives_.size(); ++i) {
      if (at(a, i) > at(b, i)) {
        return false;
      }
      better = better || at(a, i) < at(b, i);
    }
    return better;
  }

 private:
  std::span<const Objective> objectives_;
};

}  // namespace

std::vector<std::size_t> pareto_front(std::span<const Objective> objectives) {
  if (objectives.empty()) {
    return {};
  }
  const std::size_t points = objectives.front().values.size();
  for (const Objective& objective : objectives) {
    CHIMERA_CHECK(objective.values.size() == points, "every objective has a value for every point");
  }
  const Costs costs(objectives);
  std::vector<std::size_t> order(points);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return costs.before(a, b); });
  std::vector<std::size_t> front;
  for (const std::size_t point : order) {
    // With two objectives the last of the front has the lowest second cost so far.
    const bool last_decides = objectives.size() <= 2 && !front.empty();
    const bool beaten = last_decides
                            ? costs.dominates(front.back(), point)
                            : std::any_of(front.begin(), front.end(), [&](std::size_t other) {
                                return costs.dominates(other, point);
                              });
    if (!beaten) {
      front.push_back(point);
    }
  }
  std::sort(front.begin(), front.end());
  return front;
}

}  // namespace chimera::stats
