#include "query/grouped_trials.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace chimera::query {
namespace {

using Texts = std::vector<std::string_view>;
using Numbers = std::vector<std::uint32_t>;

Table table_of(const std::string& file, std::vector<Column> columns) {
  Table table;
  table.file = file;
  table.state.resize(columns.front().text.size());
  table.columns = std::move(columns);
  return table;
}

Column column_of(const std::string& name, CellTexts cells, Role role = Role::kFactor) {
  return {.name = name, .role = role, .text = std::move(cells)};
}

const SettingColumn& named(const Trials& trials, std::string_view name) {
  const auto found = std::ranges::find(trials.settings, name, &SettingColumn::name);
  EXPECT_NE(found, trials.settings.end());
  return *found;
}

TEST(Trials, LevelsAreRankedByTheirTexts) {
  const Table table = table_of("a.csv", {column_of("g", {"b", "", "a", "never", "b"})});
  Trials trials;
  add_settings(table, Settings(table), std::vector<std::size_t>{4, 1, 2, 0}, trials);
  const auto ranked = named(trials, "g").ranked();
  EXPECT_EQ(ranked.levels, (Texts{"", "a", "b"}));
  EXPECT_EQ(ranked.codes, (Numbers{2, 0, 1, 2}));
}

TEST(Trials, TablesJoinByTheNamesOfColumnsAndLevels) {
  const Table first = table_of("a.csv", {column_of("g", {"x", "z"}), column_of("h", {"1", "1"})});
  const Table second = table_of("b.csv", {column_of("f", {"u"}), column_of("g", {"y"})});
  const Table third = table_of("c.csv", {column_of("g", {"z"}), column_of("h", {"0"})});
  Trials trials;
  add_settings(first, Settings(first), std::vector<std::size_t>{0, 1}, trials);
  add_settings(second, Settings(second), std::vector<std::size_t>{0}, trials);
  add_settings(third, Settings(third), std::vector<std::size_t>{0}, trials);
  EXPECT_EQ(trials.settings.size(), 3U);
  EXPECT_EQ(named(trials, "g").ranked().levels, (Texts{"x", "y", "z"}));
  EXPECT_EQ(named(trials, "g").ranked().codes, (Numbers{1, 3, 2, 3}));
  // A cell that is absent is no level, though it counts as empty.
  EXPECT_EQ(named(trials, "f").ranked().levels, (Texts{"u"}));
  EXPECT_EQ(named(trials, "f").ranked().codes, (Numbers{0, 0, 1, 0}));
  EXPECT_EQ(named(trials, "h").ranked().codes, (Numbers{2, 2, 0, 1}));
}

TEST(Trials, AFileIsARunUnlessAColumnNamesThem) {
  const Table plain = table_of("a.csv", {column_of("g", {"x", "z"})});
  const Table named_runs = table_of("b.csv", {column_of("run", {"1", "2", "1"}, Role::kRun)});
  Trials trials;
  add_settings(plain, Settings(plain), std::vector<std::size_t>{0, 1}, trials);
  add_settings(named_runs, Settings(named_runs), std::vector<std::size_t>{0, 1, 2}, trials);
  EXPECT_EQ(trials.run_names, (std::vector<std::string>{"a.csv", "b.csv\n1", "b.csv\n2"}));
  EXPECT_EQ(trials.runs, (Numbers{0, 0, 1, 2, 1}));
}

}  // namespace
}  // namespace chimera::query
