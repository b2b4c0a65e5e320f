// Kernel Tuner: its results in the T4 schema ("results", each with "configuration" and "times") and
// its cache ("cache", a configuration under each key). A configuration is a stated row, its
// parameters the factors; each of its runtimes is a trial, in ms as the tuner measures on the
// device. A configuration that could not run says so in "invalidity", or in the cache by the name
// of an error in place of its time: a failed trial, with no time at all.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "data/unit.h"
#include "read/format/format.h"
#include "read/format/json_file.h"
#include "read/format/json_shape.h"
#include "read/format/known_columns.h"
#include "read/format/leaf_ledger.h"
#include "read/table_builder.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

constexpr std::string_view kFormat = "kernel-tuner";
/// Columns of a file, and cells of its trials: what is more is skipped.
constexpr std::size_t kColumnsMax = 256;
constexpr std::size_t kCellsMax = 8'000'000;

constexpr std::array kColumns{
    KnownColumn{"configuration.*", Role::kFactor},
    KnownColumn{"device_name", Role::kSubject},
    KnownColumn{"kernel_name", Role::kSubject},
    KnownColumn{"problem_size", Role::kFactor},
    KnownColumn{"times.runtimes", Role::kMetric, "kernel_time", "ms"},
    KnownColumn{"times.*", Role::kNote, "", "ms"},
    KnownColumn{"times", Role::kMetric, "kernel_time", "ms"},
    KnownColumn{"measurements.time", Role::kSummary, "kernel_time", "ms"},
    KnownColumn{"measurements.*", Role::kSummary},
    KnownColumn{"time", Role::kSummary, "kernel_time", "ms"},
    KnownColumn{"compile_time", Role::kNote, "", "ms"},
    KnownColumn{"verification_time", Role::kNote, "", "ms"},
    KnownColumn{"benchmark_time", Role::kNote, "", "ms"},
    KnownColumn{"strategy_time", Role::kNote, "", "ms"},
    KnownColumn{"framework_time", Role::kNote, "", "ms"},
    KnownColumn{"timestamp", Role::kNote},
    KnownColumn{"correctness", Role::kNote},
    KnownColumn{"invalidity", Role::kError},
    KnownColumn{"failure", Role::kError},
    KnownColumn{"repetition", Role::kRun},
};

/// What one configuration says.
struct Tried {
  Record parameters;
  Record stated;
  const JsonValue* runtimes = nullptr;  ///< absent if it never ran
  std::string failure;
};

class TunerReader {
 public:
  TunerReader(const JsonValue& root, const std::string& file, std::string runtimes)
      : root_(root),
        stated_(file, "", std::string(kFormat)),
        trials_(file, "/*", std::string(kFormat)),
        runtimes_(std::move(runtimes)) {}

  void share(std::string_view key) {
    const JsonValue* member = root_.find(key);
    if (member == nullptr) {
      return;
    }
    std::string cell = member->text;
    for (const JsonValue& item : member->items) {
      cell += (cell.empty() ? "" : "x") + item.text;
    }
    used_ += count_leaves(*member);
    stated_.add_shared(std::string(key), cell);
    trials_.add_shared(std::string(key), cell);
  }

  void add(Tried tried) {
    tried.stated.emplace_back("failure", tried.failure);
    Record row = tried.parameters;
    row.insert(row.end(), tried.stated.begin(), tried.stated.end());
    stated_.add_row(place_, row);
    add_trials(tried);
    ++place_;
  }

  /// The name if it is a column's, or may be one of a new one.
  std::string column(std::string name) {
    const bool fits =
        columns_.contains(name) || (columns_.size() < kColumnsMax && columns_.insert(name).second);
    return fits ? std::move(name) : "";
  }

  void take(Record& cells, std::string name, const JsonValue& value) {
    name = value.is_scalar() ? column(std::move(name)) : "";
    if (!name.empty()) {
      ++used_;
      cells.emplace_back(std::move(name), value.text);
    }
  }

  void set_unit(const std::string& name, const std::string& spelled) {
    if (const auto unit = canonical_unit(spelled)) {
      units_.emplace_back(name, *unit);
    }
  }

  FormatOutput output(const std::set<std::string, std::less<>>& parameters) {
    FormatOutput result;
    for (TableBuilder* builder : {&stated_, &trials_}) {
      Table table = builder->take();
      know_columns(table, kColumns, kFormat);
      for (Column& each : table.columns) {
        finish(each, parameters.contains(each.name));
      }
      table.kind = builder == &stated_ ? TableKind::kSummary : TableKind::kMeasured;
      if (table.rows() > 0) {
        result.tables.push_back(std::move(table));
      }
    }
    result.account =
        account_of_leaves(count_leaves(root_), used_,
                          {0, "", "of the search space or the tuning, no configuration's value"});
    return result;
  }

 private:
  void add_trials(const Tried& tried) {
    const std::size_t runs = tried.runtimes == nullptr ? 0 : tried.runtimes->items.size();
    cells_ += (runs + 1) * (tried.parameters.size() + 2);
    if (cells_ > kCellsMax || (runs == 0 && tried.failure.empty())) {
      return;
    }
    for (std::size_t i = 0; i < std::max<std::size_t>(runs, 1); ++i) {
      Record row = tried.parameters;
      row.emplace_back("repetition", std::to_string(i));
      row.emplace_back(runtimes_, i < runs ? tried.runtimes->items[i].text : "");
      row.emplace_back("failure", tried.failure);
      trials_.add_row(place_, row);
    }
    used_ += tried.runtimes == nullptr ? 0 : count_leaves(*tried.runtimes);
  }

