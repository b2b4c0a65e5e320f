// One loop on several cores: calls a function for each index, in any order, and waits for all.
// Whoever calls it stores results by index, so that what comes out does not depend on the threads.
#pragma once

#include <cstddef>
#include <functional>

namespace chimera {

/// How many threads a loop of that many may have; 0: one a core.
std::size_t thread_count(std::size_t threads);

/// Calls `each(i)` for i in [0, count) on up to `threads` threads (0: one a core), this one among
/// them. REQUIRES: `each` throws nothing, and calls for different indices touch different data.
void for_each_index(std::size_t count, std::size_t threads,
                    const std::function<void(std::size_t)>& each);

}  // namespace chimera
