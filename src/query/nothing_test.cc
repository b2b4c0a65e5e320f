#include "query/nothing.h"

#include <gtest/gtest.h>

#include <limits>
#include <utility>

namespace chimera::query {
namespace {

/// Three trials of two models; that of "beta" without a number.
Observations tree() {
  Table table{.file = "runs/a.csv"};
  Column metric{.name = "latency_ms", .role = Role::kMetric, .unit = "ms"};
  Column model{.name = "model", .role = Role::kSubject};
  for (const auto& [name, cell] : {std::pair{"alpha", "10"}, {"alpha", "20"}, {"beta", "30 kg"}}) {
    model.text.push_back(std::string_view(name));
    metric.text.push_back(std::string_view(cell));
  }
  metric.number = {10, 20, std::numeric_limits<double>::quiet_NaN()};
  table.columns = {metric, model};
  table.place = {2, 3, 4};
  table.state.resize(3);
  Observations observations;
  observations.tables = {table};
  observations.problems = {{"runs/a.csv", "line 1", "the cells of column 'latency_ms' are odd"},
                           {"runs/a.csv", "line 1", "the cells of column 'other' are odd"}};
  return observations;
}

std::vector<std::string> notes_of(std::vector<Condition> where,
                                  std::vector<Condition> against = {}) {
  Query query{.metric = "latency_ms", .statistics = {Statistic::kMean}};
  query.where = std::move(where);
  query.against = std::move(against);
  const auto rows = answer(query, tree()).value_or(std::vector<Row>{});
  return rows.empty() ? std::vector<std::string>{} : rows.front().notes;
}

using Notes = std::vector<std::string>;

TEST(Nothing, ALevelThatNoTrialHasIsNamedWithTheNearest) {
  EXPECT_EQ(notes_of({{"model", "alhpa"}}),
            Notes{"no trial of latency_ms has model=alhpa (the nearest is 'alpha')"});
  EXPECT_EQ(notes_of({{"model", "nobody"}}), Notes{"no trial of latency_ms has model=nobody"});
  EXPECT_EQ(notes_of({{"file", "runs/b*.csv"}}),
            Notes{"no trial of latency_ms has file=runs/b*.csv (the nearest is 'runs/a.csv')"});
}

TEST(Nothing, WhatReadingSaidOfTheColumnIsToldWhereItsValuesAreMissing) {
  EXPECT_EQ(notes_of({{"model", "beta"}}),
            Notes{"runs/a.csv: the cells of column 'latency_ms' are odd"});
}

TEST(Nothing, ConditionsThatOnlyTogetherMeetNothing) {
  EXPECT_EQ(notes_of({{"model", "alpha"}, {"latency_ms", "30 kg"}}),
            Notes{"no trial meets all of the conditions"});
}

TEST(Nothing, AnEmptyOtherSideIsTold) {
  const Notes notes = notes_of({{"model", "alpha"}}, {{"model", "alpah"}});
  ASSERT_GE(notes.size(), 2U);
  EXPECT_EQ(notes[notes.size() - 2],
            "no trial of latency_ms has model=alpah (the nearest is 'alpha')");
  EXPECT_EQ(notes.back(), "nothing was measured on the side of --against");
}

TEST(Nothing, WhatIsMeasuredNeedsNoReason) {
  EXPECT_TRUE(notes_of({{"model", "alpha"}}).empty());
}

}  // namespace
}  // namespace chimera::query
