#include "verify/fair_readings.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "stats/descriptive.h"
#include "verify/judgement.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

Scope of_file(const Scope& scope, std::size_t file) {
  Scope one = scope;
  one.files = std::vector<std::size_t>{file};
  return one;
}

Scope of_model(const Scope& scope, const std::string& model) {
  Scope one = scope;
  one.conditions.push_back({{"model"}, {model}});
  return one;
}

struct OkRows {
  Scope scope;
  std::set<std::string> others;  ///< what the column says of the other rows, in lower case
};

// Where a column says of some rows that they are ok and of others something else, the former alone.
std::optional<OkRows> ok_rows(const Sample& sample, const Scope& scope) {
  static constexpr std::array<std::string_view, 3> kColumns = {"status", "state", "result"};
  static constexpr std::array<std::string_view, 3> kOk = {"ok", "valid", "success"};
  for (const std::string_view name : kColumns) {
    std::string ok;
    OkRows rows{scope, {}};
    for (const Cell& cell : sample.cells) {
      const Column* const column = find_column(*cell.table, name);
      const std::string said(column == nullptr ? "" : column->text_at(cell.row));
      if (is_one_of(lowered(said), kOk)) {
        ok = said;
      } else if (!said.empty()) {
        rows.others.insert(lowered(said));
      }
    }
    if (!ok.empty() && !rows.others.empty()) {
      rows.scope.conditions.push_back({{std::string(name)}, {ok}});
      return rows;
    }
  }
  return std::nullopt;
}

// "With the ramp-up readings taken out": of rows that their column calls so.
bool leaves_out(std::string_view text, const OkRows& rows) {
  static constexpr std::array<std::string_view, 9> kOut = {"taken out", "left out", "excluded",
                                                           "excluding", "without",  "dropped",
                                                           "removed",   "filtered", "ignoring"};
  return has_any(text, kOut) &&
         std::any_of(rows.others.begin(), rows.others.end(),
                     [text](const std::string& other) { return has_phrase(text, other); });
}

}  // namespace

bool says_means(std::string_view lead) {
  static constexpr std::array<std::string_view, 14> kMeans = {
      "mean is shown",       "means are shown",     "mean is given",     "means are given",
      "mean is reported",    "values are means",    "numbers are means", "figures are means",
      "entries are means",   "cells are means",     "averaged over",     "averages over",
      "values are averages", "numbers are averages"};
  return has_any(lead, kMeans);
}

std::vector<Scope> scopes_to_try(const Dataset& dataset, const Sample& sample, const Scope& scope,
                                 std::string_view said) {
  std::vector<Scope> scopes = {scope};
  const auto ok = ok_rows(sample, scope);
  if (ok && leaves_out(said, *ok)) {
    return {ok->scope};
  }
  std::set<std::size_t> files;
  std::map<std::string, std::set<std::size_t>> models;
  for (const Cell& cell : sample.cells) {
    const std::size_t file = dataset.file_of(*cell.table);
    files.insert(file);
    if (const Column* const model = find_column(*cell.table, "model")) {
      models[std::string(model->text_at(cell.row))].insert(file);
    }
  }
  if (files.size() > 1) {
    for (const std::size_t file : files) {
      scopes.push_back(of_file(scope, file));
    }
  }
  for (const auto& [model, of_files] : models) {
    if (models.size() > 1 && !model.empty()) {
      scopes.push_back(of_model(scope, model));
      for (const std::size_t file : of_files) {
        scopes.push_back(of_file(scopes.back(), file));
        scopes.back().conditions = of_model(scope, model).conditions;
      }
    }
  }
  if (ok) {
    scopes.insert(scopes.begin() + 1, ok->scope);
  }
  if (scopes.size() > 60) {
    scopes.resize(60);
  }
  return scopes;
}

std::string plain_statistic(const std::string& statistic, const Metric& metric) {
  const bool one_run = statistic == "best run";
  if (statistic != "best" && statistic != "worst" && !one_run) {
    return statistic;
  }
  const bool high = direction_of_metric(metric) != Direction::kLowerIsBetter;
  if (one_run) {
    return high ? "max" : "min";
  }
  return high == (statistic == "best") ? "top" : "bottom";
}

std::vector<double> series_values(const Sample& sample) {
  std::vector<double> values;
  for (const Cell& cell : sample.cells) {
    if (cell.table->rows() > 1) {
      values.push_back(cell.value);
    }
  }
  return values.empty() ? sample.values() : values;
}

bool is_end_of(const std::string& statistic, const Metric& metric) {
  return (statistic == "top" && metric.statistic == "max") ||
         (statistic == "bottom" && metric.statistic == "min");
}

bool is_spread(std::string_view statistic) {
  static constexpr std::array<std::string_view, 4> kSpreads = {"std", "cv", "mad", "iqr"};
  return is_one_of(statistic, kSpreads);
}

