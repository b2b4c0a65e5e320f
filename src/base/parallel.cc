#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace chimera {

std::size_t thread_count(std::size_t threads) {
  return threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
}

void for_each_index(std::size_t count, std::size_t threads,
                    const std::function<void(std::size_t)>& each) {
  const std::size_t wanted = std::min(count, thread_count(threads));
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      each(i);
    }
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < wanted; ++i) {
    others.emplace_back(work);
  }
  work();
}

}  // namespace chimera
