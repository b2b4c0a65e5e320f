// Rates that a file has not but that a server's own counts and times in it make up, as columns that
// are called as the conversion is ("throughput from eval_time", conversion.h): who is asked what a
// tree says of the throughput finds them, and `query` answers to that name alike. They have a
// definition of that name and their family's, so that they stay apart from what was measured.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "data/fact.h"
#include "data/observations.h"

namespace chimera::query {

struct WorkedOut {
  Observations observations;  ///< a copy, with the columns; they hold no texts
  /// By file, pointer and name of such a column: those of the file that it was worked out of.
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::string>> from;
};

/// nullopt where there is nothing to add. O(cells) where there is.
std::optional<WorkedOut> work_out_rates(const Observations& observations);

/// Cells of such columns stand in the columns of the file: puts those in their place.
void name_columns(const WorkedOut& worked_out, std::vector<Evidence>& evidence);

}  // namespace chimera::query
