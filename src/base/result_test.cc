#include "base/result.h"

#include <gtest/gtest.h>

namespace chimera {
namespace {

TEST(Result, EveryCodeHasItsExitStatus) {
  EXPECT_EQ(exit_status(ErrorCode::kAnswerIsNo), 1);
  EXPECT_EQ(exit_status(ErrorCode::kUsage), 2);
  EXPECT_EQ(exit_status(ErrorCode::kInput), 3);
  EXPECT_EQ(exit_status(ErrorCode::kEngine), 4);
  EXPECT_EQ(exit_status(ErrorCode::kInterrupted), 130);
}

TEST(Result, PlaceIsShownAsFarAsItIsKnown) {
  EXPECT_EQ(describe({ErrorCode::kInput, "no table"}), "no table");
  EXPECT_EQ(describe({ErrorCode::kInput, "no table", {"a.csv"}}), "a.csv: no table");
  EXPECT_EQ(describe({ErrorCode::kInput, "no table", {"a.csv", 3, 7}}), "a.csv:3:7: no table");
}

}  // namespace
}  // namespace chimera
