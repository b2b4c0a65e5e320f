#include "verify/dataset.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "data/unit.h"
#include "verify/column_kinds.h"
#include "verify/date_words.h"
#include "verify/stated_number.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "model_size_bytes": behind other words a unit, too.
constexpr std::array<std::string_view, 5> kLongUnits = {"bytes", "seconds", "milliseconds", "watts",
                                                        "celsius"};

std::string without_stamps(std::string_view stem) {
  std::size_t end = stem.size();
  for (;;) {
    std::size_t begin = end;
    while (begin > 0 &&
           ((stem[begin - 1] >= '0' && stem[begin - 1] <= '9') || stem[begin - 1] == '-')) {
      --begin;
    }
    if (end - begin < 6 || begin == 0 || stem[begin - 1] != '_') {
      return std::string(stem.substr(0, end));
    }
    end = begin - 1;
  }
}

// The moments that a name carries: "20251002-170837", "20251004_143244", "1759186372".
void add_stamps(std::string_view name, std::vector<std::int64_t>& times) {
  for (std::size_t at = 0; at < name.size(); ++at) {
    std::size_t end = at;
    while (end < name.size() && name[end] >= '0' && name[end] <= '9') {
      ++end;
    }
    std::int64_t value = 0;
    std::from_chars(name.data() + at, name.data() + end, value);
    if (end - at == 10 && value > 1'000'000'000 && value < 2'200'000'000) {
      times.push_back(value);
    } else if (end - at == 8 && value > 19'900'101 && value < 21'000'101 &&
               value / 100 % 100 >= 1 && value / 100 % 100 <= 12 && value % 100 >= 1 &&
               value % 100 <= 31) {
      times.push_back(day_utc_s(value / 10'000, static_cast<unsigned>(value / 100 % 100),
                                static_cast<unsigned>(value % 100)));
    }
    at = std::max(at, end);
  }
}

void add_dates(std::string_view text, std::vector<std::int64_t>& times) {
  Plain plain;
  plain.add(text, 0, {0, text.size()});
  for (const Numeral& date : find_numerals(plain)) {
    if (date.kind == NumeralKind::kDate && has_year(date)) {
      times.push_back(date.first_utc_s);
    }
  }
}

void add_cell_times(const Column& column, std::size_t rows, std::vector<std::int64_t>& times) {
  const std::size_t cells = column.shared ? 1 : rows;
  for (std::size_t row = 0; row < std::min<std::size_t>(cells, 1000); ++row) {
    const std::string_view text = column.text_at(row);
    if (text.size() >= 10 && text[4] == '-') {
      add_dates(text, times);
    } else if (text.size() > 8 && text[8] == '-') {
      add_stamps(text, times);  // 20250913-110105
    } else if (const double value = column.number_at(row); value > 1e9 && value < 2.2e9) {
      times.push_back(static_cast<std::int64_t>(value));
    }
  }
}

// Columns of a tool's own notes are of any role: "date", "test_time", "context.date".
bool tells_time(const Column& column) {
  const auto words = name_words(std::string_view{column.name}.substr(column.name.rfind('.') + 1));
  return column.role == Role::kTime ||
         (column.role == Role::kNote &&
          std::any_of(words.begin(), words.end(), [](const std::string& word) {
            return word == "date" || word == "time" || word == "timestamp" || word == "datetime";
          }));
}

void add_table_times(const Table& table, std::vector<std::int64_t>& times) {
  for (const Column& column : table.columns) {
    if (tells_time(column)) {
      add_cell_times(column, table.rows(), times);
    }
  }
}

// The first "Date:" or "Generated:" near the top of a document.
void add_document_date(const TreeText& document, std::vector<std::int64_t>& times) {
  const std::string start = lowered(std::string_view{document.text}.substr(0, 3000));
  for (const std::string_view key : {"date", "generated", "timestamp"}) {
    const std::size_t at = find_phrase(start, key);
    if (at == std::string::npos) {
      continue;
    }
    Plain plain;
    const std::string_view line = std::string_view{start}.substr(at, 60);
    plain.add(line, 0, {0, line.size()});
    for (const Numeral& date : find_numerals(plain)) {
      if (date.kind == NumeralKind::kDate && has_year(date)) {
        times.push_back(date.first_utc_s);
        return;
      }
    }
  }
}

