// Bytes looked at together: which of them are some sign, as the bits of a number, bit i being byte
// i. Sixteen with SSE2, which every x86-64 has, else by arithmetic on words of eight.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace chimera::text {

/// Sixteen bytes as two words.
class WordBytes {
 public:
  static constexpr std::size_t kCount = 16;

  /// REQUIRES: kCount bytes can be read there.
  explicit WordBytes(const char* bytes) { std::memcpy(words_.data(), bytes, kCount); }

  [[nodiscard]] std::uint32_t equal(char c) const {
    const std::uint64_t all = kOnes * static_cast<unsigned char>(c);
    return gather([all](std::uint64_t word) {
      const std::uint64_t differs = word ^ all;
      return ~(((differs & ~kHigh) + ~kHigh) | differs);
    });
  }

  /// Bytes below `limit`. REQUIRES: 0 < limit <= 128.
  [[nodiscard]] std::uint32_t below(unsigned char limit) const {
    const std::uint64_t rise = kOnes * (128U - limit);
    return gather([rise](std::uint64_t word) { return ~(((word & ~kHigh) + rise) | word); });
  }

  [[nodiscard]] std::uint32_t digits() const { return below('9' + 1) & ~below('0'); }

 private:
  static_assert(std::endian::native == std::endian::little, "byte i is to become bit i");
  static constexpr std::uint64_t kOnes = 0x0101010101010101;
  static constexpr std::uint64_t kHigh = 0x8080808080808080;

  /// The high bits that `look` leaves of each byte, side by side.
  template <typename Look>
  [[nodiscard]] std::uint32_t gather(Look look) const {
    const auto side_by_side = [](std::uint64_t high) {
      return static_cast<std::uint32_t>((((high & kHigh) >> 7U) * 0x0102040810204080U) >> 56U);
    };
    return side_by_side(look(words_[0])) | (side_by_side(look(words_[1])) << 8U);
  }

  std::array<std::uint64_t, 2> words_{};
};

#if defined(__SSE2__)

/// Sixteen bytes as a vector.
class VectorBytes {
 public:
  static constexpr std::size_t kCount = 16;

  /// REQUIRES: kCount bytes can be read there.
  explicit VectorBytes(const char* bytes) { std::memcpy(&vector_, bytes, kCount); }

  [[nodiscard]] std::uint32_t equal(char c) const {
    return bits_of(_mm_cmpeq_epi8(vector_, _mm_set1_epi8(c)));
  }

  /// Bytes below `limit`. REQUIRES: 0 < limit <= 128.
  [[nodiscard]] std::uint32_t below(unsigned char limit) const {
    return at_most(vector_, static_cast<char>(limit - 1));
  }

  [[nodiscard]] std::uint32_t digits() const {
    return at_most(_mm_sub_epi8(vector_, _mm_set1_epi8('0')), 9);
  }

 private:
  static std::uint32_t bits_of(__m128i vector) {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(vector));
  }

  static std::uint32_t at_most(__m128i vector, char limit) {
    return bits_of(_mm_cmpeq_epi8(_mm_min_epu8(vector, _mm_set1_epi8(limit)), vector));
  }

  __m128i vector_;
};

using SomeBytes = VectorBytes;

#else

using SomeBytes = WordBytes;

#endif

/// Four times as many.
template <typename Bytes>
class BlockOf {
 public:
  static constexpr std::size_t kCount = 4 * Bytes::kCount;

  /// REQUIRES: kCount bytes can be read there.
  explicit BlockOf(const char* bytes)
      : parts_{Bytes(bytes), Bytes(bytes + Bytes::kCount), Bytes(bytes + 2 * Bytes::kCount),
               Bytes(bytes + 3 * Bytes::kCount)} {}

  [[nodiscard]] std::uint64_t equal(char c) const {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      bits |= std::uint64_t{parts_[i].equal(c)} << (i * Bytes::kCount);
    }
    return bits;
  }

 private:
  Bytes parts_[4];
};

using ByteBlock = BlockOf<SomeBytes>;

}  // namespace chimera::text
