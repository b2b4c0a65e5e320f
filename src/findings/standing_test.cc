#include "findings/standing.h"

#include <gtest/gtest.h>

#include "findings/sample_tables.h"

namespace chimera::findings {
namespace {

using sample::of_levels;

const std::vector<std::string> kModels{"a", "a", "b", "b"};
const std::vector<std::string> kValues{"10", "11", "20", "21"};

Query ratio(Condition high, Condition low, std::vector<Condition> where) {
  Query query{.metric = "tokens_s", .statistics = {Statistic::kRatio}, .where = std::move(where)};
  query.where.push_back(std::move(high));
  query.against = {std::move(low)};
  return query;
}

/// A finding on the ratio of two selections, with that adjusted p.
Finding finding_on(FactBook& book, FindingKind kind, const Query& query, double p) {
  Finding finding{.kind = kind};
  const Fact* fact = book.ask(query);
  finding.facts = {fact->id};
  finding.about = {"tokens_s", {"model"}, {}};
  finding.test = TestResult{.name = "t", .p = p, .p_adjusted = p, .effect = fact->value};
  return finding;
}

State state_of_last(const FactBook& book, const std::vector<Finding>& findings) {
  std::vector<Basis> bases = bases_of(book, findings);
  judge(bases);
  return bases.back().state;
}

Finding within(FactBook& book, const std::string& file, double p,
               FindingKind kind = FindingKind::kComparison) {
  return finding_on(book, kind, ratio({"model", "b"}, {"model", "a"}, {{"file", file}}), p);
}

Finding between(FactBook& book, const std::string& high, const std::string& low, double p = 0.01) {
  return finding_on(book, FindingKind::kComparison, ratio({"file", high}, {"file", low}, {}), p);
}

TEST(Standing, AClearDifferenceOfRepeatedSettingsIsDecided) {
  const Observations data =
      sample::observations({of_levels("d/x.csv", "model", Role::kSubject, kModels, kValues)});
  FactBook book(data);
  const std::vector<Finding> findings{within(book, "d/x.csv", 0.01)};
  std::vector<Basis> bases = bases_of(book, findings);
  judge(bases);
  EXPECT_EQ(bases[0].state, State::kDecided);
  EXPECT_EQ(bases[0].better, "b");
  EXPECT_EQ(bases[0].worse, "a");
  EXPECT_TRUE(bases[0].is_subject);
  EXPECT_EQ(markdown_of(place_of(bases[0].tables)), " in `d/x.csv`");
}

TEST(Standing, WhatIsNotClearIsUndecidedUnlessTheIntervalLeavesNothing) {
  const Observations data = sample::observations(
      {of_levels("d/x.csv", "model", Role::kSubject, kModels, kValues),
       of_levels("d/y.csv", "model", Role::kSubject, {"a", "a", "a", "b", "b", "b"},
                 {"100", "100.1", "99.9", "100.1", "100", "100.2"})});
  FactBook book(data);
  EXPECT_EQ(state_of_last(book, {within(book, "d/x.csv", 0.2)}), State::kUndecided);
  EXPECT_EQ(state_of_last(book, {within(book, "d/x.csv", 0.2, FindingKind::kNoEffect)}),
            State::kUndecided);
  EXPECT_EQ(state_of_last(book, {within(book, "d/y.csv", 0.2)}), State::kNegligible);
  Finding stated = within(book, "d/x.csv", 0.01);
  stated.test.reset();
  EXPECT_EQ(state_of_last(book, {stated}), State::kStated);
}

TEST(Standing, WhatChangedWithSomethingElseIsConfoundedThereOnly) {
  const Observations data =
      sample::observations({of_levels("d/x.csv", "model", Role::kSubject, kModels, kValues),
                            of_levels("d/y.csv", "model", Role::kSubject, kModels, kValues)});
  FactBook book(data);
  Finding confounded{.kind = FindingKind::kConfounded};
  confounded.about = {"tokens_s", {"model"}, {{"file", "d/x.csv"}}};
  EXPECT_EQ(state_of_last(book, {confounded, within(book, "d/x.csv", 0.01)}), State::kConfounded);
  EXPECT_EQ(state_of_last(book, {confounded, within(book, "d/y.csv", 0.01)}), State::kDecided);
}

TEST(Standing, OneRunForEachSettingIsUnrepeated) {
  const Observations data = sample::observations(
      {sample::table("x.csv", {sample::column("model", Role::kSubject, kModels),
                               sample::column("num_gpu", Role::kFactor, {"1", "2", "1", "2"}),
                               sample::column("tokens_s", Role::kMetric, kValues)})});
  FactBook book(data);
  EXPECT_FALSE(is_repeated(data.tables[0]));
  EXPECT_EQ(state_of_last(book, {within(book, "x.csv", 0.01)}), State::kUnrepeated);
}

TEST(Standing, LevelsOfAFactorThatRanInOneGoAreNoDecision) {
  const auto of = [](const std::vector<std::string>& levels,
                     const std::vector<std::string>& values) {
    const Observations data =
        sample::observations({of_levels("x.csv", "num_gpu", Role::kFactor, levels, values)});
    FactBook book(data);
    const Query query = ratio({"num_gpu", "2"}, {"num_gpu", "1"}, {{"file", "x.csv"}});
    return state_of_last(book, {finding_on(book, FindingKind::kEffect, query, 0.01)});
  };
  EXPECT_EQ(of({"1", "1", "2", "2"}, kValues), State::kInOneGo);
  EXPECT_EQ(of({"1", "2", "1", "2"}, {"10", "20", "11", "21"}), State::kDecided);
}

Table run_of(const std::string& file, const std::string& model,
             const std::vector<std::string>& values) {
  return of_levels(file, "model", Role::kSubject, std::vector<std::string>(values.size(), model),
                   values);
}

TEST(Standing, RunsThatAgreeDecideAndRunsThatDoNotContradict) {
  const Observations data = sample::observations(
      {run_of("a1.csv", "a", {"10", "11"}), run_of("a2.csv", "a", {"10", "12"}),
       run_of("b1.csv", "b", {"20", "21"}), run_of("b2.csv", "b", {"20", "22"}),
       run_of("b3.csv", "b", {"5", "6"})});
  FactBook book(data);
  const Finding first = between(book, "b1.csv", "a1.csv");
  EXPECT_EQ(state_of_last(book, {first}), State::kUnrepeated);
  EXPECT_EQ(state_of_last(book, {between(book, "b2.csv", "a2.csv"), first}), State::kDecided);
  // The same run of `a` twice is no second set of runs.
  EXPECT_EQ(state_of_last(book, {between(book, "b2.csv", "a1.csv"), first}), State::kUnrepeated);
  EXPECT_EQ(state_of_last(book, {between(book, "a2.csv", "b3.csv"), first}), State::kContradicted);
  EXPECT_EQ(state_of_last(book, {between(book, "a2.csv", "b3.csv", 0.5), first}),
            State::kUnrepeated);
}

TEST(Standing, WithoutADirectionNothingIsBetter) {
  Observations data =
      sample::observations({of_levels("x.csv", "model", Role::kSubject, kModels, kValues)});
  data.tables[0].columns[1].direction = Direction::kUnknown;
  FactBook book(data);
  EXPECT_EQ(state_of_last(book, {within(book, "x.csv", 0.01)}), State::kUndirected);
  data.tables[0].columns[1].direction = Direction::kLowerIsBetter;
  const std::vector<Finding> findings{within(book, "x.csv", 0.01)};
  EXPECT_EQ(bases_of(book, findings)[0].better, "a");
}

}  // namespace
}  // namespace chimera::findings