// A nested name with each of its parts but the last left open, and that part.
std::vector<std::pair<std::string, std::string>> patterns_of(const std::string& name) {
  std::vector<std::pair<std::string, std::string>> patterns;
  for (std::size_t begin = 0;;) {
    const std::size_t end = name.find('.', begin);
    if (end == std::string::npos) {
      return patterns;
    }
    patterns.emplace_back(name.substr(0, begin) + "*" + name.substr(end),
                          name.substr(begin, end - begin));
    begin = end + 1;
  }
}

// "time" of "build.time_s": what of is said by the part above.
bool says_time_alone(const std::vector<std::string>& core) {
  static constexpr std::array<std::string_view, 3> kTimes = {"time", "duration", "elapsed"};
  return core.size() == 1 && is_one_of(core.front(), kTimes);
}

// Parts of nested names that say nothing of what was measured.
bool is_plain_key(std::string_view key) {
  static constexpr std::array<std::string_view, 18> kPlain = {
      "metrics", "summary", "stats",  "results", "data",   "timing", "overall", "total",   "before",
      "after",   "values",  "config", "timings", "result", "record", "records", "latency", "run"};
  return is_one_of(key, kPlain);
}

}  // namespace

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) {
      words.push_back(lowered(word));
      word.clear();
    }
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    // "peakRssMiB": the unit is one word.
    const bool hump = is_hump(name, i) && !canonical_unit(name.substr(i - word.size()));
    if (!is_word_char(c) || hump) {
      end_word();
    }
    if (is_word_char(c)) {
      word += c;
    }
  }
  end_word();
  return words;
}

Dataset::Dataset(const Observations& observations, const std::vector<TreeText>& texts)
    : observations_(observations), texts_(texts) {
  add_files(texts);
  const std::set<std::string> notes = telling_notes(observations);
  for (const Table& table : observations.tables) {
    if (const auto file = file_index_.find(table.file); file != file_index_.end()) {
      files_[file->second].tables.push_back(&table);
      spelled_.add(table, file->second);
    }
    if (table.kind != TableKind::kClaim) {
      add_columns(table, notes);
    }
  }
  for (FileEntry& file : files_) {
    for (const Table* table : file.tables) {
      add_table_times(*table, file.times_utc_s);
    }
  }
  std::sort(models_.begin(), models_.end());
  add_keys();
}

// "pytorch.latency_ms.mean" beside "tensorrt.latency_ms.mean": the first part is a level.
void Dataset::add_keys() {
  for (std::size_t i = 0; i < metrics_.size(); ++i) {
    for (const auto& [pattern, part] : patterns_of(metrics_[i].name)) {
      alike_[pattern].push_back(i);
    }
  }
  std::set<std::string_view> measured_names;
  for (const Metric& metric : metrics_) {
    measured_names.insert(metric.lower);
  }
  for (Metric& metric : metrics_) {
    for (const auto& [pattern, part] : patterns_of(metric.name)) {
      const auto& alike = alike_.at(pattern);
      const std::string key = lowered(part);
      if (alike.size() < 2 || key.size() < 2 || is_plain_key(key) || !statistic_word(key).empty()) {
        continue;
      }
      metric.keys.push_back(key);
      // "request_latency" of request_latency.p50 is what is measured, and chooses from nothing.
      if (definition_of_column(part) != nullptr || measured_names.contains(key)) {
        continue;
      }
      for (const std::size_t other : alike) {
        for (const auto& [its_pattern, its_part] : patterns_of(metrics_[other].name)) {
          if (its_pattern == pattern) {
            keys_[key].insert(lowered(its_part));
          }
        }
      }
    }
  }
}

const Metric* Dataset::with_key(const Metric& metric, const std::vector<std::string>& keys) const {
  const auto has = [&](const Metric& each) {
    return std::any_of(each.keys.begin(), each.keys.end(), [&](const std::string& key) {
      return std::find(keys.begin(), keys.end(), key) != keys.end();
    });
  };
  if (has(metric)) {
    return &metric;
  }
  for (const auto& [pattern, part] : patterns_of(metric.name)) {
    for (const std::size_t i : alike_.at(pattern)) {
      if (has(metrics_[i])) {
        return &metrics_[i];
      }
    }
  }
  return nullptr;
}

