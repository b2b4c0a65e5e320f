// criterion.rs: estimates.json (statistics of the time of one iteration, in ns, with the interval
// of each) and sample.json (the total time of so many iterations, in ns: divided by them, a trial).
// Neither names its benchmark: the folder above "new" or "base" does.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "read/format/format.h"
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
    KnownColumn{"statistic", Role::kFactor},
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

/// Makes a list of the estimates, each with its name; a slope that was not fitted is null.
void list_estimates(JsonValue& root) {
  JsonValue list{.kind = JsonKind::kArray};
  for (text::JsonMember& member : root.members) {
    if (member.second.kind == JsonKind::kObject) {
      JsonValue name{.kind = JsonKind::kString, .text = member.first};
      member.second.members.insert(member.second.members.begin(), {"statistic", std::move(name)});
      list.items.push_back(std::move(member.second));
    }
  }
  root = std::move(list);
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

FormatOutput read_estimates(const Source& source, JsonObjects objects) {
  Skipped null{.reason = "an estimate that was not made"};
  for (const auto& [key, value] : objects.root.members) {
    if (value.kind != JsonKind::kObject) {
      skip_leaves(null, count_leaves(value), pointer_to("", key));
    }
  }
  list_estimates(objects.root);
  const std::size_t names = objects.root.items.size();
  FormatOutput output = json_output(source, std::move(objects), {null});
  // The names are keys in the file: no leaves.
  if (output.account) {
    output.account->total -= names;
    output.account->used -= names;
  }
  for (Table& table : output.tables) {
    table.kind = TableKind::kSummary;
  }
  return output;
}

}  // namespace

std::optional<FormatOutput> read_criterion(const Source& source) {
  const auto has = [&](std::string_view key) {
    return source.text.find(key) != std::string_view::npos;
  };
  if (source.type != ArtifactType::kJson ||
      !(has("\"point_estimate\"") || (has("\"iters\"") && has("\"times\"")))) {
    return std::nullopt;
  }
  auto objects = json_objects(source);
  if (!objects || objects->root.kind != JsonKind::kObject ||
      !(is_estimates(objects->root) || is_sample(objects->root))) {
    return std::nullopt;
  }
  FormatOutput output;
  if (is_estimates(objects->root)) {
    output = read_estimates(source, std::move(*objects));
  } else {
    join_parallel(objects->root, kSample);
    output = json_output(source, std::move(*objects), {});
  }
  for (Table& table : output.tables) {
    add_benchmark(source, table);
    add_time_per_iteration(table);
    know_columns(table, kColumns, kFormat);
  }
  return output;
}

}  // namespace chimera::read
