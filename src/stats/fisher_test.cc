#include "stats/fisher.h"

#include <gtest/gtest.h>

namespace chimera::stats {
namespace {

TEST(Fisher, TeaTastingByHand) {
  // 4 over 3 · 4 over 1 of 70 each side, and the extremes: (16 + 1) · 2 / 70.
  const FisherOutcome outcome = fisher_exact_test({3, 1, 1, 3});
  EXPECT_NEAR(outcome.p, 34.0 / 70, 1e-14);
  EXPECT_DOUBLE_EQ(outcome.odds_ratio.value_or(0), 9);
}

TEST(Fisher, EmptyMarginsSayNothing) {
  for (const TwoByTwo& table :
       {TwoByTwo{0, 0, 0, 0}, TwoByTwo{0, 0, 3, 4}, TwoByTwo{2, 0, 5, 0}, TwoByTwo{0, 2, 0, 5}}) {
    EXPECT_DOUBLE_EQ(fisher_exact_test(table).p, 1);
    EXPECT_FALSE(fisher_exact_test(table).odds_ratio);
  }
}

TEST(Fisher, LargeCountsTakeNoLongAndDoNotOverflow) {
  EXPECT_DOUBLE_EQ(fisher_exact_test({0, 1'000'000, 1'000'000, 0}).p, 0);
  EXPECT_DOUBLE_EQ(fisher_exact_test({500'000, 500'000, 500'000, 500'000}).p, 1);
}

}  // namespace
}  // namespace chimera::stats
