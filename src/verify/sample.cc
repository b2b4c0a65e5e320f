#include "verify/sample.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "data/unit.h"
#include "query/compute.h"
#include "query/select.h"
#include "stats/descriptive.h"
#include "stats/interval.h"
#include "verify/name_index.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

const Column* column_named(const Table& table, const std::string& name) {
  for (const Column& column : table.columns) {
    if (column.name == name || lowered(column.name) == name) {
      return &column;
    }
  }
  return nullptr;
}

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
      : dataset_(dataset),
        sample_(sample),
        scope_(scope),
        options_(options),
        values_(sample.values()) {}

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
      reading.query = query_text("max");
      reading.evidence = {{cell.table->file, cell.column->name, cell.table->pointer,
                           std::to_string(cell.table->place[cell.row])}};
      readings_.push_back(std::move(reading));
    }
  }

  std::vector<Reading> take() { return std::move(readings_); }

 private:
  [[nodiscard]] std::string query_text(const std::string& statistic) const {
    // Several files that no pattern names, and levels of which several count, are no one query.
    const bool said =
        scope_.place == TrialPlace::kAny &&
        (!scope_.files || scope_.files->size() == 1 || scope_.file_alias != "*") &&
        std::all_of(scope_.conditions.begin(), scope_.conditions.end(),
                    [](const Setting& setting) { return setting.values.size() == 1; });
    if (!said) {
      return "";
    }
    Query query;
    query.metric = sample_.metric;
    query.statistics = {find_statistic(statistic).value_or(Statistic::kMean)};
    query.where = conditions_of(scope_, dataset_);
    query.exclude_cold = options_.warm_only;
    return canonical_text(query);
  }

  void push(const std::string& statistic, double value, const std::string& name = "") {
    if (std::isfinite(value)) {
      readings_.push_back({name.empty() ? statistic : name, value,
                           statistic.empty() ? "" : query_text(statistic), evidence_of(sample_)});
    }
  }

  const Dataset& dataset_;
  const Sample& sample_;
  const Scope& scope_;
  const SampleOptions& options_;
  std::vector<double> values_;
  std::vector<Reading> readings_;
};

