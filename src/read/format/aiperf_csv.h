// The CSV that aiperf and genai-perf export beside their JSON: two tables below each other. Rows of
// the first are distributions, `Name (unit)` and a statistic a column; rows of the second, headed
// Metric and Value, single numbers over the whole run. What stands below (the machine's telemetry)
// is left out, and said.
#pragma once

#include <optional>

#include "read/format/format.h"

namespace chimera::read {

/// A table a row, since each has its own unit and meaning: its statistics as columns "Name
/// (unit).avg", stated; of the second table the value as "Name (unit)", measured, and as "Value";
/// the name as a block "Metric". nullopt where the text is no such file. O(bytes).
std::optional<FormatOutput> read_aiperf_csv(const Source& source);

}  // namespace chimera::read
