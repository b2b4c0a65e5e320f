#include "text/glob.h"

#include <gtest/gtest.h>

#include <string>

namespace chimera::text {
namespace {

TEST(Glob, CrossesFolders) {
  EXPECT_TRUE(glob_matches("*/tuning.csv", "reports/llama3/tuning.csv"));
  EXPECT_TRUE(glob_matches("a?c*", "abc"));
  EXPECT_TRUE(glob_matches("***", ""));
  EXPECT_FALSE(glob_matches("*/tuning.csv", "tuning.csv"));
  EXPECT_FALSE(glob_matches("a*b", "abc"));
  // Once exponential in naive matchers.
  EXPECT_FALSE(glob_matches("a*a*a*a*a*a*a*b", std::string(3000, 'a')));
}

TEST(Glob, SignsAreStarAndQuestionMark) {
  EXPECT_TRUE(is_glob("a*"));
  EXPECT_TRUE(is_glob("?"));
  EXPECT_FALSE(is_glob("a[0-9].csv"));
}

}  // namespace
}  // namespace chimera::text
