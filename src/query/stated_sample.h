// A mean that somebody stated with its deviation and the number of values behind it: enough to test
// it against another one.
#pragma once

#include <cstddef>
#include <optional>

#include "data/table.h"

namespace chimera::query {

/// The column that states the deviation of a stated mean: the same name with std, stdev, stddev or
/// sd in place of mean, avg or average ("std_time_ms" of "mean_time_ms"). nullptr if there is none.
const Column* deviation_of(const Table& table, const Column& mean);

/// How many values are behind the row's means: a cell named n, runs, repeats, samples and the like,
/// one whole number from 2 on, beside the mean or shared by all rows. nullopt if there is none.
std::optional<std::size_t> sample_size(const Table& table, const Column& mean, std::size_t row);

/// The sample's deviation, of a stated one. Whether it was divided by n or by n − 1 is hardly ever
/// said, so the wider reading is taken. REQUIRES: n >= 2.
double sample_deviation(double stated, std::size_t n);

}  // namespace chimera::query
