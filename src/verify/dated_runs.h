// Days that say whose settings are meant: "the suites of 8 October used a temperature of 0.8".
// Elsewhere a date says when something was, and is judged itself.
#pragma once

#include <string_view>
#include <vector>

#include "verify/scope.h"
#include "verify/stated_number.h"

namespace chimera::verify {

/// Adds a mention of the files of that day for each date that says so, where there are any.
/// REQUIRES: lower case; mentions in their order.
void add_dated_runs(const Dataset& dataset, std::string_view lower,
                    const std::vector<Numeral>& numerals, std::vector<Mention>& mentions);

/// Whether it is such a mention.
bool is_dated_runs(const Mention& mention);

}  // namespace chimera::verify
