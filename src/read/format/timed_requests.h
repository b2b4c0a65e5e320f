// Requests of which a tool wrote when each was sent and when each chunk came: trials worked out of
// the times, as the tool itself does. One table with a row a request, one with all gaps between
// chunks, each with its request as block. The client's clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/observations.h"
#include "data/table.h"
#include "read/format/known_columns.h"
#include "read/table_builder.h"

namespace chimera::read {

struct TimedRequest {
  Record cells;                   ///< what else the file says of it
  std::optional<double> first;    ///< sent to first chunk
  std::optional<double> latency;  ///< sent to last chunk, or to the answer's end
  std::vector<double> gaps;       ///< between the chunks
  std::string failure;            ///< why it failed; "" if it didn't
};

struct TimedForm {
  std::string_view format;
  std::string pointer;                 ///< of the requests
  std::string_view unit;               ///< of all times
  std::span<const KnownColumn> known;  ///< of the cells
};

/// Columns "request", "time_to_first_token" (ttft.chunk), "request_latency" (e2e_latency), the
/// cells, and "failure"; of the gaps "request" and "inter_chunk_latency" (itl.chunk). No table
/// without rows.
std::vector<Table> timed_tables(const std::string& file, const std::vector<TimedRequest>& requests,
                                const TimedForm& form);

}  // namespace chimera::read
