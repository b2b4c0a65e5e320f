// Confidence intervals. Student's t from Boost.Math.
#pragma once

#include <cstddef>
#include <optional>

#include "stats/descriptive.h"

namespace chimera::stats {

struct Limits {
  double low = 0;
  double high = 0;
};

/// mean ± t(level, n − 1) · s / √n; absent for n < 2. Assumes independent, roughly normal values.
std::optional<Limits> t_interval(Values values, double level);

/// Wilson's score interval of a share `hits`/`n`; absent for n = 0. (Wilson 1927, no continuity
/// correction.)
std::optional<Limits> wilson_interval(std::size_t hits, std::size_t n, double level);

}  // namespace chimera::stats
