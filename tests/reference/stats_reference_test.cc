// src/stats against scipy and statsmodels: every number within 1e-9 of theirs.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "reference_set.h"

namespace chimera::stats {
namespace {

/// How far apart the data lie: what a number near 0 is measured against.
double spread_of(const ReferenceSet& set) {
  double spread = 0;
  for (const auto& [name, values] : set.vectors) {
    if (!values.empty()) {
      const auto [low, high] = std::minmax_element(values.begin(), values.end());
      spread = std::max(spread, *high - *low);
    }
  }
  // What has no unit is near 0 on a scale of 1.
  return std::min(spread, 1.0);
}

/// Both absent, or a billionth apart at most; near 0 what rounding may leave of the data's spread.
bool agree(const std::optional<double>& got, const std::optional<double>& wanted, double scale) {
  if (!got || !wanted) {
    return got.has_value() == wanted.has_value();
  }
  return std::abs(*got - *wanted) <= 1e-9 * std::abs(*wanted) + 1e-12 * scale;
}

TEST(StatsReference, AgreesWithScipyAndStatsmodels) {
  std::ifstream in(CHIMERA_SOURCE_DIR "/tests/reference/stats_reference.txt");
  const std::vector<ReferenceSet> sets = read_reference_sets(in);
  EXPECT_GE(sets.size(), 220U);
  std::size_t numbers = 0;
  for (const ReferenceSet& set : sets) {
    const double scale = spread_of(set);
    for (const Expectation& wanted : set.expectations) {
      std::string what = set.name + ": " + wanted.function;
      for (const std::string& argument : wanted.arguments) {
        what += " " + argument;
      }
      const std::vector<std::optional<double>> got = computed(set, wanted);
      ASSERT_EQ(got.size(), wanted.values.size()) << what;
      for (std::size_t i = 0; i < got.size(); ++i, ++numbers) {
        EXPECT_TRUE(agree(got[i], wanted.values[i], scale))
            << what << ", number " << i << ": " << testing::PrintToString(got[i]) << " instead of "
            << testing::PrintToString(wanted.values[i]);
      }
    }
  }
  EXPECT_GT(numbers, 5000U);
}

}  // namespace
}  // namespace chimera::stats