// Whether words of the file's name are the name, whatever signs stand between them: "Gemma 2 9B" of
// gemma2_9b_baseline.csv.
bool path_spells(std::string_view path, std::string_view name) {
  const std::string wanted = squeezed(name);
  const std::string lower = lowered(path.substr(path.rfind('/') + 1));
  const std::vector<Range> words = words_of(lower);
  for (std::size_t first = 0; wanted.size() > 3 && first < words.size(); ++first) {
    std::string joined;
    for (std::size_t i = first; i < words.size() && joined.size() < wanted.size(); ++i) {
      joined += lower.substr(words[i].begin, words[i].end - words[i].begin);
      if (joined == wanted) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

std::vector<double> Sample::values() const {
  std::vector<double> out(cells.size());
  std::transform(cells.begin(), cells.end(), out.begin(),
                 [](const Cell& cell) { return cell.value; });
  return out;
}

// Whether a folder or a word of the file's name is one of the values: "h100/…", "bench_vllm.json".
bool path_has(std::string_view path, const std::vector<std::string>& values) {
  const std::string lower = lowered(path);
  return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    const std::string wanted = lowered(value);
    for (std::size_t at = lower.find(wanted); at != std::string::npos;
         at = lower.find(wanted, at + 1)) {
      const std::size_t end = at + wanted.size();
      if ((at == 0 || !is_word_char(lower[at - 1])) &&
          (end == lower.size() || !is_word_char(lower[end]))) {
        return true;
      }
    }
    return false;
  });
}

bool is_experiment(const Setting& setting) {
  return std::find(setting.columns.begin(), setting.columns.end(), kExperimentColumn) !=
         setting.columns.end();
}

bool is_key(const Setting& setting) {
  return std::find(setting.columns.begin(), setting.columns.end(), kKeyColumn) !=
         setting.columns.end();
}

RowsInScope::RowsInScope(const Table& table, const Scope& scope) {
  for (const Setting& setting : scope.conditions) {
    const bool key = is_key(setting);
    std::vector<Wanted> any;
    for (const std::string& name : setting.columns) {
      if (const Column* const column = column_named(table, name); column != nullptr) {
        any.push_back({column, &setting.values});
      }
    }
    if (any.empty()) {
      none_ = none_ ||
              (!key && !setting.soft && !path_has(table.file, setting.values) &&
               !path_spells(table.file, setting.called));  // of a key the metric's name decides
    } else if (!std::all_of(any.begin(), any.end(),
                            [](const Wanted& each) { return each.column->shared; })) {
      settings_.push_back(std::move(any));
    } else if (!meets(any, 0)) {
      none_ = true;
    }
  }
}

bool RowsInScope::meets(const std::vector<Wanted>& any, std::size_t row) {
  return std::any_of(any.begin(), any.end(), [row](const Wanted& wanted) {
    const std::string_view cell = wanted.column->text_at(row);
    return std::any_of(wanted.values->begin(), wanted.values->end(),
                       [cell](const auto& value) { return query::value_matches(value, cell); });
  });
}

bool RowsInScope::holds(std::size_t row) const {
  return !none_ && std::all_of(settings_.begin(), settings_.end(),
                               [row](const auto& any) { return meets(any, row); });
}

namespace {

std::vector<const Table*> tables_in_files(const Dataset& dataset, const Scope& scope) {
  std::vector<const Table*> tables;
  if (scope.files) {
    for (const std::size_t file : *scope.files) {
      for (const Table* table : dataset.files()[file].tables) {
        if (table->kind != TableKind::kClaim) {
          tables.push_back(table);
        }
      }
    }
    return tables;
  }
  for (const Table& table : dataset.observations().tables) {
    if (table.kind != TableKind::kClaim) {
      tables.push_back(&table);
    }
  }
  return tables;
}

}  // namespace

std::vector<const Table*> tables_of(const Dataset& dataset, const Scope& scope) {
  std::vector<const Table*> tables = tables_in_files(dataset, scope);
  for (const Setting& setting : scope.conditions) {
    if (!is_experiment(setting)) {
      continue;
    }
    const auto other = [&](const Table* table) { return !path_has(table->file, setting.values); };
    if (!std::all_of(tables.begin(), tables.end(), other)) {
      std::erase_if(tables, other);
    }
  }
  return tables;
}

namespace {

// The metric like it that has the scope's key, where there is one. All are the dataset's.
const Metric* of_keys(const Dataset& dataset, const Metric* metric, const Scope& scope) {
  for (const Setting& setting : scope.conditions) {
    if (is_key(setting)) {
      if (const Metric* const found = dataset.with_key(*metric, setting.values)) {
        return found;
      }
    }
  }
  return metric;
}

// Whether the scope asks for a key that the metric's name doesn't have.
bool lacks_key(const Metric& metric, const Scope& scope) {
  return std::any_of(scope.conditions.begin(), scope.conditions.end(), [&](const Setting& setting) {
    return is_key(setting) && !(setting.soft && metric.keys.empty()) &&
           std::none_of(metric.keys.begin(), metric.keys.end(), [&](const std::string& key) {
             return std::find(setting.values.begin(), setting.values.end(), key) !=
                    setting.values.end();
           });
  });
}

// Whether columns of the table can decide what keys say elsewhere.
bool rows_have_keys(const Table& table, const Scope& scope) {
  return std::all_of(scope.conditions.begin(), scope.conditions.end(), [&](const Setting& setting) {
    return !is_key(setting) ||
           std::any_of(setting.columns.begin(), setting.columns.end(),
                       [&](const auto& name) { return column_named(table, name) != nullptr; });
  });
}

}  // namespace

namespace {

// The scope with the kind of experiment that it names as a condition; nullopt where it names none.
std::optional<Scope> within_experiment(const Scope& scope) {
  std::optional<Scope> within;
  for (std::size_t i = 0; i < scope.conditions.size(); ++i) {
    if (scope.conditions[i].soft && is_experiment(scope.conditions[i])) {
      within = within ? std::move(within) : std::optional(scope);
      within->conditions[i].soft = false;
    }
  }
  return within;
}

// What a row is of: its table and its subjects.
std::string run_of(const Table& table, std::size_t row) {
  std::string run = table.file + "\n" + table.pointer;
  for (const Column& column : table.columns) {
    if (column.role == Role::kSubject && !column.shared) {
      run.append("\n").append(column.text_at(row));
    }
  }
  return run;
}

// Whether rows are those of a place in their run.
class PlaceInRun {
 public:
  explicit PlaceInRun(TrialPlace wanted) : wanted_(wanted) {}

  /// To be asked of all rows of a table, in their order.
  bool holds(const Table& table, std::size_t row) {
    return wanted_ == TrialPlace::kAny ||
           begun_.insert(run_of(table, row)).second == (wanted_ == TrialPlace::kFirst);
  }

 private:
  TrialPlace wanted_;
  std::set<std::string> begun_;
};

// The scope's settings as one text, for what is kept about them; "" for none.
std::string setting_key(const Scope& scope) {
  std::string key;
  for (const Setting& setting : scope.conditions) {
    for (const auto* const list : {&setting.columns, &setting.values}) {
      for (const std::string& each : *list) {
        key.append(each).append("\n");
      }
    }
    key.append(setting.soft ? "soft\n" : "\n");
  }
  return key;
}

}  // namespace

Sample take_sample(const Dataset& dataset, const Metric& asked, const Scope& scope,
                   const SampleOptions& options) {
  if (const auto in_experiment = within_experiment(scope)) {
    Sample sample = take_sample(dataset, asked, *in_experiment, options);
    if (!sample.cells.empty()) {
      return sample;
    }
  }
  const Metric& metric = *of_keys(dataset, &asked, scope);
  Sample sample;
  sample.metric = metric.name;
  sample.unit = metric.unit;
  sample.stated = metric.stated;
  sample.statistic = metric.statistic;
  std::set<std::string_view> contents;
  const bool unkeyed = lacks_key(metric, scope);
  const std::string setting = setting_key(scope);
  std::unordered_set<const Table*>& without = dataset.without_[setting];
  for (const Table* const table : dataset.tables_in(metric, scope.files)) {
    if (!setting.empty() && without.contains(table)) {
      continue;
    }
    const Column* const column = find_column(*table, metric.name);
    if (column == nullptr || (!table->content.empty() && !contents.insert(table->content).second)) {
      continue;
    }
    const std::string& unit = column->unit;
    const auto factor = unit.empty() || sample.unit.empty() ? std::optional<double>(1.0)
                                                            : conversion_factor(unit, sample.unit);
    if (!factor) {
      continue;
    }
    bool any = false;
    const RowsInScope rows(*table, scope);
    PlaceInRun place(scope.place);
    for (std::size_t row = 0; !rows.is_none() && row < table->rows(); ++row) {
      const double value = column->number_at(row);
      if (!place.holds(*table, row) || !rows.holds(row) ||
          (unkeyed && !rows_have_keys(*table, scope))) {
        continue;
      }
      any = true;
      ++sample.met;
      if (table->state[row].failed) {
        ++sample.failed;
      } else if (std::isfinite(value) && !(options.warm_only && table->state[row].cold)) {
        sample.cells.push_back({table, column, row, value * *factor});
      }
    }
    if (!any) {
      contents.erase(table->content);
      if (!setting.empty()) {
        without.insert(table);
      }
    }
  }
  return sample;
}

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
