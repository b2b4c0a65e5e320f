// guidellm's benchmarks.json (metadata.version 1 and 2). `metrics` states summaries for requests
// that were successful, incomplete, errored, and all; `requests` holds them one by one, and they
// are trials. Its time per output token is (last token − request's start)/tokens: it holds the time
// to first token. Its inter-token latency is (last − first token)/(tokens − 1), one value a
// request. A group without requests has 0.0 for every statistic: those are missing.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "read/format/format.h"
#include "read/format/guidellm_csv.h"
#include "read/format/tool_json.h"

namespace chimera::read {

namespace {

using text::JsonValue;
using enum Role;

constexpr std::array kKnown{
    KnownColumn{"metrics.*.count", kSummary},
    KnownColumn{"metrics.*.variance", kSummary},
    KnownColumn{"metrics.request_totals.*", kSummary},
    KnownColumn{"metrics.requests_per_second.*", kSummary, "request_throughput", "req/s"},
    KnownColumn{"metrics.request_latency.*", kSummary, "e2e_latency", "s"},
    KnownColumn{"metrics.time_to_first_token_ms.*", kSummary, "ttft", "ms"},
    KnownColumn{"metrics.time_to_first_output_token_ms.*", kSummary, "", "ms"},
    KnownColumn{"metrics.time_per_output_token_ms.*", kSummary, "tpot.e2e", "ms"},
    KnownColumn{"metrics.inter_token_latency_ms.*", kSummary, "itl.request", "ms"},
    KnownColumn{"metrics.prompt_tokens_per_second.*", kSummary, "prompt_throughput.system",
                "tok/s"},
    KnownColumn{"metrics.output_tokens_per_second.*", kSummary, "throughput.system", "tok/s"},
    KnownColumn{"metrics.tokens_per_second.*", kSummary, "total_throughput", "tok/s"},
    KnownColumn{"metrics.*", kSummary},
    KnownColumn{"scheduler_state.*", kNote},
    KnownColumn{"scheduler_metrics.*_time", kTime},
    KnownColumn{"scheduler_metrics.*_avg", kSummary, "", "s"},
    KnownColumn{"scheduler_metrics.*", kSummary},
    KnownColumn{"*config.*_tokens", kFactor},
    KnownColumn{"*args.*_tokens", kFactor},
    KnownColumn{"request_latency", kMetric, "e2e_latency", "s"},
    KnownColumn{"time_to_first_token_ms", kMetric, "ttft", "ms"},
    KnownColumn{"time_to_first_output_token_ms", kMetric, "", "ms"},
    KnownColumn{"time_per_output_token_ms", kMetric, "tpot.e2e", "ms"},
    KnownColumn{"inter_token_latency_ms", kMetric, "itl.request", "ms"},
    KnownColumn{"output_tokens_per_second", kMetric, "throughput.request", "tok/s"},
    KnownColumn{"tokens_per_second", kMetric, "", "tok/s"},
    KnownColumn{"prompt_tokens", kMetric, "prompt_tokens"},
    KnownColumn{"output_tokens", kMetric, "tokens"},
    KnownColumn{"total_tokens", kMetric},
    KnownColumn{"request_id", kBlock},
    KnownColumn{"response_id", kNote},
    KnownColumn{"info.timings.*", kTime},
    KnownColumn{"*_start_time", kTime},
    KnownColumn{"*_end_time", kTime},
    KnownColumn{"start_time", kTime},
    KnownColumn{"duration", kMetric, "run_time", "s"},
    KnownColumn{"warmup_duration", kNote, "", "s"},
    KnownColumn{"cooldown_duration", kNote, "", "s"},
    KnownColumn{"end_time", kTime},
    KnownColumn{"config.run_id", kRun},
    KnownColumn{"config.run_index", kRun},
    KnownColumn{"config.strategy.*", kFactor},
    KnownColumn{"args.strategy.*", kFactor},
    KnownColumn{"args.run_id", kRun},
    KnownColumn{"args.run_index", kRun},
    KnownColumn{"config.backend.model", kSubject},
};

bool wrote(const JsonValue& document) {
  const JsonValue* benchmarks = document.find("benchmarks");
  return benchmarks != nullptr &&
         std::any_of(benchmarks->items.begin(), benchmarks->items.end(), [](const JsonValue& each) {
           const JsonValue* metrics = each.find("metrics");
           return metrics != nullptr && metrics->find("time_to_first_token_ms") != nullptr;
         });
}

/// "metrics.request_latency.successful." of a statistic of a group; "" of any other column.
std::string group_of(const std::string& name) {
  if (!name.starts_with("metrics.")) {
    return "";
  }
  for (const std::string_view group : {".successful.", ".incomplete.", ".errored.", ".total."}) {
    const std::size_t at = name.find(group);
    if (at != std::string::npos) {
      return name.substr(0, at + group.size());
    }
  }
  return "";
}

using Columns = std::vector<Column*>;

void forget_if_empty(const Columns& columns, std::size_t row) {
  const bool empty = std::all_of(columns.begin(), columns.end(), [&](const Column* column) {
    return std::isnan(column->number[row]) || std::fpclassify(column->number[row]) == FP_ZERO;
  });
  for (Column* column : columns) {
    if (empty && !column->name.ends_with(".count")) {
      column->number[row] = std::numeric_limits<double>::quiet_NaN();
    }
  }
}

void forget_empty_groups(Table& table) {
  std::map<std::string, Columns> groups;
  for (Column& column : table.columns) {
    std::string group = group_of(column.name);
    if (!group.empty() && !column.shared) {
      groups[std::move(group)].push_back(&column);
    }
  }
  for (const auto& [name, columns] : groups) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      forget_if_empty(columns, row);
    }
  }
}

