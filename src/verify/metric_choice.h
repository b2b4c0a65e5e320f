// Which metrics a number may be one of, by the words around it, by the statistic that they name,
// and where nothing else tells by its unit.
#pragma once

#include <string>
#include <string_view>

#include "verify/quantities.h"

namespace chimera::verify {

/// The reason of metrics that only the number's unit names.
inline constexpr std::string_view kBoundByUnit = "its unit";

struct ChosenMetrics {
  BoundMetrics bound;
  bool loose = false;          ///< bound by its unit to several things: it can refute nothing
  bool of_percentile = false;  ///< an extreme of what the sentence calls a percentile
};

/// Empty where no metric that was measured is meant. `unit`: the number's, or its head's.
ChosenMetrics choose_metrics(const Dataset& dataset, const Numeral& stated,
                             const NumberContext& context, std::string_view unit);

/// "timing.latency_percentiles.p95" beside "timing.mean_ms": the one unit of time that numbers of
/// the same record say; "" for none or several.
std::string unit_of_siblings(const Dataset& dataset, const Metric& metric);

}  // namespace chimera::verify
