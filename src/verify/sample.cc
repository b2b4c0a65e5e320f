#include "verify/sample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "data/unit.h"
#include "query/select.h"
#include "stats/descriptive.h"
#include "verify/machine_folders.h"
#include "verify/name_index.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Files, or a kind of experiment that must be met: a column that the tables there lack is not
// meant.
bool says_place(const Scope& scope) {
  return scope.files ||
         std::any_of(scope.conditions.begin(), scope.conditions.end(), [](const Setting& setting) {
           return !setting.soft && is_experiment(setting);
         });
}

// One tool writes true where another writes 1.
bool is_same_switch(std::string_view value, std::string_view cell) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kSame = {
      {{"false", "0"}, {"true", "1"}}};
  return std::ranges::any_of(kSame, [&](const auto& same) {
    return (value == same.first && cell == same.second) ||
           (value == same.second && cell == same.first);
  });
}

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

// "qwen25_7b_awq" → "qwen25", "7b", "awq"; "Qwen2.5-7B" → "qwen25", "7b".
std::vector<std::string> parts_of_name(std::string_view name) {
  std::vector<std::string> parts(1);
  for (const char c : lowered(name)) {
    if (is_word_char(c)) {
      parts.back() += c;
    } else if (c != '.' && !parts.back().empty()) {
      parts.emplace_back();
    }
  }
  return parts;
}

// "qwen25_7b_awq/" of Qwen2.5-7B-Instruct-AWQ: a folder that some words of a model's name make up.
bool folder_spells(std::string_view path, const std::vector<std::string>& models) {
  constexpr std::size_t kTelling = 8;
  for (std::size_t begin = 0, end = path.find('/'); end != std::string_view::npos;
       begin = end + 1, end = path.find('/', begin)) {
    const std::string_view folder = path.substr(begin, end - begin);
    const std::vector<std::string> words = parts_of_name(folder);
    const bool telling = words.size() > 1 && folder.size() >= kTelling && has_digit(folder);
    if (telling && std::ranges::any_of(models, [&](const std::string& model) {
          const std::vector<std::string> of_model = parts_of_name(model);
          return std::ranges::all_of(words, [&](const std::string& word) {
            return std::ranges::find(of_model, word) != of_model.end();
          });
        })) {
      return true;
    }
  }
  return false;
}

// Whether a word of the file's name is the setting's: "concurrency64".
bool is_called_otherwise(std::string_view path, const Setting& setting) {
  const auto& columns = setting.other_columns;
  return std::find(columns.begin(), columns.end(), kPathColumn) != columns.end() &&
         path_has(path, setting.other_values);
}

}  // namespace

std::vector<double> Sample::values() const {
  std::vector<double> out(cells.size());
  std::transform(cells.begin(), cells.end(), out.begin(),
                 [](const Cell& cell) { return cell.value; });
  return out;
}

// Whether a folder or a word of the file's name is one of the values: "h100/…", "bench_vllm.json".
bool goes_by(std::string_view column, std::string_view name) {
  return std::ranges::equal(column, name, [](char own, char said) {
    return own == said || (own >= 'A' && own <= 'Z' && own - 'A' + 'a' == said);
  });
}

const Column* column_called(const Table& table, std::string_view name) {
  const auto found = std::ranges::find_if(
      table.columns, [name](const Column& column) { return goes_by(column.name, name); });
  return found == table.columns.end() ? nullptr : &*found;
}

const Column* column_called(const Table& table, const std::vector<std::string>& names) {
  const auto found = std::ranges::find_if(table.columns, [&](const Column& column) {
    return std::ranges::any_of(names,
                               [&](const std::string& name) { return goes_by(column.name, name); });
  });
  return found == table.columns.end() ? nullptr : &*found;
}

bool may_be_experiment(const Mention& mention) {
  return std::ranges::find(mention.columns, kExperimentColumn) != mention.columns.end();
}

