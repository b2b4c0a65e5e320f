#include "findings/findings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "findings/sample_tables.h"
#include "findings/test_tree.h"

namespace chimera::findings {
namespace {

using sample::column;

/// Four settings of two factors; twice as fast with num_gpu = 2, whatever the temperature.
Table grid(std::string file) {
  return sample::table(std::move(file),
                       {column("num_gpu", Role::kFactor, {"1", "1", "1", "2", "2", "2"}),
                        column("temperature", Role::kFactor, {"3", "4", "5", "3", "4", "5"}),
                        column("tokens_s", Role::kMetric, {"10", "11", "10.5", "20", "21", "22"})});
}

Observations one_grid() {
  return sample::observations({grid("a.csv")});
}

const Finding* find_kind(const Analysis& analysis, FindingKind kind) {
  const auto found = std::find_if(analysis.findings.begin(), analysis.findings.end(),
                                  [&](const Finding& finding) { return finding.kind == kind; });
  return found == analysis.findings.end() ? nullptr : &*found;
}

TEST(Findings, AnEffectIsTestedBesideTheOtherFactorAndNamesBothLevels) {
  const Analysis analysis = analyze(one_grid());
  const Finding* effect = find_kind(analysis, FindingKind::kEffect);
  ASSERT_NE(effect, nullptr);
  EXPECT_NE(effect->statement.find("`num_gpu=2`"), std::string::npos);
  EXPECT_NE(effect->statement.find("`num_gpu=1`"), std::string::npos);
  ASSERT_TRUE(effect->test.has_value());
  const TestResult test = effect->test.value_or(TestResult{});
  // statsmodels: ols('log(y) ~ C(num_gpu) + C(temperature)'), anova_lm(typ=2).
  EXPECT_EQ(test.name, "F test (type II) of logarithms beside temperature");
  EXPECT_NEAR(test.statistic, 666.027977548292, 1e-9);
  EXPECT_EQ(test.df, (std::vector<double>{1, 2}));
  EXPECT_DOUBLE_EQ(test.effect, 2);  // by hand: 21 / 10.5
  EXPECT_NE(find_kind(analysis, FindingKind::kExtreme), nullptr);
}

TEST(Findings, FailedTrialsAreSaidAndCountInNoStatistic) {
  Observations observations = one_grid();
  observations.tables[0].judge(0, true, false, "connection refused");
  const Analysis analysis = analyze(observations);
  const Finding* failure = find_kind(analysis, FindingKind::kFailure);
  ASSERT_NE(failure, nullptr);
  EXPECT_NE(failure->statement.find("`connection refused`"), std::string::npos);
  EXPECT_NE(failure->statement.find("Of 6 distinct trials, 1 failed"), std::string::npos);
}

TEST(Findings, CopiesAreADuplicateAndChangeNoOtherFinding) {
  Observations observations = one_grid();
  Table copy = grid("b.csv");
  copy.content = "a.csv";
  observations.tables.push_back(copy);
  const Analysis twice = analyze(observations);
  EXPECT_NE(find_kind(twice, FindingKind::kDuplicate), nullptr);
  EXPECT_EQ(find_kind(twice, FindingKind::kEffect)->id,
            find_kind(analyze(one_grid()), FindingKind::kEffect)->id);
}

TEST(Findings, NoPathOfALatticeHoldsANumeralWithoutItsFact) {
  const Analysis analysis = analyze(one_grid());
  for (const Finding& finding : analysis.findings) {
    expect_sourced(analysis, finding);
  }
}

TEST(Findings, StatementsAloneSayTheSame) {
  const Observations observations = one_grid();
  const Analysis all = analyze(observations);
  const Analysis statements = analyze(observations, {}, Wording::kStatements);
  ASSERT_EQ(statements.findings.size(), all.findings.size());
  ASSERT_FALSE(all.findings.empty());
  for (std::size_t i = 0; i < all.findings.size(); ++i) {
    EXPECT_EQ(statements.findings[i].statement, all.findings[i].statement);
    EXPECT_FALSE(all.findings[i].lattice.empty());
    EXPECT_TRUE(statements.findings[i].lattice.empty());
    EXPECT_TRUE(statements.findings[i].consequences.empty());
  }
}

TEST(Findings, OrderIsByStrengthAndTheSameForTheSameData) {
  const Analysis first = analyze(one_grid());
  const Analysis second = analyze(one_grid());
  ASSERT_EQ(first.findings.size(), second.findings.size());
  for (std::size_t i = 0; i < first.findings.size(); ++i) {
    EXPECT_EQ(first.findings[i].id, second.findings[i].id);
    EXPECT_TRUE(i == 0 || first.findings[i - 1].strength >= first.findings[i].strength);
  }
}

/// A run of one model, three trials.
Table run_of(const std::string& file, const std::string& model,
             const std::vector<std::string>& tokens) {
  return sample::table(file, {sample::shared("model", Role::kSubject, model),
                              column("tokens_s", Role::kMetric, tokens)});
}

TEST(Findings, TheBestOfSeveralFilesIsHeldAgainstEachOther) {
  const Analysis analysis = analyze(sample::observations(
      {run_of("d/a.csv", "a", {"10", "11", "12"}), run_of("d/b.csv", "b", {"10.5", "11.5", "12.5"}),
       run_of("d/c.csv", "c", {"1", "1.1", "1.2"})}));
  const Finding* comparison = find_kind(analysis, FindingKind::kComparison);
  ASSERT_NE(comparison, nullptr);
  // By hand: means 11.5, 11 and 1.1; b against a: t = 0.5 / (1 · √(2/3)) = 0.61, p = 0.57.
  EXPECT_NE(comparison->statement.find("do not tell `b` and `a` apart"), std::string::npos)
      << comparison->statement;
  EXPECT_NE(comparison->statement.find("`c` is last with 1.100"), std::string::npos);
  EXPECT_NEAR(comparison->test.value_or(TestResult{}).p, 0.5734, 0.001);
  for (const Consequence& consequence : comparison->consequences) {
    EXPECT_NE(consequence.section, Section::kSummary);
  }
}

TEST(Findings, RunsOfALevelAreItsReplicates) {
  std::vector<Table> tables;
  const std::vector<std::pair<std::string, std::string>> runs{
      {"d/1_run.csv", "a"}, {"d/2_run.csv", "a"}, {"d/3_run.csv", "b"}, {"d/4_run.csv", "b"}};
  double base = 10;
  for (const auto& [file, model] : runs) {
    tables.push_back(run_of(
        file, model, {std::to_string(base), std::to_string(base + 1), std::to_string(base + 2)}));
    base += model == "a" ? 0.5 : 6;
  }
  const Analysis analysis = analyze(sample::observations(std::move(tables)));
  const Finding* comparison = find_kind(analysis, FindingKind::kComparison);
  ASSERT_NE(comparison, nullptr);
  EXPECT_NE(comparison->statement.find("`d/*_run.csv`"), std::string::npos)
      << comparison->statement;
  const TestResult test = comparison->test.value_or(TestResult{});
  // By hand: means of runs 11 and 11.5, 12 and 18; t = (15 − 11.25) / √(0.0625 + 9) = 1.2457.
  EXPECT_EQ(test.name, "Welch's t-test, means of runs");
  EXPECT_NEAR(test.statistic, 1.24568, 1e-4);
  EXPECT_EQ(comparison->statement.find("no run was repeated"), std::string::npos);
}

TEST(Findings, ALevelThatCoincidesWithLoadingIsConfounded) {
  Observations observations = one_grid();
  for (const std::size_t row : {0U, 3U}) {
    observations.tables[0].judge(row, false, true, "the model was loaded for it");
  }
  const Analysis analysis = analyze(observations);
  const Finding* confounded = find_kind(analysis, FindingKind::kConfounded);
  ASSERT_NE(confounded, nullptr);
  EXPECT_EQ(confounded->about.factors, std::vector<std::string>{"temperature"});
  EXPECT_NE(confounded->statement.find("`temperature=3`"), std::string::npos);
  EXPECT_NE(confounded->statement.find("2 of its 2 trials"), std::string::npos);
}

TEST(Findings, MetricsOfTwoMeaningsInOneFileAreNotPooled) {
  Observations observations;
  observations.artifacts = {{"b.json", ArtifactType::kJson, 1, 0}};
  Table prompt = run_of("b.json", "m", {"100", "101", "102"});
  prompt.columns[1].definition = find_definition("prompt_throughput");
  observations.tables = {prompt, run_of("b.json", "m", {"10", "11", "12"})};
  observations.tables[1].content = "other";
  const Analysis analysis = analyze(observations);
  ASSERT_EQ(analysis.tables.size(), 2U);
  for (const FactTable& table : analysis.tables) {
    const bool is_prompt = table.title.starts_with("Prompt");
    EXPECT_EQ(table.rows.at(0).at(4).at(0).text, is_prompt ? "101.0" : "11.00") << table.title;
  }
}

TEST(Findings, NothingIsLookedForOnceCancelled) {
  Cancel cancel;
  cancel.raise();
  EXPECT_EQ(find_kind(analyze(one_grid(), cancel), FindingKind::kEffect), nullptr);
  EXPECT_NE(find_kind(analyze(one_grid()), FindingKind::kEffect), nullptr);
}

}  // namespace
}  // namespace chimera::findings
