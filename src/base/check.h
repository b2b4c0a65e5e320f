// CHIMERA_CHECK stops the program when an invariant of ours is broken, in every build: a wrong
// number in a report costs more than a crash. Never for bad input; that is a Result.
#pragma once

#include <source_location>
#include <string_view>

namespace chimera {

/// Prints the broken invariant with its place to standard error and aborts.
[[noreturn]] void check_failed(std::string_view condition, std::string_view why,
                               std::source_location where);

}  // namespace chimera

// An expression without a negation: a linter would rewrite each negated condition.
#define CHIMERA_CHECK(condition, why) \
  ((condition) ? static_cast<void>(0) \
               : ::chimera::check_failed(#condition, (why), std::source_location::current()))
