// A table whose metric is put under another definition, row by row, for converted.h: the same rows,
// states and settings, with the converted values in front. A row that is refused keeps its reason
// in a column, so that refusals are grouped and counted like trials.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"
#include "query/conversion.h"

namespace chimera::query {

/// The column of the reasons, "" for a row that isn't refused.
inline constexpr std::string_view kRefusedBecause = "refused because";

/// How a table gets the target: converted, or measured as it stands.
struct Source {
  const Table* table = nullptr;
  const Conversion* conversion = nullptr;  ///< nullptr where the target itself was measured
  Inputs inputs;                           ///< `from` is the target then
};

/// The columns that the values of a source come from.
std::vector<std::string> columns_of(const Source& source);

/// First the column named `target`, in `unit`, then kRefusedBecause, then the table's own. The
/// value of a refused row is 0, and missing is missing. REQUIRES: `unit` has the target's
/// dimension.
Table converted_table(const Source& source, const Definition& target, const std::string& unit);

}  // namespace chimera::query
