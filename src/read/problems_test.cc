#include "read/problems.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace chimera::read {
namespace {

TEST(MergeAlike, KeepsFiveOfAKindInOrderAndCountsTheRest) {
  std::vector<Problem> problems;
  for (int i = 1; i <= 8; ++i) {
    problems.push_back({"a", "line " + std::to_string(i), "odd"});
  }
  problems.push_back({"a", "line 9", "even"});
  merge_alike(problems);
  ASSERT_EQ(problems.size(), 6U);
  EXPECT_EQ(problems[3].what, "odd");
  EXPECT_EQ(problems[4].where, "line 5");
  EXPECT_EQ(problems[4].what, "odd (and 3 more like it)");
  EXPECT_EQ(problems[5].what, "even");
}

TEST(MergeAlike, LeavesFiveAlone) {
  std::vector<Problem> problems(5, {"a", "", "odd"});
  merge_alike(problems);
  ASSERT_EQ(problems.size(), 5U);
  EXPECT_EQ(problems[4].what, "odd");
}

}  // namespace
}  // namespace chimera::read
