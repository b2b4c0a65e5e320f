// The generator behind resampling: the same numbers on every machine, compiler and library, which
// std::shuffle and the distributions of <random> don't promise. SplitMix64 (Steele, Lea and Flood
// 2014): a counter run through a mixing function. Not for secrets.
#pragma once

#include <cstddef>
#include <cstdint>

namespace chimera::stats {

/// Where every resampling starts unless told otherwise: same data, same bytes.
inline constexpr std::uint64_t kSeed = 20260131;

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// 64 random bits.
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t bits = state_;
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
    return bits ^ (bits >> 31U);
  }

  /// Uniform in [0, 1), a multiple of 2^-53.
  double uniform() { return static_cast<double>(next() >> 11U) * 0x1p-53; }

  /// Uniform whole number in [0, bound): the high half of next() · bound, so that no value is more
  /// likely than another by more than bound / 2^64. REQUIRES: 0 < bound < 2^32.
  std::size_t index(std::size_t bound) {
    const std::uint64_t bits = next();
    const std::uint64_t low = (bits & 0xFFFFFFFFU) * bound;
    return ((bits >> 32U) * bound + (low >> 32U)) >> 32U;
  }

 private:
  std::uint64_t state_;
};

}  // namespace chimera::stats
