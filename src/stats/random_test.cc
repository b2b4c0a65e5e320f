#include "stats/random.h"

#include <gtest/gtest.h>

#include <array>

namespace chimera::stats {
namespace {

TEST(Random, IsSplitMix64) {
  // The first outputs for seed 1234567, as published with the reference implementation in C.
  Random random(1234567);
  EXPECT_EQ(random.next(), 6457827717110365317U);
  EXPECT_EQ(random.next(), 3203168211198807973U);
  EXPECT_EQ(random.next(), 9817491932198370423U);
}

TEST(Random, IndicesStayBelowTheBoundAndReachAllOfIt) {
  Random random(kSeed);
  std::array<int, 7> seen{};
  for (int i = 0; i < 7000; ++i) {
    ++seen.at(random.index(seen.size()));
  }
  for (const int count : seen) {
    EXPECT_NEAR(count, 1000, 150);  // five standard deviations
  }
  const double u = random.uniform();
  EXPECT_TRUE(u >= 0 && u < 1);
  EXPECT_EQ(Random(1).index(1), 0U);
}

}  // namespace
}  // namespace chimera::stats
