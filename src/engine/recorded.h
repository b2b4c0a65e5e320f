// For tests: what real servers streamed, kept in tests/fixtures, and the ways to split it.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "engine/reply_stream.h"

namespace chimera::engine {

/// A file below tests/fixtures; a failure of the test where there is none.
inline std::string recorded(const std::string& path) {
  std::ifstream file(std::string(CHIMERA_SOURCE_DIR) + "/tests/fixtures/" + path);
  EXPECT_TRUE(file.is_open()) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The reply that a stream of that form reads from the bytes, in two pieces.
template <typename Stream>
ChatReply read_in_two(std::string_view bytes, std::size_t first) {
  const FakeClock clock(0);
  Stream stream(clock);
  if (stream.add(bytes.substr(0, first)) && stream.add(bytes.substr(first))) {
    stream.finish();
  }
  return stream.reply();
}

/// The same, byte by byte.
template <typename Stream>
ChatReply read_by_bytes(std::string_view bytes) {
  const FakeClock clock(0);
  Stream stream(clock);
  for (std::size_t i = 0; i < bytes.size() && stream.add(bytes.substr(i, 1)); ++i) {
  }
  stream.finish();
  return stream.reply();
}

}  // namespace chimera::engine