  void finish(Column& each, bool is_parameter) {
    for (const auto& [name, unit] : units_) {
      each.unit = name == each.name && each.unit.empty() ? unit : each.unit;
    }
    if (is_parameter) {
      each.role = Role::kFactor;
      each.unit = "";
      each.definition = nullptr;
      each.evidence = "a parameter that was tuned";
    } else if (each.evidence.empty()) {
      each.role = Role::kSummary;
      each.evidence = "kernel-tuner says so";
    }
  }

  const JsonValue& root_;
  TableBuilder stated_;
  TableBuilder trials_;
  std::string runtimes_;  ///< the column of a trial's time
  std::set<std::string, std::less<>> columns_;
  std::vector<std::pair<std::string, std::string>> units_;
  std::size_t place_ = 0;
  std::size_t cells_ = 0;
  std::size_t used_ = 0;
};

/// A list of times, where that is what it is.
const JsonValue* numbers(const JsonValue* value) {
  return value != nullptr && value->kind == JsonKind::kArray && is_numbers(*value) ? value
                                                                                   : nullptr;
}

Tried tried_of_result(const JsonValue& result, TunerReader& reader) {
  Tried tried;
  for (const auto& [key, value] : result.find("configuration")->members) {
    reader.take(tried.parameters, "configuration." + key, value);
  }
  for (const auto& [key, value] : result.find("times")->members) {
    reader.take(tried.stated, "times." + key, value);
  }
  for (const std::string_view key : {"timestamp", "correctness"}) {
    if (const JsonValue* value = result.find(key)) {
      reader.take(tried.stated, std::string(key), *value);
    }
  }
  const JsonValue* measurements = result.find("measurements");
  for (std::size_t i = 0; measurements != nullptr && i < measurements->items.size(); ++i) {
    const JsonValue* name = measurements->items[i].find("name");
    const JsonValue* value = measurements->items[i].find("value");
    const JsonValue* unit = measurements->items[i].find("unit");
    if (name != nullptr && value != nullptr) {
      reader.take(tried.stated, "measurements." + name->text, *value);
      reader.set_unit("measurements." + name->text, unit == nullptr ? "" : unit->text);
    }
  }
  const JsonValue* invalidity = result.find("invalidity");
  const bool failed = invalidity != nullptr && invalidity->text != "correct";
  tried.failure = failed ? invalidity->text : "";
  tried.runtimes = numbers(result.find("times")->find("runtimes"));
  return tried;
}

Tried tried_of_entry(const JsonValue& entry, const std::set<std::string, std::less<>>& parameters,
                     TunerReader& reader) {
  Tried tried;
  for (const auto& [key, value] : entry.members) {
    const bool is_error = (key == "time" && value.kind == JsonKind::kString) || key == "__error__";
    if (is_error) {
      tried.failure = value.text;
    } else {
      reader.take(parameters.contains(key) ? tried.parameters : tried.stated, key, value);
    }
  }
  tried.runtimes = numbers(entry.find("times"));
  return tried;
}

bool is_result(const JsonValue& value) {
  const JsonValue* configuration = value.find("configuration");
  const JsonValue* times = value.find("times");
  return configuration != nullptr && configuration->kind == JsonKind::kObject && times != nullptr &&
         times->kind == JsonKind::kObject && value.find("invalidity") != nullptr;
}

std::optional<FormatOutput> read_results(const JsonValue& root, const std::string& path) {
  const JsonValue* results = root.find("results");
  if (results == nullptr || results->items.empty() ||
      !std::all_of(results->items.begin(), results->items.end(), is_result)) {
    return std::nullopt;
  }
  TunerReader reader(root, path, "times.runtimes");
  for (const JsonValue& result : results->items) {
    reader.add(tried_of_result(result, reader));
  }
  return reader.output({});
}

std::optional<FormatOutput> read_cache(const JsonValue& root, const std::string& path) {
  const JsonValue* cache = root.find("cache");
  const JsonValue* keys = root.find("tune_params_keys");
  if (cache == nullptr || cache->members.empty() || keys == nullptr || keys->items.empty()) {
    return std::nullopt;
  }
  std::set<std::string, std::less<>> parameters;
  for (const JsonValue& key : keys->items) {
    parameters.insert(key.text);
  }
  TunerReader reader(root, path, "times");
  for (const std::string_view key : {"device_name", "kernel_name", "problem_size"}) {
    reader.share(key);
  }
  for (const auto& [key, entry] : cache->members) {
    reader.add(tried_of_entry(entry, parameters, reader));
  }
  return reader.output(parameters);
}

}  // namespace

std::optional<FormatOutput> read_kernel_tuner(const Source& source) {
  constexpr std::array<std::string_view, 2> kResults{"\"configuration\"", "\"invalidity\""};
  constexpr std::array<std::string_view, 2> kCache{"\"tune_params_keys\"", "\"cache\""};
  if (source.type != ArtifactType::kJson) {
    return std::nullopt;
  }
  for (const auto& [markers, read] :
       {std::pair(kResults, &read_results), std::pair(kCache, &read_cache)}) {
    if (auto file = parse_marked_file(source, markers)) {
      if (auto output = read(file->root, source.path)) {
        output->problems = file->problems.take();
        return output;
      }
    }
  }
  return std::nullopt;
}

}  // namespace chimera::read