/// The array that a request stands in says how it ended.
void say_outcome(Table& table) {
  for (const std::string_view outcome : {"incomplete", "errored"}) {
    if (!table.pointer.ends_with("/requests/" + std::string(outcome))) {
      continue;
    }
    Column column{.name = "outcome", .role = kError, .evidence = "the array it stands in"};
    column.text.assign(table.rows(), outcome);
    column.number.assign(table.rows(), std::numeric_limits<double>::quiet_NaN());
    table.columns.push_back(std::move(column));
  }
}

/// Tables among the settings ask for tokens; nothing in them came out.
void set_settings_apart(Table& table) {
  static constexpr std::array<std::string_view, 4> kSettings{"config", "args", "metadata", "info"};
  note_settings(table, kSettings);
  if (!table.pointer.starts_with("/config") && !table.pointer.starts_with("/args") &&
      table.pointer.find("/config/") == std::string::npos) {
    return;
  }
  for (Column& column : table.columns) {
    if (column.role == kMetric && !column.shared) {
      column.role = kFactor;
      column.definition = nullptr;
      column.evidence = "stands among the settings";
    }
  }
}

/// Tables below `metrics` draw a distribution: points of a curve, no trials.
void set_curves_apart(Table& table) {
  if (table.pointer.find("/metrics/") == std::string::npos) {
    return;
  }
  table.kind = TableKind::kSummary;
  for (Column& column : table.columns) {
    if (!column.shared && column.evidence.empty()) {
      column.role = kSummary;
      column.evidence = "points of a distribution";
    }
  }
}

void note_version(const Table& table, const std::string& file, FormatOutput& output) {
  const Column* version = find_column(table, "metadata.version");
  if (version == nullptr || table.pointer != "/benchmarks") {
    return;
  }
  const std::string spelled(version->text_at(0));
  if (!spelled.empty() && spelled != "1" && spelled != "2") {
    output.problems.push_back(
        {file, "/metadata/version",
         "guidellm's version '" + spelled + "' of its format is not known: read like version 2"});
  }
}

}  // namespace

std::optional<FormatOutput> read_guidellm(const Source& source) {
  if (source.type == ArtifactType::kCsv) {
    return read_guidellm_csv(source);
  }
  static constexpr std::array<std::string_view, 2> kMarkers{"\"benchmarks\"",
                                                            "\"time_to_first_token_ms\""};
  auto output = read_tool_json(source, {"guidellm", kMarkers, wrote, kKnown});
  if (!output) {
    return std::nullopt;
  }
  for (Table& table : output->tables) {
    forget_empty_groups(table);
    say_outcome(table);
    set_curves_apart(table);
    set_settings_apart(table);
    note_version(table, source.path, *output);
  }
  return output;
}

}  // namespace chimera::read
