#include "query/rows.h"

#include <gtest/gtest.h>

namespace chimera::query {
namespace {

Table table() {
  Table made{.file = "a.csv"};
  made.columns.push_back({.name = "model", .role = Role::kSubject, .text = {"x", "y", "x", "y"}});
  made.columns.push_back(
      {.name = "num_ctx", .role = Role::kFactor, .text = {"8", "8", "16", "8.0"}});
  made.columns.push_back({.name = "host", .role = Role::kSubject, .text = {"h"}, .shared = true});
  made.state.resize(4);
  return made;
}

TEST(RowGroups, NumbersGroupsAsTheyFirstAppear) {
  const Table rows = table();
  const std::vector<std::string> by{"model", "num_ctx", "no_such"};
  const RowGroups groups(rows, by);
  EXPECT_EQ(groups.count(), 4U);
  EXPECT_EQ(groups.group_of(3), 3U);
  EXPECT_EQ(groups.values(2), (std::vector<std::string>{"x", "16", ""}));
}

TEST(RowGroups, OneGroupWhereNothingVaries) {
  const Table rows = table();
  const std::vector<std::string> by{"file", "host"};
  const RowGroups groups(rows, by);
  EXPECT_EQ(groups.count(), 1U);
  EXPECT_EQ(groups.values(groups.group_of(3)), (std::vector<std::string>{"a.csv", "h"}));
}

TEST(RowFilter, ComparesNumbersAsNumbersAndNeedsTheColumn) {
  const Table rows = table();
  const std::vector<Condition> eight{{"num_ctx", "8"}, {"model", "y"}};
  const Settings settings(rows);
  const RowFilter filter(rows, eight, settings);
  EXPECT_FALSE(filter.matches(0));
  EXPECT_TRUE(filter.matches(1));
  EXPECT_TRUE(filter.matches(3));
  const std::vector<Condition> nowhere{{"gpu", "*"}};
  EXPECT_FALSE(RowFilter(rows, nowhere, settings).matches(0));
}

TEST(Settings, SeesEachLevelOnceAndForTheShareOfItsRow) {
  const Table rows = table();
  const Settings settings(rows);
  std::vector<Settings::Seen> seen{settings.none_seen(), {}, settings.none_seen()};
  const std::vector<CountedRow> counted{{0, 0}, {2, 0}, {2, 0}, {3, 2}};
  settings.see(counted, seen);
  std::map<std::string_view, DistinctTexts> values;
  settings.add_seen(seen[0], values);
  EXPECT_EQ(values["model"].count(), 1U);
  EXPECT_EQ(values["num_ctx"].count(), 2U);
  std::map<std::string_view, DistinctTexts> others;
  settings.add_seen(seen[2], others);
  EXPECT_EQ(others["num_ctx"].count(), 1U);
}

TEST(DistinctTexts, CountsFewAndManyOnce) {
  DistinctTexts texts;
  const std::string_view letters = "abcdefghij";
  for (std::size_t i = 0; i < 1'000; ++i) {
    texts.add(letters.substr(i % 5, i % 4));  // 3 · 5 texts and the empty one
    EXPECT_LE(texts.count(), 16U);
  }
  EXPECT_EQ(texts.count(), 16U);
}

}  // namespace
}  // namespace chimera::query
