// Means of levels that were not tried alike. By hand: at b=1 level 1 of `a` gives 100 and level 2
// gives 90, at b=2 they give 20 and 18; level 1 has two trials at b=1 and six at b=2, level 2 the
// other way round. So the means are 40 and 72, and at the same settings level 1 is higher by 1/9.
#include "findings/kind/like_settings.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "findings/findings.h"
#include "findings/test_tree.h"

namespace chimera::findings {
namespace {

struct Grid {
  std::vector<double> a;
  std::vector<double> b;
  std::vector<double> values;

  void add(double level_a, double level_b, double value, std::size_t trials) {
    constexpr double kSteps[] = {0.999, 1.001, 1.0};
    for (std::size_t i = 0; i < trials; ++i) {
      a.push_back(level_a);
      b.push_back(level_b);
      values.push_back(value * kSteps[i % std::size(kSteps)]);
    }
  }

  [[nodiscard]] Observations tree(Role role) const {
    return tree_of(
        {setting("a", role, a), setting("b", Role::kFactor, b), metric("tokens_s", values)});
  }
};

Grid uneven(std::size_t times) {
  Grid grid;
  grid.add(1, 1, 100, 2 * times);
  grid.add(2, 1, 90, 6 * times);
  grid.add(1, 2, 20, 6 * times);
  grid.add(2, 2, 18, 2 * times);
  return grid;
}

Grid even() {
  Grid grid;
  grid.add(1, 1, 100, 4);
  grid.add(2, 1, 90, 4);
  grid.add(1, 2, 20, 4);
  grid.add(2, 2, 18, 4);
  return grid;
}

bool tells_of_a(const Analysis& analysis, FindingKind kind) {
  const auto all = found(analysis, kind);
  return std::any_of(all.begin(), all.end(),
                     [](const Finding& finding) { return finding.about.factors.front() == "a"; });
}

TEST(LikeSettings, TheRatioIsThatOfTheSameSettings) {
  const Observations data = uneven(1).tree(Role::kFactor);
  const FactBook book(data);
  const Table& table = data.tables.front();
  const auto ratio = log_ratio_at_like_settings(book, {table, table.columns[2], table.columns[0]},
                                                "2", "1", false);
  ASSERT_TRUE(ratio);
  EXPECT_NEAR(*ratio, std::log(0.9), 0.001);
}

TEST(LikeSettings, MeansThatAreNotTriedAlikeAreNoEffect) {
  const Analysis analysis = analyze(uneven(1).tree(Role::kFactor));
  EXPECT_FALSE(tells_of_a(analysis, FindingKind::kEffect));
  ASSERT_TRUE(tells_of_a(analysis, FindingKind::kConfounded));
  EXPECT_TRUE(says(found(analysis, FindingKind::kConfounded).front(),
                   "at the same settings of everything else the order is the other way round"));
}

TEST(LikeSettings, NorAComparison) {
  // So many that the means alone are told apart.
  const Analysis analysis = analyze(uneven(3).tree(Role::kSubject));
  EXPECT_FALSE(tells_of_a(analysis, FindingKind::kComparison));
  EXPECT_TRUE(tells_of_a(analysis, FindingKind::kConfounded));
}

TEST(LikeSettings, ThoseOfAFullGridCompare) {
  const Analysis analysis = analyze(even().tree(Role::kFactor));
  EXPECT_TRUE(tells_of_a(analysis, FindingKind::kEffect));
  EXPECT_TRUE(found(analysis, FindingKind::kConfounded).empty());
}

}  // namespace
}  // namespace chimera::findings
