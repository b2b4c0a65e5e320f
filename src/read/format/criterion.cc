// criterion.rs: estimates.json (statistics of the time of one iteration, in ns, with the interval
// of each: one stated row, "mean.point_estimate") and sample.json (the total time of so many
// iterations, in ns: divided by them, a trial). Neither names its benchmark: the folder above "new"
// or "base" does.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "read/format/format.h"
#include "read/format/json_file.h"
#include "read/format/json_objects.h"
#include "read/format/json_shape.h"
#include "read/format/known_columns.h"
#include "read/format/parallel_arrays.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

constexpr std::string_view kFormat = "criterion";
constexpr std::array<std::string_view, 2> kSample{"iters", "times"};
constexpr const char* kTimePerIteration = "times / iters";

constexpr std::array kColumns{
    // The names of the estimates, also as versions before 0.3 spelled them.
    KnownColumn{"mean.point_estimate", Role::kSummary, "run_time", "ns"},
    KnownColumn{"median.point_estimate", Role::kSummary, "run_time", "ns"},
    KnownColumn{"slope.point_estimate", Role::kSummary, "run_time", "ns"},
    KnownColumn{"Mean.point_estimate", Role::kSummary, "run_time", "ns"},
    KnownColumn{"Median.point_estimate", Role::kSummary, "run_time", "ns"},
    KnownColumn{"Slope.point_estimate", Role::kSummary, "run_time", "ns"},
    KnownColumn{"point_estimate", Role::kSummary, "", "ns"},
    KnownColumn{"standard_error", Role::kSummary, "", "ns"},
    KnownColumn{"lower_bound", Role::kSummary, "", "ns"},
    KnownColumn{"upper_bound", Role::kSummary, "", "ns"},
    KnownColumn{"confidence_level", Role::kNote},
    KnownColumn{"sampling_mode", Role::kFactor},
    KnownColumn{"iters", Role::kNote},
    KnownColumn{"times", Role::kMetric, "", "ns"},
    KnownColumn{kTimePerIteration, Role::kMetric, "run_time", "ns"},
    KnownColumn{"benchmark", Role::kSubject},
};

bool is_estimate(const JsonValue* value) {
  return value != nullptr && value->find("point_estimate") != nullptr &&
         value->find("confidence_interval") != nullptr;
}

bool is_estimates(const JsonValue& root) {
  return (is_estimate(root.find("mean")) && is_estimate(root.find("std_dev"))) ||
         (is_estimate(root.find("Mean")) && is_estimate(root.find("StdDev")));
}

bool is_sample(const JsonValue& root) {
  const JsonValue* iters = root.find("iters");
  const JsonValue* times = root.find("times");
  return iters != nullptr && times != nullptr && is_numbers(*iters) && is_numbers(*times) &&
         iters->items.size() == times->items.size();
}

/// "criterion/sum/1024/new/sample.json" → "sum/1024"; "" where no folder says it.
std::string benchmark_of(std::string_view path) {
  path = path.substr(0, std::min(path.rfind('/'), path.size()));
  const std::size_t last = path.rfind('/');
  const std::string_view folder = last == std::string_view::npos ? path : path.substr(last + 1);
  if (last == std::string_view::npos || (folder != "new" && folder != "base")) {
    return "";
  }
  path = path.substr(0, last);
  constexpr std::string_view kRoot = "criterion/";
  const std::size_t root = path.rfind(kRoot);
  return std::string(root == std::string_view::npos ? path : path.substr(root + kRoot.size()));
}

void add_benchmark(const Source& source, Table& table) {
  const std::string name = benchmark_of(source.path);
  if (!name.empty() && find_column(table, "benchmark") == nullptr) {
    table.columns.push_back(Column{.name = "benchmark",
                                   .text = {name},
                                   .number = {std::numeric_limits<double>::quiet_NaN()},
                                   .shared = true});
  }
}

void add_time_per_iteration(Table& table) {
  const Column* iters = find_column(table, "iters");
  const Column* times = find_column(table, "times");
  if (iters == nullptr || times == nullptr || times->shared || iters->shared) {
    return;
  }
  Column each{.name = kTimePerIteration};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    each.number.push_back(times->number[row] / iters->number[row]);
    each.text.push_back(std::isfinite(each.number.back())
                            ? fmt::format("{} / {}", times->text[row], iters->text[row])
                            : "");
  }
  table.columns.push_back(std::move(each));
}

/// Takes the estimates that were not made (a slope is null where none was fitted) from the
/// document.
Skipped take_nulls(JsonValue& root) {
  Skipped null{.reason = "an estimate that was not made"};
  for (const auto& [key, value] : root.members) {
    if (value.kind == JsonKind::kNull) {
      skip_leaves(null, 1, pointer_to("", key));
    }
  }
  std::erase_if(root.members, [](const text::JsonMember& member) {
    return member.second.kind == JsonKind::kNull;
  });
  return null;
}

FormatOutput read_estimates(JsonFile file, const std::string& path) {
  Skipped null = take_nulls(file.root);
  FormatOutput output = json_output(std::move(file), path, {Maps::kInside, kColumns});
  if (output.account && null.count > 0) {
    output.account->total += null.count;
    output.account->skipped.push_back(std::move(null));
  }
  for (Table& table : output.tables) {
    table.kind = TableKind::kSummary;
  }
  return output;
}

/// A document that is neither: nullopt.
std::optional<FormatOutput> read_either(const Source& source) {
  constexpr std::array<std::string_view, 1> kEstimateMarkers{"\"point_estimate\""};
  auto file = parse_marked_file(source, kEstimateMarkers);
  if (file && is_estimates(file->root)) {
    return read_estimates(std::move(*file), source.path);
  }
  constexpr std::array<std::string_view, 2> kSampleMarkers{"\"iters\"", "\"times\""};
  file = parse_marked_file(source, kSampleMarkers);
  if (!file || !is_sample(file->root)) {
    return std::nullopt;
  }
  join_parallel(file->root, kSample);
  return json_output(std::move(*file), source.path, {});
}

}  // namespace

std::optional<FormatOutput> read_criterion(const Source& source) {
  auto output = read_either(source);
  if (!output) {
    return std::nullopt;
  }
  for (Table& table : output->tables) {
    add_benchmark(source, table);
    add_time_per_iteration(table);
    know_columns(table, kColumns, kFormat);
  }
  return output;
}

}  // namespace chimera::read
