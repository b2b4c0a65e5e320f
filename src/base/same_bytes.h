// Whether two short texts are the same, without a call: a word of eight bytes at a time, the last
// one reaching back into what was compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace chimera {

/// The next bytes at both places. REQUIRES: `size` can be read at each.
inline bool same_bytes(const char* a, const char* b, std::size_t size) {
  const auto differ = [a, b](std::size_t at, auto word) {
    auto other = word;
    std::memcpy(&word, a + at, sizeof word);
    std::memcpy(&other, b + at, sizeof other);
    return word ^ other;
  };
  if (size >= 8) {
    std::uint64_t differs = differ(size - 8, std::uint64_t{0});
    for (std::size_t at = 0; at + 8 < size; at += 8) {
      differs |= differ(at, std::uint64_t{0});
    }
    return differs == 0;
  }
  if (size >= 4) {
    return (differ(0, std::uint32_t{0}) | differ(size - 4, std::uint32_t{0})) == 0;
  }
  for (std::size_t at = 0; at < size; ++at) {
    if (a[at] != b[at]) {
      return false;
    }
  }
  return true;
}

inline bool same_text(std::string_view a, std::string_view b) {
  return a.size() == b.size() && same_bytes(a.data(), b.data(), a.size());
}

}  // namespace chimera
