// One loop on several cores: calls a function for each index, in any order, and waits for all.
// Whoever calls it stores results by index, so that what comes out does not depend on the threads.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace chimera {

/// How many threads a loop of that many may have; 0: one a core.
std::size_t thread_count(std::size_t threads);

/// Calls `each(i)` for i in [0, count) on up to `threads` threads (0: one a core), this one among
/// them. REQUIRES: `each` throws nothing, and calls for different indices touch different data.
void for_each_index(std::size_t count, std::size_t threads,
                    const std::function<void(std::size_t)>& each);

/// Calls `make(i)` as for_each_index does, and `use` with what each made, one at a time and in the
/// order of i: long output is put out while the rest of it is still made. REQUIRES: as above;
/// `use` throws nothing.
void make_in_order(std::size_t count, std::size_t threads,
                   const std::function<std::string(std::size_t)>& make,
                   const std::function<void(std::string_view)>& use);

}  // namespace chimera
