// nvbench (NVIDIA/nvbench, json_printer.cu, csv_printer.cu). JSON: a row a state, with its axes as
// settings and its summaries under their tags; values are strings, "inf" among them. Files of 2021
// have objects where later ones have arrays, and summaries named in words. CSV: as the header says,
// names that stand twice ("Noise (%)") with their position. All numbers are statistics stated of
// samples that lie in files of their own; of the times only that of the device is a kernel's. A
// state that was skipped is a failed trial.
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "read/format/format.h"
#include "read/format/json_shape.h"
#include "read/format/known_columns.h"
#include "read/format/leaf_ledger.h"
#include "read/table_builder.h"
#include "text/json.h"

namespace chimera::read {

namespace {

using enum Role;
using text::JsonKind;
using text::JsonValue;

/// Columns of a file, and cells of all its states: what is more is skipped.
constexpr std::size_t kColumnsMax = 512;
constexpr std::size_t kCellsMax = 8'000'000;

constexpr std::array kKnown{
    KnownColumn{"benchmark", kSubject},
    KnownColumn{"device", kNote},
    KnownColumn{"device_name", kSubject},
    KnownColumn{"state", kNote},
    KnownColumn{"skip_reason", kError},
    KnownColumn{"nv/*/time/gpu/mean", kSummary, "kernel_time", "s"},
    KnownColumn{"nv/*/time/gpu/min", kSummary, "kernel_time", "s"},
    KnownColumn{"nv/*/time/gpu/max", kSummary, "kernel_time", "s"},
    KnownColumn{"nv/*/time/gpu/median", kSummary, "kernel_time", "s"},
    KnownColumn{"nv/*/time/*/relative", kSummary},
    KnownColumn{"nv/*/time/*", kSummary, "", "s"},
    KnownColumn{"nv/*/bw/global/bytes_per_second", kSummary, "bandwidth", "B/s"},
    KnownColumn{"Average GPU Time*", kSummary, "kernel_time", "s"},
    KnownColumn{"Average CPU Time*", kSummary, "", "s"},
};

constexpr std::array kKnownCsv{
    KnownColumn{"Benchmark", kSubject},
    KnownColumn{"Device", kNote},
    KnownColumn{"Device Name", kSubject},
    KnownColumn{"Skipped", kError},
    KnownColumn{"GPU Time (sec)*", kSummary, "kernel_time", "s"},
    KnownColumn{"Batch GPU (sec)*", kSummary, "kernel_time", "s"},
    KnownColumn{"*(sec)*", kSummary, "", "s"},
    KnownColumn{"GlobalMem BW (bytes/sec)*", kSummary, "bandwidth", "B/s"},
    KnownColumn{"*(%)*", kSummary, "", "%"},
};

/// The items of an array or the members of an object, with their names.
struct Entry {
  std::string_view key;
  const JsonValue* value = nullptr;
};

std::vector<Entry> entries_of(const JsonValue* value) {
  std::vector<Entry> entries;
  if (value == nullptr) {
    return entries;
  }
  for (const JsonValue& item : value->items) {
    entries.push_back({"", &item});
  }
  for (const text::JsonMember& member : value->members) {
    entries.push_back({member.first, &member.second});
  }
  return entries;
}

std::string text_of(const JsonValue& value, std::string_view key) {
  const JsonValue* member = value.find(key);
  return member == nullptr || !member->is_scalar() ? "" : member->text;
}

class StatesReader {
 public:
  StatesReader(const JsonValue& root, std::string file)
      : root_(root), builder_(std::move(file), "/benchmarks/*/states", "nvbench") {
    for (const Entry& device : entries_of(root_.find("devices"))) {
      devices_.emplace(text_of(*device.value, "id"), text_of(*device.value, "name"));
    }
  }

  bool read() {
    for (const Entry& benchmark : entries_of(root_.find("benchmarks"))) {
      const std::string name = take(*benchmark.value, "name");
      for (const Entry& state : entries_of(benchmark.value->find("states"))) {
        if (rows_ * columns_.size() < kCellsMax) {
          builder_.add_row(rows_++, row_of(name, state));
        }
      }
    }
    return rows_ > 0;
  }

