// What vLLM's and SGLang's serving benchmarks write: an object a run, appended as JSON Lines, and a
// printed block. Throughputs and counts are measured, one value a run; {mean,median,std,pNN}_… are
// stated summaries over its requests. Where the file has the requests' arrays, they are trials: one
// table with a row a request, and one of all gaps between chunks, each with its request as block.
//
// Both tools write 0 for the mean of nothing. So where a mean is 0, all statistics beside it are
// missing, and of a run that completed no request so are its throughputs.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "read/format/format.h"
#include "read/format/known_columns.h"
#include "text/json.h"

namespace chimera::read {

struct ServingTool {
  std::string_view name;                      ///< the format
  std::span<const std::string_view> markers;  ///< all stand in the text of such a file
  bool (*is_run)(const text::JsonValue& document) = nullptr;
  std::span<const KnownColumn> known;  ///< columns of runs and of requests
};

/// nullopt where no document of the file is a run. Linear in the file.
std::optional<FormatOutput> read_serving_runs(const Source& source, const ServingTool& tool);

/// Logs and Markdown.
bool may_hold_console(ArtifactType type);

/// The blocks headed "Serving Benchmark Result" of a log or of Markdown, a row each; nullopt where
/// there is none, or where `printed_by` says no to the text of the first one.
std::optional<FormatOutput> read_serving_console(const Source& source, std::string_view name,
                                                 std::span<const KnownColumn> known,
                                                 bool (*printed_by)(std::string_view block));

/// Makes the zeros missing that stand for no value, in a table with a row a run.
void forget_empty_means(Table& table);

}  // namespace chimera::read
