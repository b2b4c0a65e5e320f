#include "read/format/serving_runs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "read/format/json_file.h"
#include "read/format/json_tables.h"
#include "read/format/request_arrays.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

constexpr std::size_t kSharedCellMax = 256;  ///< bytes of a setting that requests carry
constexpr std::size_t kSharedMax = 64;
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

bool is_setting(const KnownColumn* known) {
  return known == nullptr || (known->role != Role::kMetric && known->role != Role::kSummary);
}

/// What a run's requests carry of it: what was set, metadata under any name too, not what is known
/// to have come out.
Record settings_of(const JsonValue& run, std::span<const KnownColumn> known) {
  Record settings;
  for (const auto& [key, value] : run.members) {
    const bool fits = value.is_scalar() && value.kind != JsonKind::kNull &&
                      value.text.size() <= kSharedCellMax && settings.size() < kSharedMax;
    if (fits && is_setting(known_column(known, key))) {
      settings.emplace_back(key, value.text);
    }
  }
  return settings;
}

/// A rate without a limit is a level like others, and JSON has no number for it: the text with
/// "inf" where Python wrote a bare Infinity. No string can hold what is looked for, its quotes
/// would be escaped. The lines stay where they are.
std::string with_unlimited_rates(std::string_view text) {
  constexpr std::string_view kRate = R"("request_rate": Infinity)";
  std::string result;
  for (std::size_t at = text.find(kRate); at != std::string_view::npos; at = text.find(kRate)) {
    result += text.substr(0, at);
    result += R"("request_rate": "inf")";
    text.remove_prefix(at + kRate.size());
  }
  result += text;
  return result;
}

bool is_zero(double value) {
  return std::fpclassify(value) == FP_ZERO;
}

bool is_result(const Column& column) {
  return measures(column.role) && !column.shared && !column.unit.empty() &&
         column.name != "duration";
}

void forget_runs_without_requests(Table& table) {
  const Column* completed = find_column(table, "completed");
  if (completed == nullptr) {
    return;
  }
  for (Column& column : table.columns) {
    for (std::size_t row = 0; is_result(column) && row < table.rows(); ++row) {
      if (is_zero(completed->number_at(row)) && is_zero(column.number[row])) {
        column.number[row] = kMissing;
      }
    }
  }
}

/// "mean_ttft_ms" → {"mean", "_ttft_ms"}, "Mean TTFT (ms)" → {"Mean", " TTFT (ms)"}.
std::pair<std::string, std::string> statistic_and_quantity(const std::string& name) {
  const std::size_t end = std::min(name.find_first_of("_ "), name.size());
  return {name.substr(0, end), name.substr(end)};
}

void forget_where_zero(const std::vector<double>& means, Column& column) {
  for (std::size_t row = 0; row < means.size(); ++row) {
    if (is_zero(means[row]) && is_zero(column.number[row])) {
      column.number[row] = kMissing;
    }
  }
}

void know_table(Table& table, const ServingTool& tool) {
  const bool of_requests =
      table.pointer.ends_with("/*") && find_column(table, "request") != nullptr;
  know_columns(table, tool.known, tool.name);
  if (!of_requests) {
    forget_empty_means(table);
    return;
  }
  for (Column& column : table.columns) {
    if (column.name == "request") {
      column.role = Role::kBlock;
      column.evidence = "numbers the requests";
    } else if (column.name == "ttfts" || column.name == "latencies") {
      zero_is_missing(column);
    }
  }
}

/// The requests' tables of all runs; their leaves are no more in the runs.
RequestTables take_requests(JsonFile& file, const std::string& path, const ServingTool& tool) {
  RequestTables all;
  const bool many = file.root.kind == JsonKind::kArray;
  std::size_t number = 0;
  for (JsonValue* run : documents_of(file)) {
    const std::string pointer = many ? "/" + std::to_string(number++) : "";
    if (all.tables.size() >= kJsonTablesMax || !tool.is_run(*run)) {
      continue;
    }
    RequestTables more = take_request_arrays(*run, path, pointer, settings_of(*run, tool.known));
    std::move(more.tables.begin(), more.tables.end(), std::back_inserter(all.tables));
    all.leaves += more.leaves;
  }
  return all;
}

}  // namespace

void forget_empty_means(Table& table) {
  forget_runs_without_requests(table);
  std::map<std::string, std::vector<double>> means;
  for (const Column& column : table.columns) {
    const auto [statistic, quantity] = statistic_and_quantity(column.name);
    if ((statistic == "mean" || statistic == "Mean") && !column.shared) {
      means[quantity] = column.number;
    }
  }
  for (Column& column : table.columns) {
    const auto found = means.find(statistic_and_quantity(column.name).second);
    if (found != means.end() && column.role == Role::kSummary && !column.shared) {
      forget_where_zero(found->second, column);
    }
  }
}

std::optional<FormatOutput> read_serving_runs(const Source& source, const ServingTool& tool) {
  const bool unlimited = source.type == ArtifactType::kJson &&
                         source.text.find(": Infinity") != std::string_view::npos;
  const std::string text = unlimited ? with_unlimited_rates(source.text) : "";
  auto file =
      parse_marked_file({source.path, source.type, unlimited ? text : source.text}, tool.markers);
  if (!file) {
    return std::nullopt;
  }
  const std::vector<JsonValue*> documents = documents_of(*file);
  if (std::none_of(documents.begin(), documents.end(),
                   [&](const JsonValue* document) { return tool.is_run(*document); })) {
    return std::nullopt;
  }
  RequestTables requests = take_requests(*file, source.path, tool);
  FormatOutput output = json_output(std::move(*file), source.path, {Maps::kInside, tool.known});
  std::move(requests.tables.begin(), requests.tables.end(), std::back_inserter(output.tables));
  if (output.account) {
    output.account->total += requests.leaves;
    output.account->used += requests.leaves;
  }
  for (Table& table : output.tables) {
    know_table(table, tool);
  }
  return output;
}

}  // namespace chimera::read
