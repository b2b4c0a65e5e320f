// Files against each other: what sets them apart, and what their repeated runs are.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "findings/findings.h"
#include "findings/sample_tables.h"
#include "findings/test_tree.h"

namespace chimera::findings {
namespace {

using sample::shared;

/// A file whose trials share a model and what else is named, with three trials around a throughput.
struct File {
  std::string name;
  std::string model;
  std::vector<Column> settings;
  int throughput = 0;
};

Column quant(const std::string& level) {
  return shared("quant", Role::kSubject, level);
}

Observations files(const std::vector<File>& files) {
  std::vector<Table> tables;
  for (const File& file : files) {
    std::vector<std::string> tokens;
    for (const char* off : {".1", ".3", ".6"}) {
      tokens.push_back(std::to_string(file.throughput) + off);
    }
    std::vector<Column> columns = file.settings;
    columns.push_back(shared("model", Role::kSubject, file.model));
    columns.push_back(sample::column("tokens_s", Role::kMetric, tokens));
    tables.push_back(sample::table(file.name, std::move(columns)));
  }
  return sample::observations(std::move(tables));
}

/// Of each comparison or effect between files what it is about, a test that took runs for
/// replicates behind it.
std::vector<std::string> compared(const Observations& observations) {
  std::vector<std::string> told;
  for (const Finding& finding : analyze(observations).findings) {
    if (finding.test && !finding.about.factors.empty()) {
      const bool over_runs = finding.test->name.find("means of runs") != std::string::npos;
      told.push_back(finding.about.factors.front() + (over_runs ? " over runs" : ""));
    }
  }
  std::sort(told.begin(), told.end());
  return told;
}

TEST(AcrossFiles, FilesThatDifferInAnySubjectAreHeldAgainstEachOther) {
  const Analysis analysis =
      analyze(files({{"d/a.csv", "m", {quant("q4")}, 30}, {"d/b.csv", "m", {quant("f16")}, 10}}));
  const auto comparisons = found(analysis, FindingKind::kComparison);
  ASSERT_EQ(comparisons.size(), 1U);
  EXPECT_EQ(comparisons.front().about.factors, std::vector<std::string>{"quant"});
  EXPECT_TRUE(says(comparisons.front(), "30.33 tok/s for `q4`")) << comparisons.front().statement;
  EXPECT_TRUE(says(comparisons.front(), "10.33 tok/s for `f16`"));
  expect_sourced(analysis, comparisons.front());
}

// The advice is of the folder only where it holds nothing else of the metric.
TEST(AcrossFiles, AdviceNamesTheFolderOrTheFiles) {
  const auto place = [](const std::vector<File>& others) {
    std::vector<File> all = {{"d/a.csv", "m", {quant("q4")}, 30},
                             {"d/b.csv", "m", {quant("f16")}, 10}};
    all.insert(all.end(), others.begin(), others.end());
    const auto comparisons = found(analyze(files(all)), FindingKind::kComparison);
    return markdown_of(comparisons.at(0).consequences.at(0).sentence);
  };
  EXPECT_EQ(place({}), "Where throughput decides, `q4` did better than `f16` in `d/`.");
  EXPECT_EQ(place({{"d/c.csv", "n", {shared("users", Role::kFactor, "8")}, 90}}),
            "Where throughput decides, `q4` did better than `f16` in `d/b.csv` and `d/a.csv`.");
}

TEST(AcrossFiles, FilesThatDifferInAnotherSubjectAreNoRepeatedRuns) {
  const Observations crossed = files({{"d/1.csv", "m", {quant("q4")}, 30},
                                      {"d/2.csv", "m", {quant("f16")}, 10},
                                      {"d/3.csv", "n", {quant("q4")}, 60},
                                      {"d/4.csv", "n", {quant("f16")}, 20}});
  EXPECT_EQ(compared(crossed), (std::vector<std::string>{"model", "model", "quant", "quant"}));
  const Observations repeated = files({{"d/1.csv", "m", {quant("q4")}, 30},
                                       {"d/2.csv", "m", {quant("q4")}, 31},
                                       {"d/3.csv", "m", {quant("f16")}, 10},
                                       {"d/4.csv", "m", {quant("f16")}, 11}});
  EXPECT_EQ(compared(repeated), std::vector<std::string>{"quant over runs"});
}

TEST(AcrossFiles, WhatGoesWithTheModelSetsNothingApart) {
  // The tag is another name of the model; two models share a quantisation.
  const auto also = [](const std::string& tag, const std::string& level) {
    return std::vector<Column>{shared("tag", Role::kSubject, tag), quant(level)};
  };
  const Analysis analysis = analyze(files({{"d/1.csv", "m", also("m:1", "q4"), 30},
                                           {"d/2.csv", "n", also("n:1", "q4"), 20},
                                           {"d/3.csv", "o", also("o:1", "f16"), 10}}));
  const auto comparisons = found(analysis, FindingKind::kComparison);
  ASSERT_EQ(comparisons.size(), 1U);
  EXPECT_EQ(comparisons.front().about.factors, std::vector<std::string>{"model"});
  EXPECT_TRUE(says(comparisons.front(), "`o` is last")) << comparisons.front().statement;
}

TEST(AcrossFiles, AFactorIsComparedBetweenFilesOfEqualSubjectsOnly) {
  const auto on = [](const std::string& gpus, const std::string& level) {
    return std::vector<Column>{shared("num_gpu", Role::kFactor, gpus), quant(level)};
  };
  EXPECT_EQ(
      compared(files({{"d/1.csv", "m", on("1", "q4"), 30}, {"d/2.csv", "m", on("2", "q4"), 10}})),
      std::vector<std::string>{"num_gpu"});
  EXPECT_TRUE(
      compared(files({{"d/1.csv", "m", on("1", "q4"), 30}, {"d/2.csv", "m", on("2", "f16"), 10}}))
          .empty());
}

}  // namespace
}  // namespace chimera::findings
