#include "base/large_pages.h"

#include <sys/mman.h>

#include <memory>

namespace chimera {

namespace {

constexpr std::size_t kLargePage = std::size_t{2} << 20U;

}  // namespace

void prefer_large_pages(void* bytes, std::size_t count) {
#ifdef MADV_HUGEPAGE
  // Only whole pages: beside them may lie what others use.
  void* first = bytes;
  std::size_t left = count;
  if (std::align(kLargePage, kLargePage, first, left) != nullptr) {
    static_cast<void>(::madvise(first, left / kLargePage * kLargePage, MADV_HUGEPAGE));
  }
#else
  static_cast<void>(bytes);
  static_cast<void>(count);
#endif
}

}  // namespace chimera
