// Memory for millions of values, asked of the system in large pages: a page of 2 MB costs one
// fault, one of 4 KB each costs five hundred.
#pragma once

#include <cstddef>
#include <vector>

namespace chimera {

/// Tells the system, where it can be told, that these bytes will all be used. A hint: nothing
/// happens where they are few or it declines.
void prefer_large_pages(void* bytes, std::size_t count);

/// Room for `count` values that will all be used.
template <typename T>
void reserve_in_large_pages(std::size_t count, std::vector<T>& values) {
  values.reserve(count);
  prefer_large_pages(values.data(), count * sizeof(T));
}

}  // namespace chimera
