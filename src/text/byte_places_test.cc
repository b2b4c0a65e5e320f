#include "text/byte_places.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "base/same_bytes.h"

namespace chimera::text {
namespace {

/// Bytes of all kinds, the signs that are looked for among them.
std::string random_bytes(std::size_t size, std::mt19937_64& random) {
  constexpr std::string_view kSigns = ",\n\"\\0a9/:";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += random() % 2 == 0 ? kSigns[random() % kSigns.size()] : static_cast<char>(random());
  }
  return text;
}

template <typename Bytes>
class SomeBytesTest : public testing::Test {};

#if defined(__SSE2__)
using BothKinds = testing::Types<WordBytes, VectorBytes>;
#else
using BothKinds = testing::Types<WordBytes>;
#endif
TYPED_TEST_SUITE(SomeBytesTest, BothKinds);

TYPED_TEST(SomeBytesTest, SaysOfEachByteWhatItIs) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 2'000; ++round) {
    const std::string text = random_bytes(TypeParam::kCount, random);
    const TypeParam bytes(text.data());
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      ASSERT_EQ((bytes.equal(',') >> i) & 1U, byte == ',' ? 1U : 0U) << int{byte};
      ASSERT_EQ((bytes.below(' ') >> i) & 1U, byte < ' ' ? 1U : 0U) << int{byte};
      ASSERT_EQ((bytes.below(128) >> i) & 1U, byte < 128 ? 1U : 0U) << int{byte};
      ASSERT_EQ((bytes.digits() >> i) & 1U, byte >= '0' && byte <= '9' ? 1U : 0U) << int{byte};
    }
  }
}

template <typename Bytes>
void expect_places(std::string_view text) {
  BytePlaces found;
  for_each_block<BlockOf<Bytes>>(text, [&](std::size_t at, const BlockOf<Bytes>& block) {
    found.add(at, block.equal(',') | block.equal('\n'));
  });
  std::vector<std::size_t> expected;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ',' || text[i] == '\n') {
      expected.push_back(i);
    }
  }
  ASSERT_EQ(found.size(), expected.size()) << text.size();
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ASSERT_EQ(found[i], expected[i]) << text.size();
  }
}

TYPED_TEST(SomeBytesTest, FindsPlacesInTextsOfAnyLength) {
  std::mt19937_64 random(4);
  for (std::size_t size = 0; size < 300; ++size) {
    expect_places<TypeParam>(random_bytes(size, random));
  }
  expect_places<TypeParam>(std::string(10'000, ','));
  expect_places<TypeParam>(std::string(10'000, 'x'));
}

TEST(CountBits, CountsAny) {
  std::mt19937_64 random(6);
  for (int i = 0; i < 1'000; ++i) {
    const std::uint64_t bits = random() & random();
    ASSERT_EQ(count_bits(bits), static_cast<std::size_t>(std::popcount(bits)));
  }
  EXPECT_EQ(count_bits(~std::uint64_t{0}), 64U);
}

TEST(SameText, NoticesEachByte) {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string text(size, 'x');
    EXPECT_TRUE(same_text(text, std::string(size, 'x')));
    EXPECT_FALSE(same_text(text, std::string(size + 1, 'x')));
    for (std::size_t i = 0; i < size; ++i) {
      std::string other = text;
      other[i] = 'y';
      ASSERT_FALSE(same_text(text, other)) << size << " " << i;
    }
  }
}

}  // namespace
}  // namespace chimera::text