bool fits_statistic(const Metric& metric, const std::string& statistic) {
  if (is_end_of(statistic, metric)) {
    return true;
  }
  if (metric.statistic.empty() || metric.statistic == statistic) {
    return true;
  }
  if (!metric.stated) {  // "peak_vram_gb" of each trial: its mean is one of peaks
    return !is_spread(statistic) && statistic != "sum";
  }
  if (metric.statistic == "mean" || metric.statistic == "sum") {
    return !is_spread(statistic) && !statistic.starts_with('p');
  }
  if (metric.statistic == "median") {
    return statistic.empty() || statistic == "mean" || statistic == "median";
  }
  return false;
}

bool bound_holds(const Numeral& stated, const Sample& sample, double factor) {
  const bool strict = stated.bound == Bound::kAtMost || stated.bound == Bound::kAtLeast;
  if (!strict && stated.bound != Bound::kBelow && stated.bound != Bound::kAbove) {
    return true;
  }
  std::vector<double> values = sample.values();
  const auto meets = [&](double value) {
    return agreement(stated, value * factor) >= Agreement::kRounded;
  };
  if (std::all_of(values.begin(), values.end(), meets)) {
    return true;
  }
  const auto mean = stats::mean(values);
  const auto median = stats::median(values);
  return !strict && mean && median && meets(*mean) && meets(*median);
}

bool in_range(const Numeral& stated, const Sample& sample, const std::string& statistic,
              const Reading& reading, double factor) {
  const double half = half_step(stated) * (1 + 1e-9);
  const auto inside = [&](double value) {
    return value >= stated.value - half && value <= *stated.upper + half;
  };
  if (!statistic.empty()) {
    return inside(reading.value * factor);
  }
  const auto values = series_values(sample);
  const bool held = std::all_of(values.begin(), values.end(),
                                [&](double value) { return inside(value * factor); });
  // Ends of three digits or more are meant to be the least and the most.
  const auto least = stats::minimum(values);
  const auto most = stats::maximum(values);
  if (!held || stated.significant < 3 || !least || !most) {
    return held;
  }
  Numeral end = stated;
  end.bound = Bound::kExact;
  const bool low = agreement(end, *least * factor) >= Agreement::kRounded;
  end.value = *stated.upper;
  return low && agreement(end, *most * factor) >= Agreement::kRounded;
}

std::string place_of_value(const Dataset& dataset, const Numeral& stated, const std::string& unit,
                           const Metric& meant) {
  constexpr int kDigitsMin = 3;
  if (stated.significant < kDigitsMin) {
    return "";
  }
  Numeral exact = stated;
  exact.bound = Bound::kExact;
  const std::string& shown = unit.empty() ? meant.unit : unit;
  for (const Metric& metric : dataset.metrics()) {
    const auto factor = unit.empty() && is_time(meant) && is_time(metric)
                            ? std::optional<double>(1.0)
                            : to_stated_unit(metric.unit, shown);
    if (!factor || metric.unit.empty() != meant.unit.empty()) {
      continue;
    }
    const auto& values = dataset.values_of(metric);
    const double reach = reach_of(stated);
    auto at =
        std::lower_bound(values.begin(), values.end(), (stated.value - reach) / *factor,
                         [](const ValuePlace& place, double value) { return place.value < value; });
    for (; at != values.end() && at->value * *factor <= stated.value + reach; ++at) {
      if (agreement(exact, at->value * *factor) >= Agreement::kRounded) {
        return metric.name + " of " + at->table->file;
      }
    }
  }
  return "";
}

Numeral without_percent(Numeral stated) {
  stated.kind = NumeralKind::kNumber;
  stated.unit.clear();
  return stated;
}

bool is_of_one_file(const Dataset& dataset, const Scope& scope) {
  const auto& files = scope.files;
  return files && !files->empty() && std::ranges::all_of(*files, [&](std::size_t file) {
           return dataset.files()[file].base == dataset.files()[files->front()].base;
         });
}

bool stands_under_key(const Dataset& dataset, const Scope& scope,
                      const std::vector<const Metric*>& metrics, const Numeral& stated) {
  const auto has_cell = [&](const Table& table, const Metric* metric) {
    const Column* const column = column_called(table, metric->name);
    return column != nullptr && std::ranges::any_of(column->number, [&](double value) {
             return agreement(stated, value) >= Agreement::kRounded;
           });
  };
  return std::ranges::any_of(*scope.files, [&](std::size_t file) {
    return std::ranges::any_of(dataset.files()[file].tables, [&](const Table* table) {
      return std::ranges::any_of(metrics,
                                 [&](const Metric* metric) { return has_cell(*table, metric); });
    });
  });
}

}  // namespace chimera::verify
