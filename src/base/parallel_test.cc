#include "base/parallel.h"

#include <gtest/gtest.h>

#include <vector>

namespace chimera {
namespace {

TEST(Parallel, EachIndexIsCalledOnceOnAnyNumberOfThreads) {
  for (const std::size_t threads : {0U, 1U, 2U, 16U}) {
    std::vector<int> calls(1000, 0);
    for_each_index(calls.size(), threads, [&](std::size_t i) { ++calls[i]; });
    EXPECT_EQ(calls, std::vector<int>(1000, 1)) << threads;
  }
  for_each_index(0, 4, [](std::size_t) { FAIL() << "nothing to call"; });
}

}  // namespace
}  // namespace chimera
