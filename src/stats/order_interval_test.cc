#include "stats/order_interval.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace chimera::stats {
namespace {

std::vector<double> whole_numbers(std::size_t n) {
  std::vector<double> values(n);
  std::iota(values.rbegin(), values.rend(), 1.0);
  return values;
}

TEST(OrderInterval, OfAMedianTakesTheTabledOrderStatistics) {
  // Table A18 of Dixon and Massey 1983: the 95 % limits of a median are the 1st and 6th of 6
  // values, the 2nd and 9th of 10, the 10th and 21st of 30.
  struct Row {
    std::size_t n;
    double low;
    double high;
  };

  for (const Row& row : std::vector<Row>{{6, 1, 6}, {10, 2, 9}, {30, 10, 21}}) {
    const OrderInterval interval = order_interval(whole_numbers(row.n), 0.5, 0.95);
    if (!interval.limits) {
      FAIL() << row.n;
    }
    EXPECT_DOUBLE_EQ(interval.limits->low, row.low) << row.n;
    EXPECT_DOUBLE_EQ(interval.limits->high, row.high) << row.n;
  }
  // 1 − 2 (1 + 10) / 1024, by hand.
  EXPECT_NEAR(order_interval(whole_numbers(10), 0.5, 0.95).achieved, 1 - 22.0 / 1024, 1e-14);
}

TEST(OrderInterval, SaysHowManyValuesWouldDo) {
  const OrderInterval five = order_interval(whole_numbers(5), 0.5, 0.95);
  EXPECT_FALSE(five.limits);
  EXPECT_EQ(five.n_needed, 6U);  // 0.5^6 ≤ 0.025 < 0.5^5
  EXPECT_DOUBLE_EQ(five.achieved, 0);
  const std::size_t needed = order_interval({}, 0.95, 0.95).n_needed;
  EXPECT_EQ(needed, 72U);  // 0.95^72 = 0.0249
  EXPECT_FALSE(order_interval(whole_numbers(needed - 1), 0.95, 0.95).limits);
  EXPECT_TRUE(order_interval(whole_numbers(needed), 0.95, 0.95).limits);
  EXPECT_TRUE(order_interval(whole_numbers(needed), 0.05, 0.95).limits);
}

TEST(OrderIntervalDeathTest, AnEndOfTheRangeHasNoInterval) {
  EXPECT_DEATH(static_cast<void>(order_interval({}, 1, 0.95)), "share");
  EXPECT_DEATH(static_cast<void>(order_interval({}, 0.5, 95)), "level");
}

}  // namespace
}  // namespace chimera::stats
