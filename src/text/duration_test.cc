#include "text/duration.h"

#include <gtest/gtest.h>

namespace chimera::text {
namespace {

// Sums by hand, spellings as Go's time.Duration.String gives them.
TEST(GoDuration, SumsItsParts) {
  EXPECT_DOUBLE_EQ(read_go_duration("1m2.3s").value_or(-1), 62.3);
  EXPECT_DOUBLE_EQ(read_go_duration("1h0m0.5s").value_or(-1), 3600.5);
  EXPECT_DOUBLE_EQ(read_go_duration("812.4ms").value_or(-1), 0.8124);
  EXPECT_DOUBLE_EQ(read_go_duration("17.5\u00B5s").value_or(-1), 17.5e-6);
  EXPECT_DOUBLE_EQ(read_go_duration("42ns").value_or(-1), 42e-9);
  EXPECT_DOUBLE_EQ(read_go_duration("-1.5s").value_or(-1), -1.5);
  EXPECT_DOUBLE_EQ(read_go_duration("0s").value_or(-1), 0);
}

TEST(GoDuration, IsNothingElse) {
  for (const std::string_view text : {"", "1", "s", "1.2.3s", "1x", "1 s", "1m 2s", "-", "1sm"}) {
    EXPECT_FALSE(read_go_duration(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace chimera::text
