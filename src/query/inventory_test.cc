#include "query/inventory.h"

#include <gtest/gtest.h>

#include <set>

namespace chimera::query {
namespace {

Table table_of(std::string file, std::string format, std::string content) {
  Table table;
  table.file = std::move(file);
  table.format = std::move(format);
  table.content = std::move(content);
  table.place = {2, 3, 4};
  table.state.resize(3);
  table.state[0].failed = true;
  table.state[1].cold = true;
  return table;
}

Observations tree() {
  Observations observations;
  observations.artifacts = {{"LICENSE", ArtifactType::kOther, 5, 9},
                            {"a.csv", ArtifactType::kCsv, 10, 1},
                            {"b.csv", ArtifactType::kCsv, 20, 3},
                            {"c.json", ArtifactType::kJson, 30, 2}};
  observations.tables = {table_of("a.csv", "csv", "x"), table_of("b.csv", "csv", "x"),
                         table_of("c.json", "json", "y")};
  return observations;
}

TEST(Inventory, CountsTrialsOfCopiesOnce) {
  const Inventory inventory = take_inventory(tree());
  EXPECT_EQ(inventory.files_analyzed, 3U);
  EXPECT_EQ(inventory.files_other, 1U);
  EXPECT_EQ(inventory.trials, 6U);
  EXPECT_EQ(inventory.failed, 2U);
  EXPECT_EQ(inventory.cold, 2U);
  EXPECT_EQ(inventory.rows_csv, 6U);
  EXPECT_EQ(inventory.rows_csv_failed, 2U);
  ASSERT_EQ(inventory.copies.size(), 1U);
  EXPECT_EQ(inventory.copies[0], (std::vector<std::string>{"a.csv", "b.csv"}));
}

// {"prompt_count": 5, "results": [{"ttft_s": 0.5}, …]}: the record above the rows is no trial.
TEST(Inventory, RecordsOfCountsAndSettingsAreNoTrials) {
  Observations observations;
  Table above{.file = "a.json", .format = "json"};
  above.place = {0};
  above.state.resize(1);
  above.columns = {Column{.name = "prompt_count", .role = Role::kMetric, .number = {5}}};
  Table rows = above;
  rows.columns.front().name = "ttft_s";
  rows.columns.front().unit = "s";
  Table settings = above;
  settings.columns.clear();
  observations.tables = {above, rows, settings};
  EXPECT_EQ(take_inventory(observations).trials, 1U);
  observations.tables.front().columns.front().number = {0.5};
  EXPECT_EQ(take_inventory(observations).trials, 2U);
  observations.tables.front().format = "csv";
  observations.tables.front().columns.front().number = {5};
  EXPECT_EQ(take_inventory(observations).trials, 2U);
}

TEST(Inventory, RowsOfAToolsDelimitedTextCount) {
  Observations observations = tree();
  observations.tables[1].format = "ncu csv";
  EXPECT_EQ(take_inventory(observations).rows_csv, 6U);
}

TEST(Inventory, TypesCarryTheirLatestChange) {
  const Inventory inventory = take_inventory(tree());
  ASSERT_EQ(inventory.types.size(), 2U);
  EXPECT_EQ(inventory.types[0].files, 2U);
  EXPECT_EQ(inventory.types[0].bytes, 30U);
  EXPECT_EQ(inventory.types[0].latest_utc_s, 3);
  EXPECT_EQ(inventory.types[1].first_paths, (std::vector<std::string>{"c.json"}));
}

TEST(Inventory, EveryCountIsAFactWithItsOwnId) {
  const Observations observations = tree();
  const auto facts = inventory_facts(take_inventory(observations), observations);
  std::set<std::string> ids;
  for (const Fact& fact : facts) {
    ids.insert(fact.id);
  }
  EXPECT_EQ(ids.size(), facts.size());
}

}  // namespace
}  // namespace chimera::query
