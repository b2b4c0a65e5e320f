#include "stats/design.h"

#include <gtest/gtest.h>

namespace chimera::stats {
namespace {

TEST(Design, AFactorIsNestedInACoarserOneAndInItself) {
  const std::vector<std::uint32_t> models{0, 0, 1, 1, 2, 2};
  const std::vector<std::uint32_t> families{0, 0, 0, 0, 1, 1};
  EXPECT_TRUE(is_nested({models, 3}, {families, 2}));
  EXPECT_FALSE(is_nested({families, 2}, {models, 3}));
  EXPECT_TRUE(is_nested({models, 3}, {models, 3}));
}

TEST(Design, CrossedFactorsAreNotNestedAndOneLevelHoldsAll) {
  const std::vector<std::uint32_t> a{0, 0, 1, 1};
  const std::vector<std::uint32_t> b{0, 1, 0, 1};
  const std::vector<std::uint32_t> one{0, 0, 0, 0};
  EXPECT_FALSE(is_nested({a, 2}, {b, 2}));
  EXPECT_TRUE(is_nested({a, 2}, {one, 1}));
}

}  // namespace
}  // namespace chimera::stats
