// The CSV that aiperf and genai-perf export beside their JSON: two tables below each other. Rows of
// the first are distributions, `Name (unit)` and a statistic a column; rows of the second, headed
// Metric and Value, single numbers over the whole run. What stands below (the machine's telemetry)
// is left out, and said.
#pragma once

#include <optional>

#include "read/format/format.h"

namespace chimera::read {

/// Each table twice. As the file has it, a row a metric, its numbers stated and without a unit. And
/// as one row, which stands where its header does: a column a cell, each with its own unit and
/// meaning; "Name (unit).avg" of the first, stated, "Name (unit)" of the second, measured. nullopt
/// where the text is no such file. O(bytes).
std::optional<FormatOutput> read_aiperf_csv(const Source& source);

}  // namespace chimera::read
