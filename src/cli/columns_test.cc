#include "cli/columns.h"

#include <gtest/gtest.h>

namespace chimera::cli {
namespace {

TEST(AlignedLines, NumbersStandRightWordsLeft) {
  const auto lines = aligned_lines({{"model", "n"}, {"a", "5"}, {"größer", "1234"}});
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0], "model      n\n");
  EXPECT_EQ(lines[1], "a          5\n");
  EXPECT_EQ(lines[2], "größer  1234\n");
}

TEST(AlignedLines, OneWordMakesAColumnOfWords) {
  const auto lines = aligned_lines({{"batch"}, {"5"}, {"auto"}});
  EXPECT_EQ(lines[1], "5\n");
}

TEST(AlignedLines, AnAbsentValueLeavesAColumnOfNumbers) {
  const auto lines = aligned_lines({{"std", "x"}, {"n/a", "x"}, {"12.25", "x"}});
  EXPECT_EQ(lines[1], "  n/a  x\n");
}

TEST(Clean, AFileCannotSteerTheTerminal) {
  EXPECT_EQ(clean("a\x1b[2Jb\nc").find('\x1b'), std::string::npos);
  EXPECT_EQ(clean("a\nb").find('\n'), std::string::npos);
}

TEST(ShellWord, QuotesWhatAShellWouldTouch) {
  EXPECT_EQ(shell_word("runs/a-1.csv"), "runs/a-1.csv");
  EXPECT_EQ(shell_word("my runs"), "'my runs'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word(""), "''");
}

TEST(Counted, OneIsSingular) {
  EXPECT_EQ(counted(1, "file"), "1 file");
  EXPECT_EQ(counted(0, "file"), "0 files");
}

}  // namespace
}  // namespace chimera::cli
