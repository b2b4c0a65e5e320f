// Expected values by scipy 1.17.1's pearsonr and spearmanr.
#include "stats/correlation.h"

#include <gtest/gtest.h>

#include <vector>

namespace chimera::stats {
namespace {

TEST(Correlation, OfPearsonAndSpearman) {
  const std::vector<double> x = {1, 2, 3, 4, 5, 6};
  const std::vector<double> y = {2.1, 3.9, 6.2, 7.8, 10.5, 9.0};
  EXPECT_NEAR(pearson(x, y).value(), 0.9438604945141332, 1e-12);
  EXPECT_NEAR(spearman(x, y).value(), 0.942857142857143, 1e-12);
}

TEST(Correlation, HasTiesAndOffsets) {
  const std::vector<double> x = {1e9 + 1, 1e9 + 1, 1e9 + 2, 1e9 + 5};
  const std::vector<double> y = {7, 3, 3, -4};
  EXPECT_NEAR(pearson(x, y).value(), -0.9336855675212605, 1e-12);
  EXPECT_NEAR(spearman(x, y).value(), -0.8333333333333335, 1e-12);
}

TEST(Correlation, OfOneValueThereIsNone) {
  const std::vector<double> x = {1, 2, 3};
  const std::vector<double> same = {4, 4, 4};
  EXPECT_FALSE(pearson(x, same));
  EXPECT_FALSE(pearson(std::vector<double>{1}, std::vector<double>{2}));
  EXPECT_FALSE(pearson({}, {}));
}

}  // namespace
}  // namespace chimera::stats
