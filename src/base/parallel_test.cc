#include "base/parallel.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
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

TEST(Parallel, WhatIsMadeIsUsedInOrder) {
  for (const std::size_t threads : {0U, 1U, 2U, 16U}) {
    std::string all;
    std::string wanted;
    for (std::size_t i = 0; i < 1000; ++i) {
      wanted += std::to_string(i) + " ";
    }
    make_in_order(
        1000, threads, [](std::size_t i) { return std::to_string(i) + " "; },
        [&](std::string_view made) { all += made; });
    EXPECT_EQ(all, wanted) << threads;
  }
}

}  // namespace
}  // namespace chimera
