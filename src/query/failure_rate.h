// Statistics of trials that failed or did not, 1 or 0 each: shares, which have intervals and tests
// of their own.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "query/compute.h"

namespace chimera::query {

/// Whether the values of a metric of that definition are how trials ended: each is 0 or 1.
bool are_outcomes(std::string_view definition, std::span<const double> values);

/// As statistic_of; of a mean, and as ci95, Wilson's interval. With `against`: ratio and difference
/// of the shares without an interval, and p of Fisher's exact test. Absent where undefined.
std::optional<Answer> failure_answer(Statistic statistic, std::span<const double> outcomes,
                                     std::span<const double> against);

}  // namespace chimera::query
