#include "base/process.h"

#include <gtest/gtest.h>

#include <csignal>

namespace chimera {
namespace {

TEST(Process, CollectsOutputAndStatus) {
  const Cancel cancel;
  const auto result = run_process({"sh", "-c", "echo out; echo err >&2; exit 7"}, cancel);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->status, 7);
  EXPECT_EQ(result->output, "out\nerr\n");
}

TEST(Process, ArgumentsAreNotReadByAShell) {
  const Cancel cancel;
  EXPECT_EQ(run_process({"echo", "$HOME;", "*"}, cancel)->output, "$HOME; *\n");
}

TEST(Process, AMissingProgramIsAnError) {
  const Cancel cancel;
  EXPECT_FALSE(run_process({"no-such-program-here"}, cancel).has_value());
}

TEST(Process, ASignalIsAStatusOf128AndMore) {
  const Cancel cancel;
  EXPECT_EQ(run_process({"sh", "-c", "kill -9 $$"}, cancel)->status, 128 + 9);
}

TEST(Process, TheEndOfALongOutputIsKept) {
  const Cancel cancel;
  const auto result =
      run_process({"sh", "-c", "head -c 3000000 /dev/zero; echo the reason"}, cancel);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->output.size(), std::size_t{1} << 20);
  EXPECT_TRUE(result->output.ends_with("the reason\n"));
}

TEST(Process, AGrandchildThatKeepsThePipeIsNotWaitedFor) {
  const Cancel cancel;
  const auto result = run_process({"sh", "-c", "sleep 20 & echo $!"}, cancel);
  ASSERT_TRUE(result.has_value());
  ASSERT_FALSE(result->output.empty());
  EXPECT_EQ(::kill(std::stoi(result->output), SIGKILL), 0);  // it is still there
}

TEST(Process, CancelKillsTheChild) {
  Cancel cancel;
  cancel.raise();
  const auto result = run_process({"sleep", "600"}, cancel);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, ErrorCode::kInterrupted);
}

}  // namespace
}  // namespace chimera