  FormatOutput output() {
    Table table = builder_.take();
    know_columns(table, kKnown, "nvbench");
    for (Column& column : table.columns) {
      if (column.evidence.empty()) {
        column.role = is_axis(column.name) ? kFactor : kSummary;
        column.evidence = "nvbench says so";
      }
    }
    FormatOutput result;
    result.tables.push_back(std::move(table));
    result.account =
        account_of_leaves(count_leaves(root_), used_,
                          {0, "", "of the device, the build, an axis or how a summary is printed"});
    return result;
  }

 private:
  [[nodiscard]] bool is_axis(std::string_view name) const {
    return axes_.find(name) != axes_.end();
  }

  std::string take(const JsonValue& value, std::string_view key) {
    const JsonValue* member = value.find(key);
    used_ += member != nullptr && member->is_scalar() ? 1U : 0U;
    return text_of(value, key);
  }

  /// Whether the name is one of a column, or may be one of a new one.
  bool is_column(const std::string& name) {
    return !name.empty() && (columns_.contains(name) ||
                             (columns_.size() < kColumnsMax && columns_.insert(name).second));
  }

  Record row_of(const std::string& benchmark, const Entry& state) {
    const JsonValue& value = *state.value;
    Record row{{"benchmark", benchmark}};
    const std::string name = take(value, "name");
    row.emplace_back("state", name.empty() ? std::string(state.key) : name);
    row.emplace_back("device", take(value, "device"));
    row.emplace_back("device_name", devices_[row.back().second]);
    for (const Entry& axis : entries_of(value.find("axis_values"))) {
      const std::string axis_name = take(*axis.value, "name");
      if (is_column(axis_name)) {
        axes_.insert(axis_name);
        row.emplace_back(axis_name, take(*axis.value, "value"));
      }
    }
    for (const Entry& summary : entries_of(value.find("summaries"))) {
      add_summary(summary, row);
    }
    row.emplace_back("skip_reason", take(value, "skip_reason"));
    return row;
  }

  void add_summary(const Entry& summary, Record& row) {
    std::string tag = take(*summary.value, "tag");
    tag = tag.empty() ? std::string(summary.key) : tag;
    for (const std::string_view list : {"data", "values"}) {
      for (const Entry& entry : entries_of(summary.value->find(list))) {
        if (text_of(*entry.value, "name") == "value" && is_column(tag)) {
          row.emplace_back(tag, take(*entry.value, "value"));
        }
      }
    }
  }

  const JsonValue& root_;
  TableBuilder builder_;
  std::map<std::string, std::string> devices_;  ///< names by id
  std::set<std::string, std::less<>> axes_;
  std::set<std::string> columns_{"benchmark", "state", "device", "device_name", "skip_reason"};
  std::size_t rows_ = 0;
  std::size_t used_ = 0;
};

std::optional<FormatOutput> read_json_form(const Source& source) {
  for (const std::string_view key :
       {"\"benchmarks\"", "\"states\"", "\"summaries\"", "\"axis_values\""}) {
    if (source.text.find(key) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  const auto root = text::parse_json(source.text);
  if (!root || root->kind != JsonKind::kObject) {
    return std::nullopt;
  }
  StatesReader reader(*root, source.path);
  return reader.read() ? std::optional(reader.output()) : std::nullopt;
}

std::optional<FormatOutput> read_csv_form(const Source& source) {
  const std::string_view head = source.text.substr(0, source.text.find('\n'));
  if (!head.starts_with("Benchmark,Device,Device Name,") ||
      head.find(",Skipped") == std::string_view::npos) {
    return std::nullopt;
  }
  FormatOutput output = read_delimited(source).value_or(FormatOutput{});
  for (Table& table : output.tables) {
    know_columns(table, kKnownCsv, "nvbench");
    bool axis = true;
    for (Column& column : table.columns) {
      axis = axis && column.name != "Skipped";
      if (column.evidence.empty()) {
        column.role = axis ? kFactor : kSummary;
        column.evidence = "nvbench says so";
      }
    }
  }
  return output;
}

}  // namespace

std::optional<FormatOutput> read_nvbench(const Source& source) {
  if (source.type == ArtifactType::kJson) {
    return read_json_form(source);
  }
  return source.type == ArtifactType::kCsv ? read_csv_form(source) : std::nullopt;
}

}  // namespace chimera::read
