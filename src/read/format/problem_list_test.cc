#include "read/format/problem_list.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace chimera::read {
namespace {

TEST(ProblemList, CountsWhatIsOneOfManyOfAKind) {
  ProblemList list("f");
  for (int i = 1; i <= 7; ++i) {
    list.add("rows left out", "line " + std::to_string(i), "too short");
    if (i <= 5) {
      list.add("quotes", "line " + std::to_string(i), "open");
    }
  }
  const std::vector<Problem> problems = list.take();
  ASSERT_EQ(problems.size(), 11U);
  EXPECT_EQ(problems[0].where, "line 1");
  EXPECT_EQ(problems[1].what, "open");
  EXPECT_EQ(problems.back().what, "2 more rows left out, the last one here");
  EXPECT_EQ(problems.back().where, "line 7");
  EXPECT_EQ(problems.back().file, "f");
  EXPECT_TRUE(list.take().empty());
}

}  // namespace
}  // namespace chimera::read
