#include "query/inventory.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "query/measure.h"

namespace chimera::query {

namespace {

constexpr std::size_t kFirstPaths = 5;

void count_artifact(const Artifact& artifact, Inventory& inventory) {
  if (artifact.type == ArtifactType::kOther) {
    ++inventory.files_other;
    return;
  }
  ++inventory.files_analyzed;
  inventory.bytes += artifact.size_bytes;
  auto type = std::find_if(inventory.types.begin(), inventory.types.end(),
                           [&](const TypeCount& known) { return known.type == artifact.type; });
  if (type == inventory.types.end()) {
    inventory.types.push_back(TypeCount{.type = artifact.type});
    type = std::prev(inventory.types.end());
    type->latest_utc_s = artifact.modified_utc_s;
  }
  ++type->files;
  type->bytes += artifact.size_bytes;
  type->latest_utc_s = std::max(type->latest_utc_s, artifact.modified_utc_s);
  if (type->first_paths.size() < kFirstPaths) {
    type->first_paths.push_back(artifact.path);
  }
}

/// Whatever tool's format is found in them.
std::set<std::string_view> delimited_files(const Observations& observations) {
  std::set<std::string_view> files;
  for (const Artifact& artifact : observations.artifacts) {
    if (artifact.type == ArtifactType::kCsv) {
      files.insert(artifact.path);
    }
  }
  return files;
}

void count_trials(const Table& table, Inventory& inventory) {
  inventory.trials += table.rows();
  inventory.failed += count_failed(table);
  inventory.cold += static_cast<std::size_t>(std::count_if(
      table.state.begin(), table.state.end(), [](const TrialState& state) { return state.cold; }));
}

struct Counted {
  std::string metric;
  std::vector<Condition> where;
  std::size_t value = 0;
  std::string unit;
};

Fact counted_fact(const Counted& counted) {
  Fact fact;
  fact.query = {.metric = counted.metric, .statistics = {Statistic::kCount}};
  fact.query.where = counted.where;
  fact.id = fact_id(fact.query);
  fact.value = static_cast<double>(counted.value);
  fact.unit = counted.unit;
  fact.n = counted.value;
  fact.no_interval = "a count of everything there is";
  return fact;
}

}  // namespace

Inventory take_inventory(const Observations& observations) {
  Inventory inventory;
  for (const Artifact& artifact : observations.artifacts) {
    count_artifact(artifact, inventory);
  }
  std::sort(inventory.types.begin(), inventory.types.end(),
            [](const TypeCount& a, const TypeCount& b) { return a.type < b.type; });
  const std::set<std::string_view> delimited = delimited_files(observations);
  std::map<std::string, std::set<std::string>> by_content;
  for (const Table& table : observations.tables) {
    if (delimited.contains(table.file)) {
      inventory.rows_csv += table.rows();
      inventory.rows_csv_failed += count_failed(table);
    }
    if (table.kind == TableKind::kClaim) {
      continue;
    }
    bool first = true;
    if (!table.content.empty()) {
      std::set<std::string>& files = by_content[table.content];
      first = files.empty();
      files.insert(table.file);
    }
    if (first && table.kind == TableKind::kMeasured && holds_trials(table)) {
      count_trials(table, inventory);
    }
  }
  for (const auto& [content, files] : by_content) {
    if (files.size() > 1) {
      inventory.copies.emplace_back(files.begin(), files.end());
    }
  }
  std::sort(inventory.copies.begin(), inventory.copies.end());
  return inventory;
}

std::vector<Fact> inventory_facts(const Inventory& inventory, const Observations& observations) {
  std::vector<Counted> counts{
      {"files", {}, inventory.files_analyzed, ""},
      {"bytes", {}, inventory.bytes, "B"},
      {"trials", {}, inventory.trials, ""},
      {"failed", {}, inventory.failed, ""},
      {"cold", {}, inventory.cold, ""},
      {"rows", {{"type", "CSV"}}, inventory.rows_csv, ""},
      {"failed", {{"type", "CSV"}}, inventory.rows_csv_failed, ""},
      {"copies", {}, inventory.copies.size(), ""},
      {"problems", {}, observations.problems.size(), ""},
  };
  for (const TypeCount& type : inventory.types) {
    const std::vector<Condition> where{{"type", std::string(artifact_type_name(type.type))}};
    counts.push_back({"files", where, type.files, ""});
    counts.push_back({"bytes", where, type.bytes, "B"});
  }
  std::vector<Fact> facts;
  facts.reserve(counts.size());
  for (const Counted& counted : counts) {
    facts.push_back(counted_fact(counted));
  }
  return facts;
}

}  // namespace chimera::query
