#include "cli/terminal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <string>

namespace chimera::cli {
namespace {

TEST(WantsStyle, OnlyOnATerminalAndNotAgainstTheUsersWish) {
  EXPECT_TRUE(wants_style(true, nullptr, "xterm"));
  EXPECT_TRUE(wants_style(true, "", "xterm"));
  EXPECT_FALSE(wants_style(true, "1", "xterm"));
  EXPECT_FALSE(wants_style(true, nullptr, "dumb"));
  EXPECT_FALSE(wants_style(true, nullptr, nullptr));
  EXPECT_FALSE(wants_style(false, nullptr, "xterm"));
}

TEST(Terminal, ResultAndTalkGoDifferentWays) {
  std::array<int, 2> out{};
  std::array<int, 2> err{};
  ASSERT_EQ(::pipe(out.data()), 0);
  ASSERT_EQ(::pipe(err.data()), 0);
  Terminal terminal(out[1], err[1]);
  terminal.print(terminal.bold("x"));
  terminal.warn("w");
  EXPECT_TRUE(terminal.finish().has_value());
  std::array<char, 64> read_back{};
  EXPECT_EQ(::read(out[0], read_back.data(), read_back.size()), 1);
  EXPECT_EQ(read_back[0], 'x');
  const auto count = ::read(err[0], read_back.data(), read_back.size());
  EXPECT_EQ(std::string(read_back.data(), static_cast<std::size_t>(count)),
            "chimera: warning: w\n");
}

TEST(Terminal, AFullDiskIsAnInputError) {
  const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  ASSERT_GE(full, 0);
  Terminal terminal(full, 2);
  terminal.print("text");
  const auto done = terminal.finish();
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, ErrorCode::kInput);
  EXPECT_NE(done.error().message.find("No space left"), std::string::npos);
}

TEST(Terminal, AReaderThatWentAwayIsAQuietError) {
  std::array<int, 2> out{};
  ASSERT_EQ(::pipe(out.data()), 0);
  ::close(out[0]);
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  Terminal terminal(out[1], 2);
  terminal.print("text");
  std::signal(SIGPIPE, before);
  const auto done = terminal.finish();
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().message, "");
}

}  // namespace
}  // namespace chimera::cli
