#include "stats/fisher.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/check.h"

namespace chimera::stats {

namespace {

/// How much likelier a table with `x` hits in a is than one with x − 1, margins fixed.
class Hypergeometric {
 public:
  explicit Hypergeometric(const TwoByTwo& table)
      : in_a_(static_cast<double>(table.a_hits + table.a_misses)),
        hits_(static_cast<double>(table.a_hits + table.b_hits)),
        in_b_(static_cast<double>(table.b_hits + table.b_misses)) {}

  double lowest() const { return std::max(0.0, hits_ - in_b_); }

  double highest() const { return std::min(hits_, in_a_); }

  double mode() const {
    const double likeliest = std::floor((in_a_ + 1) * (hits_ + 1) / (in_a_ + in_b_ + 2));
    return std::clamp(likeliest, lowest(), highest());
  }

  double step_up(double x) const {
    return (in_a_ - x) / (x + 1) * ((hits_ - x) / (in_b_ - hits_ + x + 1));
  }

 private:
  double in_a_;
  double hits_;
  double in_b_;
};

/// Weights relative to the mode's, walking away from it until they vanish.
struct Side {
  std::vector<double> weights;
  double observed = 0;  ///< the observed table's, where it lies on this side
};

Side walk(const Hypergeometric& tables, double observed, int direction) {
  Side side;
  double weight = 1;
  double x = tables.mode() + direction;
  while (x >= tables.lowest() && x <= tables.highest()) {
    weight *= direction > 0 ? tables.step_up(x - 1) : 1 / tables.step_up(x);
    if (!(weight > 0)) {
      break;
    }
    side.weights.push_back(weight);
    const bool here = std::abs(x - observed) < 0.5;
    side.observed = here ? weight : side.observed;
    x += direction;
  }
  return side;
}

}  // namespace

FisherOutcome fisher_exact_test(const TwoByTwo& table) {
  constexpr std::uint64_t kMost = 100'000'000'000;
  for (const std::uint64_t cell : {table.a_hits, table.a_misses, table.b_hits, table.b_misses}) {
    CHIMERA_CHECK(cell <= kMost, "a table of more trials than can be walked through");
  }
  FisherOutcome outcome;
  const auto cross = static_cast<double>(table.a_misses) * static_cast<double>(table.b_hits);
  if (cross > 0) {
    outcome.odds_ratio =
        static_cast<double>(table.a_hits) * static_cast<double>(table.b_misses) / cross;
  }
  const Hypergeometric tables(table);
  const auto observed = static_cast<double>(table.a_hits);
  const Side up = walk(tables, observed, 1);
  const Side down = walk(tables, observed, -1);
  const bool at_mode = std::abs(tables.mode() - observed) < 0.5;
  const double limit = (at_mode ? 1.0 : std::max(up.observed, down.observed)) * (1 + 1e-7);
  double all = 1;
  double unlikely = limit >= 1 ? 1 : 0;
  for (const Side* side : {&up, &down}) {
    // From the far end: small weights first, so that none is lost.
    for (auto weight = side->weights.rbegin(); weight != side->weights.rend(); ++weight) {
      all += *weight;
      unlikely += *weight <= limit ? *weight : 0;
    }
  }
  outcome.p = std::min(1.0, unlikely / all);
  return outcome;
}

}  // namespace chimera::stats
