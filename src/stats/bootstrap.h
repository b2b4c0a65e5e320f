// Bootstrap intervals of any statistic of one sample: resampled with replacement by our own
// generator from a fixed seed, so that the same data give the same limits everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "stats/descriptive.h"
#include "stats/interval.h"
#include "stats/random.h"

namespace chimera::stats {

enum class BootstrapKind {
  kPercentile,  ///< the quantiles of the resampled statistics
  kBca,         ///< bias-corrected and accelerated: other quantiles, second-order correct
};

struct BootstrapOptions {
  double level = 0.95;           ///< in (0, 1)
  std::size_t resamples = 2000;  ///< ≥ 1
  std::uint64_t seed = kSeed;
  BootstrapKind kind = BootstrapKind::kBca;
};

/// What is bootstrapped: mean, median, a percentile …
using SampleStatistic = std::function<Defined(Values)>;

/// Limits of `statistic` (Efron and Tibshirani 1993, 13.3 and 14.3): resample r takes n values at
/// Random::index(n); quantiles by linear interpolation. Absent for n < 2, where the statistic is
/// undefined in a resample, and for BCa where all resamples lie on one side of the estimate, the
/// jackknife has no spread, or n > 20,000 (the jackknife is quadratic).
/// O(resamples · n), BCa O(n²) more.
std::optional<Limits> bootstrap_interval(Values values, const SampleStatistic& statistic,
                                         const BootstrapOptions& options = {});

}  // namespace chimera::stats