bool is_told_by_path(const Mention& mention) {
  return !mention.columns.empty() &&
         (mention.columns.front() == kExperimentColumn || mention.columns.front() == kPathColumn);
}

bool lies_in(std::string_view path, const std::vector<Mention>& mentions) {
  return std::ranges::all_of(mentions, [path](const Mention& each) {
    return !is_told_by_path(each) || path_has(path, each.values);
  });
}

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
    const auto want = [&](const auto& columns, const auto& values) {
      for (const std::string& name : columns) {
        if (const Column* const column = column_called(table, name); column != nullptr) {
          any.push_back({column, &values});
        }
      }
    };
    want(setting.columns, setting.values);
    if (any.empty() && says_place(scope)) {
      want(setting.other_columns, setting.other_values);
    }
    if (any.empty()) {
      none_ =
          none_ ||
          (!key && !setting.soft && !path_has(table.file, setting.values) &&
           !is_called_otherwise(table.file, setting) && !path_spells(table.file, setting.called) &&
           (setting.called.empty() ||
            !folder_spells(table.file, setting.values)));  // of a key the metric's name decides
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
    return std::any_of(wanted.values->begin(), wanted.values->end(), [cell](const auto& value) {
      return query::value_matches(value, cell) || is_same_switch(value, cell);
    });
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
  erase_other_machines(dataset, scope, tables);
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
                       [&](const auto& name) { return column_called(table, name) != nullptr; });
  });
}

}  // namespace

namespace {

// The scope with the kind of experiment that it names as a condition, also where a key is called
// so; nullopt where it names none.
std::optional<Scope> within_experiment(const Scope& scope) {
  std::optional<Scope> within;
  for (std::size_t i = 0; i < scope.conditions.size(); ++i) {
    if (scope.conditions[i].soft && is_experiment(scope.conditions[i])) {
      within = within ? std::move(within) : std::optional(scope);
      within->conditions[i].soft = false;
      within->conditions[i].columns = {std::string(kExperimentColumn)};
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

// The column that counts repetitions, from its least number on; nullptr for none.
const Column* counter_of(const Table& table) {
  static constexpr std::array<std::string_view, 7> kCounters = {
      "iter", "iteration", "rep", "repetition", "repeat", "trial", "replicate"};
  const auto found = std::ranges::find_if(table.columns, [](const Column& column) {
    return !column.shared && !column.number.empty() && is_one_of(lowered(column.name), kCounters);
  });
  return found == table.columns.end() ? nullptr : &*found;
}

// Whether rows are those of a place in their run.
class PlaceInRun {
 public:
  PlaceInRun(TrialPlace wanted, const Table& table)
      : wanted_(wanted), counter_(wanted == TrialPlace::kAny ? nullptr : counter_of(table)) {
    if (counter_ != nullptr) {
      least_ = *std::ranges::min_element(counter_->number);
    }
  }

  /// To be asked of all rows of a table, in their order.
  bool holds(const Table& table, std::size_t row) {
    if (wanted_ == TrialPlace::kAny) {
      return true;
    }
    const bool first = counter_ != nullptr ? counter_->number_at(row) <= least_
                                           : begun_.insert(run_of(table, row)).second;
    return first == (wanted_ == TrialPlace::kFirst);
  }

 private:
  TrialPlace wanted_;
  const Column* counter_;
  double least_ = 0;
  std::set<std::string> begun_;
};

// Whether the row may be meant: of arrays that the scope names an element of, that one.
bool is_element(const Table& table, std::size_t row, const Scope& scope, bool has_array) {
  return !has_array ||
         (is_array_at(*scope.element, table.pointer) && table.place[row] == scope.element->index);
}

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
    key.append(!setting.other_columns.empty() && says_place(scope) ? "or beside\n" : "");
  }
  return key;
}

// Whether the scope has the column under another definition, or another column of its kind
// ("ttft_s" for "mean_ttft_s"): that one is meant there.
bool was_measured_otherwise(const Dataset& dataset, const Metric& asked, const Scope& scope) {
  const auto is_like_it = [&](const Metric& metric) {
    const bool kin = !asked.core.empty() && metric.core == asked.core;
    return &metric != &asked && (kin || metric.name == asked.name);
  };
  return std::any_of(dataset.metrics().begin(), dataset.metrics().end(), [&](const Metric& metric) {
    return is_like_it(metric) && !take_sample(dataset, metric, scope).cells.empty();
  });
}

// The column that says of which measurement each row is ("metric, before, after"); nullptr for
// none.
const Column* measurement_column(const Table& table) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "metric", "metrics", "measure", "measurement", "statistic", "stat", "kpi", "quantity"};
  const auto found = std::ranges::find_if(table.columns, [](const Column& column) {
    return sets_the_trial(column.role) && is_one_of(lowered(column.name), kNames);
  });
  return found == table.columns.end() ? nullptr : &*found;
}

