#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
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

void make_in_order(std::size_t count, std::size_t threads,
                   const std::function<std::string(std::size_t)>& make,
                   const std::function<void(std::string_view)>& use) {
  std::mutex mutex;
  std::condition_variable used;
  std::size_t next = 0;
  // Indices are given out in their order, so whoever waits waits for one that is being made.
  for_each_index(count, threads, [&](std::size_t i) {
    const std::string made = make(i);
    std::unique_lock lock(mutex);
    used.wait(lock, [&] { return next == i; });
    use(made);
    ++next;
    lock.unlock();
    used.notify_all();
  });
}

}  // namespace chimera
