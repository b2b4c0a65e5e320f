#include "query/row_units.h"

#include <gtest/gtest.h>

#include "query/compute.h"

namespace chimera::query {
namespace {

Column texts(std::string name, const std::vector<std::string>& cells) {
  Column column{.name = std::move(name)};
  for (const std::string& cell : cells) {
    column.text.push_back(cell);
  }
  return column;
}

/// A value beside its unit.
Observations tall(const std::vector<double>& values, const std::vector<std::string>& units) {
  Table table{.file = "a.csv"};
  Column value = texts("value", std::vector<std::string>(values.size(), "1"));
  value.role = Role::kMetric;
  value.number = values;
  table.columns = {value, texts("unit", units)};
  table.place.resize(values.size());
  table.state.resize(values.size());
  Observations observations;
  observations.tables = {table};
  return observations;
}

std::vector<Row> asked(const Observations& observations) {
  const Query query{.metric = "value", .statistics = {Statistic::kMean}};
  return answer(query, observations).value_or(std::vector<Row>{});
}

TEST(RowUnits, WhatConvertsIsConvertedRowByRow) {
  const auto rows = asked(tall({10, 2, 30}, {"ms", "s", "ms"}));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].unit, "ms");
  EXPECT_DOUBLE_EQ(rows[0].answers.at(0).value, 680);
}

TEST(RowUnits, WhatDoesNotConvertIsNotPooledAndBothAreNamed) {
  const auto rows = asked(tall({10, 7, 30}, {"ms", "tok/s", "ms"}));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].n + rows[1].n, 3U);
  ASSERT_EQ(rows[0].notes.size(), 1U);
  EXPECT_EQ(rows[0].notes[0], "the units ms and tok/s don't convert: not pooled");
}

TEST(RowUnits, AColumnsOwnUnitStands) {
  Observations observations = tall({10, 2}, {"s", "s"});
  observations.tables[0].columns[0].unit = "ms";
  const auto rows = asked(observations);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].unit, "ms");
}

}  // namespace
}  // namespace chimera::query
