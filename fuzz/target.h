// What each fuzz target defines, libFuzzer's or our replay calls, and how it states what must hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <source_location>
#include <string_view>

#include "base/check.h"

/// Runs one input; a broken invariant aborts. Always 0.
// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace chimera::fuzz {

/// The input as text.
inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  // Bytes may be looked at as characters.
  return size == 0 ? std::string_view()
                   : std::string_view(reinterpret_cast<const char*>(data), size);
}

/// Aborts where an invariant doesn't hold.
inline void require(bool holds, std::string_view why,
                    std::source_location where = std::source_location::current()) {
  if (!holds) {
    check_failed("fuzz", why, where);
  }
}

}  // namespace chimera::fuzz
