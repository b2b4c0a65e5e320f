#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace chimera {

void for_each_index(std::size_t count, std::size_t threads,
                    const std::function<void(std::size_t)>& each) {
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t wanted = std::min(count, threads == 0 ? cores : threads);
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
