#include "read/mapping.h"

#include <gtest/gtest.h>

namespace chimera::read {
namespace {

std::string complaint(std::string_view text) {
  const auto mapping = parse_mapping(text, "m.toml");
  return mapping ? "" : describe(mapping.error());
}

TEST(Mapping, HoldsWhatAPersonWrites) {
  const auto mapping = parse_mapping(R"([[file]]
match = "reports/*_tuning.csv"
format = "csv"
model = "gemma3:270m"
run = ["session"]
block = "prompt"
[file.column.ttft_s]
role = "metric"
unit = "Seconds"
definition = "ttft"
direction = "lower"

[[file]]
match = ["a.json", "b.json"]
table = 2
[file.column."x.y"]
definition = "none"
direction = "unknown"
)",
                                     "m.toml");
  ASSERT_TRUE(mapping.has_value()) << describe(mapping.error());
  ASSERT_EQ(mapping->rules.size(), 2U);
  const FileRule& first = mapping->rules[0];
  EXPECT_EQ(first.line, 1U);
  EXPECT_EQ(first.match[0].text, "reports/*_tuning.csv");
  EXPECT_EQ(first.format, "csv");
  EXPECT_EQ(first.model, "gemma3:270m");
  ASSERT_EQ(first.columns.size(), 3U);
  EXPECT_EQ(first.columns[0].column, "session");
  EXPECT_EQ(first.columns[0].role, Role::kRun);
  EXPECT_EQ(first.columns[1].role, Role::kBlock);
  EXPECT_EQ(first.columns[2].line, 7U);
  EXPECT_EQ(first.columns[2].role, Role::kMetric);
  EXPECT_EQ(first.columns[2].unit, "s");
  EXPECT_EQ(first.columns[2].definition, find_definition("ttft"));
  EXPECT_EQ(first.columns[2].direction, Direction::kLowerIsBetter);
  const FileRule& second = mapping->rules[1];
  EXPECT_EQ(second.match[1].text, "b.json");
  EXPECT_EQ(second.table, 2U);
  EXPECT_EQ(second.columns[0].column, "x.y");
  EXPECT_EQ(second.columns[0].definition, nullptr);
  EXPECT_FALSE(second.columns[0].role.has_value());
}

TEST(Mapping, AnUnknownWordNamesItsLineAndTheNearest) {
  const std::string file = "[[file]]\nmatch = 'a'\n";
  EXPECT_EQ(complaint("[[fil]]\nmatch = 'a'\n"),
            "m.toml:1: unknown key 'fil': did you mean 'file'?");
  EXPECT_EQ(complaint(file + "modle = 'm'\n"),
            "m.toml:3: unknown key 'modle': did you mean 'model'?");
  EXPECT_EQ(complaint(file + "format = 'cvs'\n"),
            "m.toml:3: unknown format 'cvs': did you mean 'csv'?");
  const std::string column = file + "[file.column.x]\n";
  EXPECT_EQ(complaint(column + "rol = 'metric'\n"),
            "m.toml:4: unknown key 'rol': did you mean 'role'?");
  EXPECT_EQ(complaint(column + "role = 'metrc'\n"),
            "m.toml:4: unknown role 'metrc': did you mean 'metric'?");
  EXPECT_EQ(complaint(column + "unit = 'secnds'\n"),
            "m.toml:4: unknown unit 'secnds': did you mean 'seconds'?");
  EXPECT_EQ(complaint(column + "definition = 'tftf'\n"),
            "m.toml:4: unknown definition 'tftf': did you mean 'ttft'?");
  EXPECT_EQ(complaint(column + "direction = 'up'\n"),
            "m.toml:4: unknown direction 'up': known are higher, lower, unknown");
}

TEST(Mapping, WhatMakesNoSenseIsRefusedAtItsLine) {
  EXPECT_EQ(complaint("[[file]]\nmodel = 'm'\n").substr(0, 26), "m.toml:1: 'match' is missi");
  EXPECT_EQ(complaint("[[file]]\nmatch = 7\n"),
            "m.toml:2: 'match' takes a string, not a whole number");
  EXPECT_EQ(complaint("[file]\nmatch = 'a'\n"),
            "m.toml:1: 'file' takes entries with two brackets: [[file]]");
  EXPECT_EQ(complaint("[[file]]\nmatch = 'a'\ntable = 0\n"),
            "m.toml:3: 'table' takes the number of a table in the file, from 1");
  EXPECT_EQ(complaint("[[file]]\nmatch = 'a'\n[file.column.x.y]\nrole = 'metric'\n"),
            "m.toml:3: unknown key 'y' in column 'x': a column's name with dots stands in quotes, "
            "\"x.y\"");
  EXPECT_EQ(complaint("[[file]]\nmatch = 'a'\nrun = ['x']\n[file.column.x]\nrole = 'note'\n"),
            "m.toml:4: column 'x' is given two roles: note and run");
  const std::string broken = complaint("[[file]]\nmatch = 'a\n");
  EXPECT_EQ(broken.substr(0, 9), "m.toml:2:") << broken;
}

TEST(Mapping, GlobsAreBoundedAndPathsAreNot) {
  std::string paths = "[[file]]\nmatch = [";
  std::string globs = paths;
  for (std::size_t i = 0; i <= kMappingGlobsMax; ++i) {
    paths += "'a', ";
    globs += "'*', ";
  }
  EXPECT_TRUE(parse_mapping(paths + "]\n", "m.toml").has_value());
  EXPECT_EQ(complaint(globs + "]\n"), "m.toml:1: more than 1000 globs");
}

}  // namespace
}  // namespace chimera::read
