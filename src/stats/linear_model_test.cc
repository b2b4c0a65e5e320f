#include "stats/linear_model.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace chimera::stats {
namespace {

using Codes = std::vector<std::uint32_t>;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> kY = {1, 3, 3, 5, 5, 7, 11, 13};
const Codes kA = {0, 0, 0, 0, 1, 1, 1, 1};
const Codes kB = {0, 0, 1, 1, 0, 0, 1, 1};

TEST(LinearModel, TwoByTwoByHand) {
  // Cell means 2, 4, 6, 12: grand mean 6, A ± 3, B ± 2, interaction ± 1; residual variance 2.
  const auto model = LinearModel::fit({kY, {{kA, 2}, {kB, 2}}, {Term{0, 1}}});
  if (!model) {
    FAIL();
  }
  EXPECT_NEAR(model->grand_mean(0.95).value, 6, 1e-12);
  const auto a = model->effects({0, std::nullopt}, 0.95);
  ASSERT_EQ(a.size(), 2U);
  EXPECT_NEAR(a[0].estimate.value, -3, 1e-12);
  EXPECT_NEAR(a[1].estimate.value, 3, 1e-12);
  const auto both = model->effects({0, 1}, 0.95);
  ASSERT_EQ(both.size(), 4U);
  EXPECT_NEAR(both[1].estimate.value, -1, 1e-12);
  EXPECT_EQ(both[1].level, 0U);
  EXPECT_EQ(both[1].with_level, 1U);
  EXPECT_NEAR(both[3].estimate.value, 1, 1e-12);
  // 6 ± t(0.975, 4) · √(2 / 4 + 2 / 4), t = 2.776445105197793.
  const auto difference = model->difference(0, 0, 1, 0.95);
  if (!difference || !difference->limits) {
    FAIL();
  }
  EXPECT_NEAR(difference->value, 6, 1e-12);
  EXPECT_NEAR(difference->limits->high, 8.776445105197793, 1e-11);
  EXPECT_FALSE(model->difference(0, 0, 2, 0.95));
}

TEST(LinearModel, NamesTheRowThatFitsLeast) {
  std::vector<double> y = kY;
  y[5] = 27;
  const auto model = LinearModel::fit({y, {{kA, 2}, {kB, 2}}, {Term{0, 1}}});
  if (!model) {
    FAIL();
  }
  // Residuals ± 1 and ± 11 with leverage ½: s² = 248 / 4, and 11 / (s √½) = 1.9757…; its partner in
  // the cell is as far off, and comes first.
  EXPECT_NEAR(model->residuals().largest_standardised.value_or(kNone), 11 / 5.567764362830022,
              1e-9);
  EXPECT_EQ(model->residuals().row_of_largest / 2, 2U);
  EXPECT_EQ(model->residuals().df, 4U);
}

TEST(LinearModel, WithoutResidualSpreadThereIsNoInterval) {
  const std::vector<double> y = {1, 2, 5, 7};
  const Codes a = {0, 0, 1, 1};
  const Codes b = {0, 1, 0, 1};
  const auto saturated = LinearModel::fit({y, {{a, 2}, {b, 2}}, {Term{0, 1}}});
  if (!saturated) {
    FAIL();
  }
  EXPECT_FALSE(saturated->grand_mean(0.95).limits);
  EXPECT_FALSE(saturated->residuals().deviation);
  const auto constant = LinearModel::fit({std::vector<double>(4, 0.1), {{a, 2}}, {}});
  if (!constant) {
    FAIL();
  }
  EXPECT_FALSE(constant->effects({0, std::nullopt}, 0.95)[0].estimate.p);
}

TEST(LinearModel, EffectsThatCannotBeToldApartAreAbsent) {
  const std::vector<double> y = {1, 2, 5, 7};
  const Codes a = {0, 0, 1, 1};
  EXPECT_FALSE(LinearModel::fit({y, {{a, 2}, {a, 2}}, {}}));
  EXPECT_FALSE(LinearModel::fit({}));
}

}  // namespace
}  // namespace chimera::stats