void Dataset::add_files(const std::vector<TreeText>& texts) {
  for (const Artifact& artifact : observations_.artifacts) {
    if (artifact.type == ArtifactType::kOther) {
      continue;
    }
    FileEntry file;
    file.artifact = &artifact;
    file.path = lowered(artifact.path);
    file.folder = folder_of(file.path);
    file.name = file.path.substr(file.folder.size());
    file.stem = file.name.substr(0, std::min(file.name.rfind('.'), file.name.size()));
    file.base = without_stamps(file.stem);
    add_stamps(file.path, file.times_utc_s);
    for (std::size_t at = file.folder.find('/'); at != std::string::npos;
         at = file.folder.find('/', at + 1)) {
      folders_.insert(file.folder.substr(0, at + 1));
    }
    file_index_.emplace(artifact.path, files_.size());
    files_.push_back(std::move(file));
  }
  for (const TreeText& document : texts) {
    if (const auto file = file_index_.find(document.path);
        file != file_index_.end() && !is_log(document)) {
      add_document_date(document, files_[file->second].times_utc_s);
    }
  }
}

void Dataset::add_columns(const Table& table, const std::set<std::string>& notes) {
  std::vector<std::string> head;
  head.reserve(table.columns.size());
  for (const Column& column : table.columns) {
    if (!column.shared) {
      head.push_back(column.name);
    }
    if (column.role == Role::kBlock) {
      blocks_.insert(lowered(column.name));
    }
    if (is_serial(column) || is_remark(column)) {
      continue;
    }
    if ((measures(column.role) && !column.number.empty() && !is_knob(column) && !is_grid(column)) ||
        is_noted_size(column) || is_sensor(column)) {
      add_metric(table, column);
    } else if (sets_the_trial(column.role) || measures(column.role) || column.name == "model" ||
               column.role == Role::kRun || names_rows(column, table.rows()) ||
               (column.role == Role::kNote && notes.contains(column.name))) {
      add_levels(table, column);
    }
  }
  std::sort(head.begin(), head.end());
  heads_[std::move(head)].push_back(&table);
}

void Dataset::add_metric(const Table& table, const Column& column) {
  // One column name may mean one thing in one table, another in the next.
  std::string key = column.name;
  key.append("\n").append(column.definition == nullptr ? "" : column.definition->name);
  const auto [known, is_new] = metric_index_.emplace(key, metrics_.size());
  if (!is_new) {
    Metric& metric = metrics_[known->second];
    metric.tables.push_back(&table);
    metric.files.push_back(file_of(table));
    metric.in_order =
        metric.in_order && metric.files[metric.files.size() - 2] <= metric.files.back();
    metric.stated = metric.stated && column.role == Role::kSummary;
    return;
  }
  Metric metric;
  metric.name = column.name;
  metric.definition = column.definition;
  metric.unit = column.unit;
  metric.stated = column.role == Role::kSummary;
  metric.tables.push_back(&table);
  metric.files.push_back(file_of(table));
  // "Throughput (req/s)": the unit is no word of the name.
  const std::string_view whole = column.name;
  const std::string_view name =
      column.unit.empty() ? whole : whole.substr(0, std::max<std::size_t>(whole.find(" ("), 1));
  std::size_t begin = name.rfind('.');
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  std::size_t end = name.size();
  for (;;) {
    std::vector<std::string> core;
    for (const std::string& word : name_words(name.substr(begin, end - begin))) {
      const std::string_view said = statistic_word(word);
      if (!said.empty() && said != "count") {
        metric.statistic = metric.statistic.empty() ? std::string(said) : metric.statistic;
      } else if (const bool is_unit =
                     canonical_unit(word) &&
                     (word.size() <= 3 || (!core.empty() && is_one_of(word, kLongUnits)));
                 !is_unit && word != "overall" && word != "percentiles" && word != "per" &&
                 word != "benchmark" && word != "stats") {
        core.push_back(word);
      }
    }
    metric.core.insert(metric.core.begin(), core.begin(), core.end());
    if (begin == 0 || (!metric.core.empty() && !says_time_alone(metric.core))) {
      break;
    }
    end = begin - 1;
    const std::size_t up = name.rfind('.', end - 1);
    begin = up == std::string_view::npos ? 0 : up + 1;
    if (!metric.core.empty() && is_plain_key(name.substr(begin, end - begin))) {
      break;
    }
  }
  static constexpr std::array<std::string_view, 5> kRates = {"ips", "qps", "rps", "fps", "iops"};
  const bool several = metric.core.size() > 1;  // "throughput_ips"
  std::erase_if(metric.core, [&](const std::string& word) {
    return several && std::find(kRates.begin(), kRates.end(), word) != kRates.end();
  });
  if (is_sensor(column)) {
    metric.core = name_words(column.name);  // "temperature.gpu": the part stands behind
  }
  metric.lower = lowered(metric.name);
  // "latency_ms.mean": the unit stands in the part above; "min" is no minute there.
  const bool least = metric.unit == "min" && metric.name.ends_with("min");
  for (const auto& [pattern, part] : patterns_of(metric.name)) {
    const std::string unit = unit_in_name(part);
    metric.unit = (metric.unit.empty() || least) && !unit.empty() ? unit : metric.unit;
  }
  const bool rate = metric.unit == "s" && metric.lower.find("_per_s") != std::string::npos;
  if (rate || (least && metric.unit == "min")) {
    metric.unit.clear();
  }
  const bool power =
      std::find(metric.core.begin(), metric.core.end(), "power") != metric.core.end();
  if (metric.unit.empty() && power && metric.lower.ends_with("_w")) {
    metric.unit = "W";
  }
  if (metric.unit.empty() && is_noted_size(column)) {
    metric.unit = "B";
  }
  if (metric.unit.empty() && metric.core.size() > 1 && metric.core.back() == "c") {
    metric.core.pop_back();  // "temp_c"
  }
  metrics_.push_back(std::move(metric));
}

