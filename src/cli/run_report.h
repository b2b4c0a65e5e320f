// What `chimera run` found and measured → what `report` prints: configuration, metrics, data
// summary, transcript. Pure functions on values.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/options.h"
#include "query/inventory.h"
#include "report/report.h"
#include "write/write.h"

namespace chimera::cli {

using Configuration = std::vector<std::pair<std::string, std::string>>;

/// Every option of the engine with its value, or `default` where it was not given; the mapping file
/// and the folder of agents where they were given, and the options that an agent sets itself.
Configuration configuration_of(const CommandLine& line, const write::Agents& agents,
                               bool with_engine);

/// The options that were given and only a server would use: "--timeout", "--keep-alive".
std::vector<std::string> server_options(const engine::Options& options);

/// The options that were given though no engine uses them: "--temp", ….
std::vector<std::string> unused_options(const engine::Options& options);

/// The calls' own measurements, summed; TTFT is the last call's (the analyst's). What a call can't
/// tell is left out. Empty without calls.
std::vector<report::RunInfo::Metric> metrics_of(const std::vector<write::Call>& calls);

/// Who measured them, where it wasn't the engine in this program; else "".
std::string metrics_note_of(const std::vector<write::Call>& calls);

/// One line of JSON a call.
std::string transcript_of(const std::vector<write::Call>& calls, const std::string& model);

/// What the data summary lists.
std::vector<report::TypeSummary> types_of(const query::Inventory& inventory);

}  // namespace chimera::cli
