// llama-bench's json and jsonl: an object for each test, with the repetitions.
#include <algorithm>
#include <string>
#include <utility>

#include "read/format/json_objects.h"
#include "read/format/json_shape.h"
#include "read/format/llama_bench_rows.h"
#include "text/json.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

std::vector<std::string> spelled_items(const JsonValue* array) {
  std::vector<std::string> items;
  if (array != nullptr) {
    for (const JsonValue& item : array->items) {
      items.push_back(item.text);
    }
  }
  return items;
}

double number_of(const JsonValue& record, std::string_view key) {
  const JsonValue* value = record.find(key);
  return value == nullptr ? 0 : value->number;
}

std::string spelled(const JsonValue& record, std::string_view key) {
  const JsonValue* value = record.find(key);
  return value == nullptr || !value->is_scalar() ? "" : value->text;
}

/// As llama-bench's Markdown spells it: " @ d4096"; "" at no depth.
std::string depth_suffix(const JsonValue& record) {
  return number_of(record, "n_depth") > 0 ? " @ d" + spelled(record, "n_depth") : "";
}

FormatOutput tables_of(const Source& source, const std::vector<LlamaBenchRow>& rows,
                       const std::string& form) {
  FormatOutput output;
  output.tables.push_back(stated_table(source, rows, "llama-bench " + form));
  for (const LlamaBenchTest test :
       {LlamaBenchTest::kPrompt, LlamaBenchTest::kGeneration, LlamaBenchTest::kBoth}) {
    if (auto table = samples_table(source, rows, test)) {
      table->format = "llama-bench " + form;
      output.tables.push_back(std::move(*table));
    }
  }
  return output;
}

bool is_read(std::string_view key) {
  const auto has = [&](const auto& keys) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
  return has(kLlamaBenchOptions) || has(kLlamaBenchNotes) || has(kLlamaBenchStated) ||
         key == "samples_ts" || key == "samples_ns";
}

Account account_of(const JsonValue& root) {
  Account account{.parts = "leaves", .total = count_leaves(root)};
  Skipped unknown{.reason = "no field of llama-bench that is known"};
  Skipped strange{.reason = "no test of llama-bench"};
  for (std::size_t i = 0; i < root.items.size(); ++i) {
    const bool is_test = root.items[i].find("avg_ts") != nullptr;
    const std::string pointer = "/" + std::to_string(i);
    if (!is_test) {
      strange.where = strange.count == 0 ? pointer : strange.where;
      strange.count += count_leaves(root.items[i]);
      continue;
    }
    for (const auto& [key, member] : root.items[i].members) {
      const std::size_t leaves = count_leaves(member);
      if (is_read(key)) {
        account.used += leaves;
        continue;
      }
      skip_leaves(unknown, leaves, pointer_to(pointer, key));
    }
  }
  for (Skipped* skipped : {&unknown, &strange}) {
    if (skipped->count > 0) {
      account.skipped.push_back(std::move(*skipped));
    }
  }
  return account;
}

}  // namespace

LlamaBenchRow llama_bench_row(const JsonValue& record, std::size_t place) {
  LlamaBenchRow row;
  row.place = place;
  row.test = test_of(number_of(record, "n_prompt"), number_of(record, "n_gen"));
  for (const std::string_view option : kLlamaBenchOptions) {
    if (record.find(option) != nullptr) {
      row.options.emplace_back(option, spelled(record, option));
    }
  }
  for (const std::string_view note : kLlamaBenchNotes) {
    if (record.find(note) != nullptr) {
      row.options.emplace_back(note, spelled(record, note));
    }
  }
  row.options.emplace_back(
      "test", test_name(spelled(record, "n_prompt"), spelled(record, "n_gen"), row.test) +
                  depth_suffix(record));
  for (const std::string_view stated : kLlamaBenchStated) {
    row.stated.emplace_back(stated, spelled(record, stated));
  }
  row.samples_ts = spelled_items(record.find("samples_ts"));
  row.samples_ns = spelled_items(record.find("samples_ns"));
  return row;
}

std::optional<FormatOutput> read_llama_bench_json(const Source& source) {
  if (source.text.find("\"avg_ts\"") == std::string_view::npos) {
    return std::nullopt;
  }
  auto objects = json_objects(source);
  if (!objects || objects->root.kind != JsonKind::kArray) {
    return std::nullopt;
  }
  const auto& items = objects->root.items;
  std::vector<LlamaBenchRow> rows;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].find("avg_ts") != nullptr) {
      rows.push_back(llama_bench_row(items[i], objects->lines.empty() ? i : objects->lines[i]));
    }
  }
  if (rows.empty()) {
    return std::nullopt;
  }
  FormatOutput output = tables_of(source, rows, objects->lines.empty() ? "json" : "jsonl");
  output.account = account_of(objects->root);
  output.problems = std::move(objects->problems);
  return output;
}

}  // namespace chimera::read
