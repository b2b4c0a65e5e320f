#include "data/fact.h"

#include <gtest/gtest.h>

namespace chimera {
namespace {

TEST(Fact, IdIsTheHashOfTheQuery) {
  const Query mean{.metric = "ttft_s", .statistics = {Statistic::kMean}};
  Query warm = mean;
  warm.exclude_cold = true;
  EXPECT_EQ(fact_id(mean), fact_id(mean));
  EXPECT_NE(fact_id(mean), fact_id(warm));
  EXPECT_EQ(fact_id(mean).size(), 13U);
  EXPECT_EQ(fact_id(mean).front(), 'f');
}

}  // namespace
}  // namespace chimera
