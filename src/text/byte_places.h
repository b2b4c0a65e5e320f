// The places of some bytes in a text, found 64 bytes a time (byte_block.h).
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "text/byte_block.h"

namespace chimera::text {

/// Calls `take(at, block)` for each block of the text; the last one is filled up with zeros.
template <typename Block = ByteBlock, typename Take>
void for_each_block(std::string_view text, Take take) {
  std::array<char, Block::kCount> last{};
  for (std::size_t at = 0; at < text.size(); at += Block::kCount) {
    const char* bytes = text.data() + at;
    if (const std::size_t left = text.size() - at; left < Block::kCount) {
      std::memcpy(last.data(), bytes, left);
      bytes = last.data();
    }
    take(at, Block(bytes));
  }
}

/// How many bits are set: std::popcount is a call where the processor may lack the instruction.
constexpr std::size_t count_bits(std::uint64_t bits) {
  bits -= (bits >> 1U) & 0x5555555555555555U;
  bits = (bits & 0x3333333333333333U) + ((bits >> 2U) & 0x3333333333333333U);
  bits = (bits + (bits >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
  return (bits * 0x0101010101010101U) >> 56U;
}

/// The places of bytes, in order, in memory that is kept from text to text.
class BytePlaces {
 public:
  void clear() { size_ = 0; }

  /// Adds the places of a block's bits. REQUIRES: places fit into 32 bits.
  void add(std::size_t at, std::uint64_t bits) {
    if (places_.size() - size_ < kBits) {
      places_.resize(2 * places_.size() + 16 * kBits);
    }
    // Eight at once without asking: some that are none cost less than a loop that stops anywhere.
    std::uint32_t* next = places_.data() + size_;
    const auto first = static_cast<std::uint32_t>(at);
    size_ += count_bits(bits);
    while (bits != 0) {
      for (std::size_t i = 0; i < 8; ++i) {
        *next++ = first + static_cast<std::uint32_t>(std::countr_zero(bits | kLast));
        bits &= bits - 1;
      }
    }
  }

  void push_back(std::size_t at) {
    places_.resize(std::max(places_.size(), size_ + 1));
    places_[size_++] = static_cast<std::uint32_t>(at);
  }

  [[nodiscard]] std::size_t size() const { return size_; }

  std::size_t operator[](std::size_t i) const { return places_[i]; }

 private:
  static constexpr std::size_t kBits = 64;
  static constexpr std::uint64_t kLast = std::uint64_t{1} << (kBits - 1);

  std::vector<std::uint32_t> places_;
  std::size_t size_ = 0;
};

}  // namespace chimera::text
