#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "read/format/format.h"

namespace chimera::read {
namespace {

FormatOutput read_text(std::string_view path, std::string_view text) {
  const auto output = read_json({std::string(path), ArtifactType::kJson, text});
  EXPECT_TRUE(output.has_value());
  return output.value_or(FormatOutput{});
}

std::vector<std::string> problems_of(const FormatOutput& output) {
  std::vector<std::string> lines;
  lines.reserve(output.problems.size());
  for (const Problem& problem : output.problems) {
    lines.push_back(problem.where + ": " + problem.what);
  }
  return lines;
}

using Lines = std::vector<std::string>;

/// Fails where there is none.
Account account_of(const FormatOutput& output) {
  EXPECT_TRUE(output.account.has_value());
  return output.account.value_or(Account{});
}

TEST(ReadJson, KeepsTheRecordsBeforeACutAndSaysWhereItIs) {
  const FormatOutput output =
      read_text("a.json", "{\"model\": \"m\", \"results\": [\n{\"ttft_s\": 1},\n{\"ttft_s\": 2.");
  ASSERT_EQ(output.tables.size(), 2U);
  EXPECT_EQ(output.tables[1].pointer, "/results");
  EXPECT_EQ(output.tables[1].rows(), 1U);
  EXPECT_EQ(problems_of(output), (Lines{"line 3: broken JSON: ends too early, a digit expected"}));
}

TEST(ReadJson, ABareNanIsAMissingCellAndAProblem) {
  const FormatOutput output =
      read_text("a.json", "[{\"ttft_s\": 1, \"x\": 2}, {\"ttft_s\": NaN, \"x\": 3}]");
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(find_column(output.tables[0], "ttft_s")->text, (Lines{"1", ""}));
  EXPECT_EQ(problems_of(output), (Lines{"line 1: 'NaN' in JSON: read as a missing value"}));
  EXPECT_EQ(account_of(output).total, 4U);
  EXPECT_EQ(account_of(output).used, 4U);
}

TEST(ReadJson, RowsOfJsonLinesStandAtTheirLine) {
  const FormatOutput output = read_text(
      "a.jsonl", "{\"t\": 1, \"s\": [7, 8, 9]}\n\nno json\n{\"t\": 2,}\n{\"t\": 3}\n{\"t\": 4");
  ASSERT_EQ(output.tables.size(), 2U);
  EXPECT_EQ(output.tables[0].place, (std::vector<std::size_t>{1, 4, 5}));
  EXPECT_EQ(output.tables[1].pointer, "/*/s");
  EXPECT_EQ(problems_of(output), (Lines{"line 3: broken JSON: a value expected",
                                        "line 6: broken JSON: ends too early, ',' or '}' expected",
                                        "line 4: a comma before '}' in JSON: left out"}));
}

TEST(ReadJson, JsonLinesMayBeNamedJson) {
  const FormatOutput output = read_text("a.json", "{\"t\": 1}\n{\"t\": 2}\n{\"t\":");
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(output.tables[0].place, (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(output.problems.size(), 1U);
}

TEST(ReadJson, NamesRepeatedKeysFiveTimesAndCountsTheRest) {
  std::string text = "[{\"a\": 1";
  for (int i = 0; i < 9; ++i) {
    text += ", \"a\": 2";
  }
  const FormatOutput output = read_text("a.json", text + "}]");
  ASSERT_EQ(output.problems.size(), 6U);
  EXPECT_EQ(output.problems[4].where, "/0/a");
  EXPECT_EQ(output.problems[5].what, "4 more keys that stand twice, the last one here");
}

TEST(ReadJson, WhatIsNoJsonIsOneProblem) {
  const FormatOutput output = read_text("a.json", "<html>\n<body>\n");
  EXPECT_TRUE(output.tables.empty());
  EXPECT_EQ(problems_of(output), (Lines{"line 1: broken JSON: a value expected"}));
  EXPECT_FALSE(output.account.has_value());
}

TEST(ReadJson, IsLinearInHostileDocuments) {
  std::string keys = "{";
  std::string samples = "{";
  for (int i = 0; i < 1'000'000; ++i) {
    keys += "\"k" + std::to_string(i) + "\": {\"v\": 1}, ";
  }
  for (int i = 0; i < 20'000; ++i) {
    samples += "\"k" + std::to_string(i) + "\": 1, ";
  }
  EXPECT_EQ(read_text("a.json", keys + "\"end\": {\"v\": 1}}").tables[0].rows(), 1'000'001U);
  const FormatOutput wide = read_text("a.json", "[" + samples + "\"s\": [1, 2, 3]}]");
  EXPECT_EQ(account_of(wide).total, 20'003U);
  const std::string deep(100'000, '[');
  EXPECT_EQ(problems_of(read_text("a.json", deep)),
            (Lines{"line 1: broken JSON: nested more than 256 deep"}));
}

}  // namespace
}  // namespace chimera::read
