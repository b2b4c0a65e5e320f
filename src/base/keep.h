// Values that stay until the process ends: taking apart what a program is about to leave behind
// costs time and helps nobody.
#pragma once

#include <utility>

namespace chimera {

/// The value, never destroyed. For what is made once a process.
template <typename T>
const T& keep_until_exit(T value) {
  // Found from here, so that a leak checker knows it is kept on purpose.
  static const T* kept = nullptr;
  kept = new T(std::move(value));
  return *kept;
}

}  // namespace chimera
