// The numbers that prose can mean by the values of a sample, and where its cells stand.
#include <algorithm>
#include <cmath>

#include "query/compute.h"
#include "query/select.h"
#include "stats/descriptive.h"
#include "stats/interval.h"
#include "verify/sample.h"
#include "verify/sample_query.h"

namespace chimera::verify {
namespace {

double defined(const stats::Defined& value) {
  return value ? *value : std::nan("");
}

double nearest_rank(std::vector<double> values, double share) {
  if (values.empty()) {
    return std::nan("");
  }
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
  return values[std::min(values.size() - 1, rank == 0 ? 0 : rank - 1)];
}

double share_of(std::string_view statistic) {
  return statistic == "p5"    ? 0.05
         : statistic == "p25" ? 0.25
         : statistic == "p75" ? 0.75
         : statistic == "p90" ? 0.90
         : statistic == "p95" ? 0.95
                              : 0.99;
}

class Readings {
 public:
  Readings(const Dataset& dataset, const Sample& sample, const Scope& scope,
           const SampleOptions& options)
      : sample_(sample),
        options_(options),
        values_(sample.values()),
        where_(conditions_of(dataset, sample, scope)) {}

  void add(const std::string& statistic) {
    const stats::Values values = values_;
    const double n = static_cast<double>(values.size());
    if (statistic == "mean") {
      push(statistic, defined(stats::mean(values)));
    } else if (statistic == "median") {
      push(statistic, defined(stats::median(values)));
    } else if (statistic == "min") {
      push(statistic, defined(stats::minimum(values)));
    } else if (statistic == "max") {
      push(statistic, defined(stats::maximum(values)));
    } else if (statistic == "sum") {
      push(statistic, values.empty() ? std::nan("") : stats::sum(values));
    } else if (statistic == "count") {
      push(statistic, n);
    } else if (statistic == "std") {
      const double sample_std = defined(stats::standard_deviation(values));
      push(statistic, sample_std);
      push("", sample_std * std::sqrt((n - 1) / n), "population std");
    } else if (statistic == "error") {
      add_errors(values, n);
    } else if (statistic == "cv") {
      const double cv = defined(stats::coefficient_of_variation(values));
      push(statistic, cv);
      push("", cv * 100, "cv");
    } else if (statistic == "mad") {
      push(statistic, defined(stats::median_absolute_deviation(values)));
    } else if (statistic == "iqr") {
      push(statistic, defined(stats::interquartile_range(values)));
    } else if (statistic == "var") {
      push(statistic, defined(stats::variance(values)));
    } else if (statistic.starts_with('p')) {
      push(statistic, defined(stats::percentile(values, share_of(statistic))));
      push("", nearest_rank(values_, share_of(statistic)), statistic);
    } else if (statistic == "range") {
      push("", defined(stats::maximum(values)) - defined(stats::minimum(values)), "range");
    }
  }

  // What besides a deviation may stand behind "±".
  void add_errors(const stats::Values& values, double n) {
    const double error = defined(stats::standard_deviation(values)) / std::sqrt(n);
    push("", error, "standard error");
    if (const auto interval = stats::t_interval(values, 0.95)) {
      push("", (interval->high - interval->low) / 2, "half 95 % interval");
    }
  }

  void add_cells() {
    for (const Cell& cell : sample_.cells) {
      Reading reading;
      reading.statistic = "cell";
      reading.value = cell.value;
      reading.query = sample_.cells.size() == 1 ? query_text("max") : "";
      reading.cell = cell;
      reading.evidence = {{cell.table->file, cell.column->name, cell.table->pointer,
                           std::to_string(cell.table->place[cell.row])}};
      readings_.push_back(std::move(reading));
    }
  }

  std::vector<Reading> take() { return std::move(readings_); }

 private:
  [[nodiscard]] std::string query_text(const std::string& statistic) const {
    const auto known = find_statistic(statistic);
    if (!where_ || !known || options_.cold_only) {
      return "";
    }
    Query query;
    query.metric = sample_.metric;
    query.statistics = {*known};
    query.where = *where_;
    query.exclude_cold = options_.warm_only;
    return canonical_text(query);
  }

  void push(const std::string& statistic, double value, const std::string& name = "") {
    if (std::isfinite(value)) {
      readings_.push_back({name.empty() ? statistic : name, value,
                           statistic.empty() ? "" : query_text(statistic), evidence_of(sample_)});
    }
  }

  const Sample& sample_;
  const SampleOptions& options_;
  std::vector<double> values_;
  std::optional<std::vector<Condition>> where_;  ///< that say the sample
  std::vector<Reading> readings_;
};

}  // namespace

std::vector<Reading> readings_of(const Dataset& dataset, const Sample& sample, const Scope& scope,
                                 std::string_view statistic, const SampleOptions& options) {
  Readings readings(dataset, sample, scope, options);
  if (sample.cells.empty()) {
    if (statistic == "count" && sample.met > 0) {
      readings.add("count");
    }
    return readings.take();
  }
  // "The highest throughput" may be that of one trial or the mean that is highest.
  if (statistic == "top" || statistic == "bottom") {
    for (const char* each : {statistic == "top" ? "max" : "min", "mean", "median"}) {
      readings.add(each);
    }
    if (sample.stated && sample.cells.size() == 1) {
      readings.add_cells();
    }
    return readings.take();
  }
  if (!statistic.empty() && statistic != "cell") {
    readings.add(std::string(statistic));
    if (options.plus_minus && !sample.stated) {
      readings.add("error");
    }
    // A stated summary of that name is somebody's value of it.
    if (sample.stated && sample.statistic == statistic) {
      readings.add("mean");
      readings.add_cells();
    }
    return readings.take();
  }
  for (const char* each : {"mean", "median", "min", "max"}) {
    // Nobody states a median of means.
    if (!sample.stated || std::string_view(each) != "median") {
      readings.add(each);
    }
  }
  readings.add_cells();
  if (sample.metric.find("tokens") != std::string::npos ||
      sample.metric.find("count") != std::string::npos) {
    readings.add("sum");  // "Tokens: 2214" of several calls
  }
  return readings.take();
}

std::vector<Evidence> evidence_of(const Sample& sample, std::size_t limit) {
  std::vector<Evidence> evidence;
  for (std::size_t i = 0; i < sample.cells.size() && evidence.size() < limit;) {
    const Table* const table = sample.cells[i].table;
    std::vector<std::size_t> places;
    std::size_t end = i;
    for (; end < sample.cells.size() && sample.cells[end].table == table; ++end) {
      places.push_back(table->place[sample.cells[end].row]);
    }
    evidence.push_back(
        {table->file, sample.cells[i].column->name, table->pointer, query::ranges_text(places)});
    i = end;
  }
  return evidence;
}

}  // namespace chimera::verify