// Several measurements below each other have no mean.
bool mixes_measurements(const Table& table, std::span<const Cell> cells) {
  const Column* const kind = cells.size() < 2 ? nullptr : measurement_column(table);
  return kind != nullptr && std::ranges::any_of(cells, [&](const Cell& cell) {
           return kind->text_at(cell.row) != kind->text_at(cells.front().row);
         });
}

// Runs that were broken off count where nothing else was measured, or where the text names them.
void leave_out_aborted(const Scope& scope, Sample& sample) {
  constexpr std::string_view kAborted = "aborted";
  const bool named =
      scope.files || std::ranges::any_of(scope.conditions, [&](const Setting& setting) {
        return setting.columns.front() == kPathColumn && setting.values.front() == kAborted;
      });
  std::set<const Table*> aborted;
  std::set<const Table*> others;
  const Table* last = nullptr;
  for (const Cell& cell : sample.cells) {
    if (cell.table != last) {
      last = cell.table;
      (last->file.find(kAborted) == std::string::npos ? others : aborted).insert(last);
    }
  }
  if (!named && !others.empty() && !aborted.empty()) {
    std::erase_if(sample.cells, [&](const Cell& cell) { return aborted.contains(cell.table); });
  }
}

}  // namespace

Sample take_sample(const Dataset& dataset, const Metric& asked, const Scope& scope,
                   const SampleOptions& options) {
  if (const auto in_experiment = within_experiment(scope)) {
    Sample sample = take_sample(dataset, asked, *in_experiment, options);
    if (!sample.cells.empty() || was_measured_otherwise(dataset, asked, *in_experiment)) {
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
  std::vector<const Table*> tables = dataset.tables_in(metric, scope.files);
  erase_other_machines(dataset, scope, tables);
  const bool has_array = scope.element && std::ranges::any_of(tables, [&](const Table* table) {
                           return is_array_at(*scope.element, table->pointer);
                         });
  for (const Table* const table : tables) {
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
    const std::size_t before = sample.cells.size();
    const RowsInScope rows(*table, scope);
    PlaceInRun place(scope.place, *table);
    for (std::size_t row = 0; !rows.is_none() && row < table->rows(); ++row) {
      const double value = column->number_at(row);
      const bool meant = place.holds(*table, row) && rows.holds(row) &&
                         is_element(*table, row, scope, has_array) &&
                         (!unkeyed || rows_have_keys(*table, scope));
      if (!meant) {
        continue;
      }
      any = true;
      ++sample.met;
      if (table->state[row].failed) {
        ++sample.failed;
      } else if (std::isfinite(value) &&
                 (table->state[row].cold ? !options.warm_only : !options.cold_only)) {
        sample.cells.push_back({table, column, row, value * *factor});
      }
    }
    if (mixes_measurements(*table, std::span{sample.cells}.subspan(before))) {
      sample.cells.resize(before);
    }
    if (!any) {
      contents.erase(table->content);
      if (!setting.empty() && !has_array) {
        without.insert(table);
      }
    }
  }
  leave_out_aborted(scope, sample);
  return sample;
}

}  // namespace chimera::verify
