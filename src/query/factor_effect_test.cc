#include "query/factor_effect.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "query/trials_of.h"

namespace chimera::query {
namespace {

/// Trials in the order of nested loops over the columns' levels, `repeats` of each setting.
struct Grid {
  std::vector<std::pair<std::string, std::vector<std::string>>> columns;
  std::size_t repeats = 1;
};

std::vector<Column> columns_of(const Grid& grid, std::size_t trials) {
  std::vector<Column> columns;
  std::size_t period = grid.repeats;
  for (std::size_t c = grid.columns.size(); c-- > 0;) {
    const auto& [name, levels] = grid.columns[c];
    Column column{.name = name, .role = Role::kFactor};
    for (std::size_t i = 0; i < trials; ++i) {
      column.text.push_back(levels[i / period % levels.size()]);
    }
    period *= levels.size();
    columns.push_back(std::move(column));
  }
  return columns;
}

Trials run(const Grid& grid, std::vector<double> values) {
  const std::size_t trials = values.size();
  return trials_of(columns_of(grid, trials), std::move(values));
}

Answer effect_of(const Trials& trials, const std::string& column) {
  const auto found = factor_effect(trials, column);
  return found ? found->p : Answer{.value = -1};
}

// statsmodels 0.14: ols('log(y) ~ C(a) * C(b)'), anova_lm(typ=2).
TEST(FactorEffect, ReplicatedGridsHaveInteractions) {
  const Grid grid{{{"a", {"x", "z"}}, {"b", {"u", "w"}}}, 3};
  const Trials trials = run(grid, {10, 10.4, 9.9, 12, 12.3, 11.8, 11, 11.2, 10.9, 15, 15.5, 14.8});
  const Answer a = effect_of(trials, "a");
  ASSERT_TRUE(a.tested.has_value());
  const TestValue tested = a.tested.value_or(TestValue{});
  EXPECT_NEAR(tested.statistic, 159.744548465375, 1e-9);
  EXPECT_EQ(tested.df, (std::vector<double>{1, 8}));
  EXPECT_NEAR(a.value, 1.44238775126209e-06, 1e-12);
  EXPECT_EQ(a.test, "F test (type II) of logarithms beside b, with two-way interactions");
  EXPECT_NEAR(effect_of(trials, "b").value, 4.80678216181885e-08, 1e-14);
}

// The same models' mse_resid and df_resid; scipy 1.17: t.ppf(0.975) + t.ppf(0.8) of these, times
// √(mse · (1/n + 1/m)) of the two levels with fewest trials, as an exponent.
TEST(FactorEffect, WhatItWouldShowComesFromItsResidual) {
  const Grid grid{{{"a", {"x", "z"}}, {"b", {"u", "w"}}}, 3};
  const auto even = factor_effect(
      run(grid, {10, 10.4, 9.9, 12, 12.3, 11.8, 11, 11.2, 10.9, 15, 15.5, 14.8}), "a");
  ASSERT_TRUE(even && even->detectable);
  EXPECT_NEAR(even->detectable->value, 1.0406843822571528, 1e-12);
  const auto uneven =
      factor_effect(run(grid, {10, 10.4, 9.9, 10.2, 10.3, 10.1, 10, 10.2, 9.9, 5}), "a");
  ASSERT_TRUE(uneven && uneven->detectable);
  EXPECT_NEAR(uneven->detectable->value, 1.4903091422498205, 1e-12);
  const auto not_positive =
      factor_effect(run(grid, {-1, -0.6, -1.1, 1, 1.3, 0.8, 0, 0.2, -0.1, 4, 4.5, 3.8}), "a");
  ASSERT_TRUE(not_positive);
  EXPECT_FALSE(not_positive->detectable);
}

// statsmodels 0.15: the row C(a):C(b) of the first model.
TEST(FactorEffect, WhatAFactorDoesMayDependOnAnother) {
  const Grid grid{{{"a", {"x", "z"}}, {"b", {"u", "w"}}}, 3};
  const auto effect = factor_effect(
      run(grid, {10, 10.4, 9.9, 12, 12.3, 11.8, 11, 11.2, 10.9, 15, 15.5, 14.8}), "a");
  ASSERT_TRUE(effect && effect->interaction);
  EXPECT_NEAR(effect->interaction->value, 0.0005442354712512608, 1e-12);
  EXPECT_NEAR(effect->interaction->tested.value_or(TestValue{}).statistic, 30.745654058398365,
              1e-9);
  EXPECT_EQ(effect->interaction->tested.value_or(TestValue{}).df, (std::vector<double>{1, 8}));
  const auto alone =
      factor_effect(run(grid, {10, 10.4, 9.9, 10.2, 10.3, 10.1, 10, 10.2, 9.9, 5}), "a");
  ASSERT_TRUE(alone);
  EXPECT_FALSE(alone->interaction);
}

// The same less 11, so that values are not all positive.
TEST(FactorEffect, ValuesThatAreNotPositiveAreTestedAsTheyAre) {
  const Grid grid{{{"a", {"x", "z"}}, {"b", {"u", "w"}}}, 3};
  const Trials trials = run(grid, {-1, -0.6, -1.1, 1, 1.3, 0.8, 0, 0.2, -0.1, 4, 4.5, 3.8});
  const Answer a = effect_of(trials, "a");
  EXPECT_NEAR(a.value, 1.20438203501775e-06, 1e-12);
  EXPECT_EQ(a.test, "F test (type II) beside b, with two-way interactions");
}

// A pair of levels with one trial, far off: with an interaction a would have p = 1e-6, since the
// residual would not see it. statsmodels 0.15: ols('log(y) ~ C(a) + C(b)'), anova_lm(typ=2).
TEST(FactorEffect, ATrialThatIsAloneInItsPairLeavesNoInteraction) {
  const Grid grid{{{"a", {"x", "z"}}, {"b", {"u", "w"}}}, 3};
  const Trials trials = run(grid, {10, 10.4, 9.9, 10.2, 10.3, 10.1, 10, 10.2, 9.9, 5});
  const Answer a = effect_of(trials, "a");
  EXPECT_EQ(a.test, "F test (type II) of logarithms beside b");
  EXPECT_NEAR(a.value, 0.09710404692241317, 1e-12);
}

// statsmodels 0.14: ols('log(y) ~ C(g) + C(t)'), anova_lm(typ=2).
TEST(FactorEffect, OneTrialACellStandsOnNoInteractions) {
  const Grid grid{{{"g", {"8", "10"}}, {"t", {"3", "4", "5"}}}, 1};
  const Trials trials = run(grid, {10, 11, 10.5, 20, 21, 22});
  const Answer g = effect_of(trials, "g");
  EXPECT_NEAR(g.value, 0.00149806539217032, 1e-12);
  EXPECT_EQ(g.test, "F test (type II) of logarithms beside t");
}

TEST(FactorEffect, WhatSplitsTheTrialsAlikeIsNoPartOfIt) {
  const Grid grid{{{"g", {"8", "10"}}, {"t", {"3", "4", "5"}}}, 1};
  const std::vector<double> values{10, 11, 10.5, 20, 21, 22};
  const Answer alone = effect_of(run(grid, values), "g");
  std::vector<Column> columns = columns_of(grid, values.size());
  Column tag{.name = "tag", .role = Role::kSubject};
  for (const std::string_view level : std::ranges::find(columns, "g", &Column::name)->text) {
    tag.text.push_back("g" + std::string(level));
  }
  columns.push_back(std::move(tag));
  const Answer beside = effect_of(trials_of(std::move(columns), values), "g");
  EXPECT_EQ(beside.test, alone.test);
  EXPECT_EQ(beside.value, alone.value);
}

TEST(FactorEffect, AbsentWhereItCanNotBeTold) {
  const Grid grid{{{"g", {"8", "10"}}, {"t", {"3", "4", "5"}}}, 1};
  const Trials constant = run(grid, {7, 7, 7, 7, 7, 7});
  EXPECT_FALSE(factor_effect(constant, "g").has_value());
  const std::vector<double> values{10, 11, 10.5, 20, 21, 22};
  EXPECT_FALSE(factor_effect(run(grid, values), "no such column").has_value());
  // Each level of `family` is one of `model`, which varies within it: nothing else varies it.
  const Column family{
      .name = "family", .role = Role::kSubject, .text = {"x", "x", "x", "x", "y", "y"}};
  Column model{.name = "model", .role = Role::kSubject, .text = {"a", "a", "b", "b", "c", "c"}};
  EXPECT_FALSE(factor_effect(trials_of({model, family}, values), "family").has_value());
  model.role = Role::kBlock;
  EXPECT_TRUE(factor_effect(trials_of({model, family}, values), "family").has_value());
}

}  // namespace
}  // namespace chimera::query
