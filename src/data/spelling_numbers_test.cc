#include "data/spelling_numbers.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace chimera {
namespace {

std::vector<std::uint32_t> all_of(const SpellingNumbers& numbers) {
  std::vector<std::uint32_t> all;
  all.reserve(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    all.push_back(numbers[i]);
  }
  return all;
}

TEST(SpellingNumbers, HoldLargeOnesToo) {
  EXPECT_EQ(all_of({0, 65'535, 1}), (std::vector<std::uint32_t>{0, 65'535, 1}));
  EXPECT_EQ(all_of({0, 2, 70'000, 1}), (std::vector<std::uint32_t>{0, 2, 70'000, 1}));
}

TEST(SpellingNumbers, AppendWhatOthersMean) {
  for (const std::uint32_t large : {3U, 70'000U}) {
    std::vector<std::uint32_t> meaning(large + 1);
    for (std::uint32_t i = 0; i <= large; ++i) {
      meaning[i] = 10 * i;
    }
    SpellingNumbers numbers{7};
    numbers.append({0, 2, large, 1}, meaning);
    EXPECT_EQ(all_of(numbers), (std::vector<std::uint32_t>{7, 0, 20, 10 * large, 10}));
  }
}

TEST(SpellingNumbers, SmallOnesMayMeanLargeOnes) {
  SpellingNumbers numbers{7};
  const std::vector<std::uint32_t> meaning{65'536, 1};
  numbers.append({1, 0}, meaning);
  EXPECT_EQ(all_of(numbers), (std::vector<std::uint32_t>{7, 1, 65'536}));
}

}  // namespace
}  // namespace chimera
