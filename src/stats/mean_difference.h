// The difference of two means with its standard error and degrees of freedom: what the t tests, the
// equivalence tests and the ratios stand on. Internal to stats.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/descriptive.h"

namespace chimera::stats {

struct MeanDifference {
  double value = 0;  ///< mean(b) − mean(a)
  double error = 0;  ///< its standard error, > 0
  double df = 0;
};

/// What is left of a sample that somebody summed up.
struct Summary {
  double mean = 0;
  double deviation = 0;  ///< of the sample: divided by n − 1
  std::size_t n = 0;
};

/// With a variance for each sample (Welch 1947). Absent for n < 2 on a side or without any spread.
std::optional<MeanDifference> welch_difference(Values a, Values b);
std::optional<MeanDifference> summary_difference(const Summary& a, const Summary& b);

/// Of pairs. REQUIRES: equal lengths. Absent for n < 2 or where the differences have no spread.
std::optional<MeanDifference> paired_difference(Values a, Values b);

/// Values and the block of each, numbered from 0.
struct Blocked {
  Values values;
  std::span<const std::uint32_t> block;
};

/// With the residual of a model with a main effect of the block and one of the side, pooled over
/// both sides, and n − blocks − 1 degrees of freedom (Montgomery 2017, 4.1); with one value a block
/// and side it is the difference of pairs. Absent where nothing is left or it has no spread.
/// REQUIRES: in each sample every block has the same number of values, at least one.
std::optional<MeanDifference> blocked_difference(const Blocked& a, const Blocked& b);

/// Satterthwaite's degrees of freedom (1946) of the sum of two squared standard errors.
double satterthwaite_df(double a, std::size_t n_a, double b, std::size_t n_b);

/// Whether `deviation` of differences of numbers as large as `largest` is more than the rounding of
/// subtracting: 0.3 − 0.1 and 0.4 − 0.2 differ in the last bit, and that is no spread.
bool has_spread(double deviation, double largest);

/// The largest |x|; 0 for no values.
double largest_magnitude(Values values);

/// b − a pair by pair. REQUIRES: equal lengths.
std::vector<double> differences(Values a, Values b);

}  // namespace chimera::stats
