// A flag that a signal handler or another thread raises and long work polls: files between reads,
// the model between decode calls. Async-signal-safe to raise.
#pragma once

#include <atomic>

#include "base/result.h"

namespace chimera {

class Cancel {
 public:
  void raise() { raised_.store(true, std::memory_order_relaxed); }

  [[nodiscard]] bool raised() const { return raised_.load(std::memory_order_relaxed); }

 private:
  static_assert(std::atomic<bool>::is_always_lock_free, "raise() must be async-signal-safe");
  std::atomic<bool> raised_{false};
};

/// The error that cancelled work returns.
tl::unexpected<Error> interrupted();

}  // namespace chimera
