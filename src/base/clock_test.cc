#include "base/clock.h"

#include <gtest/gtest.h>

#include <limits>

namespace chimera {
namespace {

TEST(Clock, UtcTextOfKnownSeconds) {
  // `date -u -d @1763146410` and `date -u -d @-1`.
  EXPECT_EQ(utc_text(1763146410), "2025-11-14 18:53:30 UTC");
  EXPECT_EQ(utc_text(-1), "1969-12-31 23:59:59 UTC");
  EXPECT_EQ(utc_text(951782400), "2000-02-29 00:00:00 UTC");
  EXPECT_EQ(utc_text(std::numeric_limits<std::int64_t>::max()), "9999-12-31 23:59:59 UTC");
  EXPECT_EQ(utc_text(std::numeric_limits<std::int64_t>::min()), "0000-01-01 00:00:00 UTC");
}

TEST(Clock, FakeClockMovesOnlyWhenTold) {
  FakeClock clock(5);
  EXPECT_DOUBLE_EQ(clock.steady_s(), 0);
  clock.advance(1.5);
  EXPECT_DOUBLE_EQ(clock.steady_s(), 1.5);
  EXPECT_EQ(clock.utc_s(), 5);
}

}  // namespace
}  // namespace chimera