void Dataset::add_levels(const Table& table, const Column& column) {
  const std::size_t cells = column.shared ? 1 : table.rows();
  std::set<std::string_view> seen;
  const std::string name = lowered(column.name);
  if (!column.unit.empty()) {
    factor_units_.emplace(name, column.unit);
  }
  for (std::size_t row = 0; row < cells && seen.size() < 200; ++row) {
    const std::string_view text = column.text_at(row);
    if (text.empty() || text.size() > 200 || !seen.insert(text).second) {
      continue;
    }
    if (column.name == "model") {
      if (std::find(models_.begin(), models_.end(), text) == models_.end()) {
        models_.emplace_back(text);
      }
      continue;
    }
    auto& spellings = factor_spellings_[name];
    if (std::ranges::find(spellings, column.name) == spellings.end()) {
      spellings.push_back(column.name);
    }
    auto& factor = factors_[name];
    if (std::find(factor.begin(), factor.end(), text) == factor.end()) {
      factor.emplace_back(text);
    }
    auto& places = levels_[lowered(text)].places;
    const std::pair place(column.name, std::string(text));
    if (std::find(places.begin(), places.end(), place) == places.end()) {
      places.push_back(place);
    }
  }
}

std::size_t Dataset::file_of(const Table& table) const {
  const auto found = file_index_.find(table.file);
  return found == file_index_.end() ? files_.size() : found->second;
}

std::vector<const Table*> Dataset::tables_in(
    const Metric& metric, const std::optional<std::vector<std::size_t>>& files) const {
  if (!files) {
    return metric.tables;
  }
  std::vector<const Table*> tables;
  if (!metric.in_order || files->size() > metric.files.size() / 8) {
    for (std::size_t i = 0; i < metric.tables.size(); ++i) {
      if (std::binary_search(files->begin(), files->end(), metric.files[i])) {
        tables.push_back(metric.tables[i]);
      }
    }
    return tables;
  }
  for (const std::size_t file : *files) {
    auto at = std::lower_bound(metric.files.begin(), metric.files.end(), file);
    for (; at != metric.files.end() && *at == file; ++at) {
      tables.push_back(metric.tables[static_cast<std::size_t>(at - metric.files.begin())]);
    }
  }
  return tables;
}

const std::vector<ValuePlace>& Dataset::values_of(const Metric& metric) const {
  const auto [known, is_new] = values_.try_emplace(&metric);
  if (!is_new) {
    return known->second;
  }
  std::vector<ValuePlace>& values = known->second;
  for (const Table* const table : metric.tables) {
    const Column* const column = find_column(*table, metric.name);
    for (std::size_t row = 0; column != nullptr && row < table->rows(); ++row) {
      const double value = column->number_at(row);
      if (std::isfinite(value) && !table->state[row].failed) {
        values.push_back({value, table});
      }
    }
  }
  std::stable_sort(values.begin(), values.end(),
                   [](const ValuePlace& a, const ValuePlace& b) { return a.value < b.value; });
  return values;
}

const query::Inventory& Dataset::inventory() const {
  if (!inventory_) {
    inventory_ = query::take_inventory(observations_);
  }
  return *inventory_;
}

}  // namespace chimera::verify
