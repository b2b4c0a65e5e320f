#include "stats/anova.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace chimera::stats {
namespace {

using Codes = std::vector<std::uint32_t>;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

TEST(Anova, TwoByTwoByHand) {
  // Cell means 2, 4, 6, 12 of two each, ± 1: A 6² · 2, B 4² · 2, interaction 2² · 2, residual 8.
  const std::vector<double> y = {1, 3, 3, 5, 5, 7, 11, 13};
  const Codes a = {0, 0, 0, 0, 1, 1, 1, 1};
  const Codes b = {0, 0, 1, 1, 0, 0, 1, 1};
  const auto table = anova({y, {{a, 2}, {b, 2}}, {Term{0, 1}}});
  if (!table) {
    FAIL();
  }
  EXPECT_NEAR(table->rows[0].squares, 72, 1e-12);
  EXPECT_NEAR(table->rows[1].squares, 32, 1e-12);
  EXPECT_NEAR(table->rows[2].squares, 8, 1e-12);
  EXPECT_NEAR(table->residual_squares, 8, 1e-12);
  EXPECT_NEAR(table->total_squares, 120, 1e-12);
  EXPECT_EQ(table->residual_df, 4U);
  EXPECT_NEAR(table->rows[0].f.value_or(kNone), 36, 1e-11);
}

TEST(Anova, AConfoundedFactorHasNothingOfItsOwn) {
  const std::vector<double> y = {1, 2, 5, 7};
  const Codes a = {0, 0, 1, 1};
  const auto table = anova({y, {{a, 2}, {a, 2}}, {}});
  if (!table) {
    FAIL();
  }
  for (const AnovaRow& row : table->rows) {
    EXPECT_EQ(row.df, 0U);
    EXPECT_DOUBLE_EQ(row.squares, 0);
    EXPECT_FALSE(row.p);
  }
  EXPECT_EQ(table->residual_df, 2U);
}

TEST(Anova, AFactorWithinBlocksIsPartlyTheirs) {
  // Blocks 0 and 1 have level 0 alone, 2 and 3 levels 0 and 1: one contrast of 1 and 3 remains in
  // these, 12 − 10 and 16 − 12: their mean is 3, its sum of squares 3² · 2 / 2, and they are 1 off.
  const std::vector<double> y = {1, 2, 10, 12, 12, 16};
  const Codes block = {0, 1, 2, 2, 3, 3};
  const Codes level = {0, 0, 0, 1, 0, 1};
  const auto table = anova({y, {{level, 2}, {block, 4}}, {}});
  if (!table) {
    FAIL();
  }
  EXPECT_EQ(table->rows[0].df, 1U);
  EXPECT_NEAR(table->rows[0].squares, 9, 1e-12);
  EXPECT_EQ(table->rows[1].df, 3U);
  EXPECT_EQ(table->residual_df, 1U);
  EXPECT_NEAR(table->residual_squares, 1, 1e-12);
}

TEST(Anova, AFactorThatBlocksTellAddsNothing) {
  const std::vector<double> y = {1, 2, 10, 12, 12, 17};
  const Codes block = {0, 0, 1, 1, 2, 2};
  const Codes level = {0, 0, 1, 1, 1, 1};
  const auto table = anova({y, {{level, 2}, {block, 3}}, {}});
  if (!table) {
    FAIL();
  }
  EXPECT_EQ(table->rows[0].df, 0U);
  EXPECT_EQ(table->rows[1].df, 1U);
  // Blocks of one level: means 11 and 14.5, two rows each.
  EXPECT_NEAR(table->rows[1].squares, 3.5 * 3.5, 1e-12);
  EXPECT_EQ(table->residual_df, 3U);
}

TEST(Anova, OneRowIsThatOfTheWholeTable) {
  const std::vector<double> y = {10, 10.4, 9.9, 12, 12.3, 11.8, 11, 11.2, 10.9, 15, 15.5};
  const Codes a = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
  const Codes b = {0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1};
  const Design design{y, {{a, 2}, {b, 2}}, {Term{0, 1}}};
  const auto whole = anova(design);
  for (const std::size_t factor : {0U, 1U}) {
    const auto one = anova_of(design, factor);
    if (!whole || !one) {
      FAIL();
    }
    ASSERT_EQ(one->rows.size(), 1U);
    EXPECT_EQ(one->rows[0].term, whole->rows[factor].term);
    EXPECT_EQ(one->rows[0].squares, whole->rows[factor].squares);
    EXPECT_EQ(one->rows[0].p, whole->rows[factor].p);
    EXPECT_EQ(one->residual_squares, whole->residual_squares);
  }
}

TEST(Anova, WithoutResidualNothingIsTested) {
  const std::vector<double> y = {1, 2, 5, 7};
  const Codes a = {0, 0, 1, 1};
  const Codes b = {0, 1, 0, 1};
  const auto saturated = anova({y, {{a, 2}, {b, 2}}, {Term{0, 1}}});
  if (!saturated) {
    FAIL();
  }
  EXPECT_EQ(saturated->residual_df, 0U);
  EXPECT_FALSE(saturated->rows[0].f);
  const auto constant = anova({std::vector<double>(4, 0.1), {{a, 2}}, {}});
  if (!constant) {
    FAIL();
  }
  EXPECT_FALSE(constant->rows[0].p);
  EXPECT_FALSE(anova({}));
}

TEST(Anova, OrderOfRowsAndUnusedLevelsDoNotMatter) {
  const std::vector<double> y = {1, 3, 3, 5, 5, 8};
  const auto forth = anova({y, {{Codes{0, 0, 1, 1, 2, 2}, 3}}, {}});
  const std::vector<double> back = {8, 5, 5, 3, 3, 1};
  const auto sparse =
      anova({back, {{Codes{4'000'000'000, 4'000'000'000, 7, 7, 1, 1}, 4'000'000'001}}, {}});
  if (!forth || !sparse) {
    FAIL();
  }
  EXPECT_NEAR(forth->rows[0].f.value_or(kNone), sparse->rows[0].f.value_or(kNone), 1e-12);
  EXPECT_EQ(sparse->rows[0].df, 2U);
}

TEST(Anova, TooManyParametersAreRefused) {
  Codes each(3000);
  std::vector<double> y(3000);
  for (std::uint32_t i = 0; i < 3000; ++i) {
    each[i] = i;
    y[i] = i;
  }
  EXPECT_FALSE(anova({y, {{each, 3000}}, {}}));
}

}  // namespace
}  // namespace chimera::stats
