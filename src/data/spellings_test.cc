#include "data/spellings.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace chimera {
namespace {

TEST(Spellings, NumbersTextsAsTheyCome) {
  Spellings spellings;
  std::map<std::string, std::uint32_t> expected;
  std::mt19937_64 random(7);
  for (int i = 0; i < 100'000; ++i) {
    // Many of one length that differ in one place only, short and long, and the empty one.
    std::string text(random() % 24, 'x');
    if (!text.empty()) {
      text[random() % text.size()] = static_cast<char>('a' + random() % 20);
    }
    const auto [at, is_new] =
        expected.try_emplace(text, static_cast<std::uint32_t>(expected.size()));
    ASSERT_EQ(spellings.number_of(text), at->second) << text;
    ASSERT_EQ(spellings[at->second], text);
  }
  EXPECT_EQ(spellings.size(), expected.size());
  EXPECT_GT(spellings.size(), 5'000U);
}

}  // namespace
}  // namespace chimera
