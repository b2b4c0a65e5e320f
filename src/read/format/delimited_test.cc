#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "read/format/format.h"

namespace chimera::read {
namespace {

FormatOutput read(std::string_view text) {
  const Source source{"a.csv", ArtifactType::kCsv, text};
  return read_delimited(source).value_or(FormatOutput{});
}

std::vector<double> numbers(const Table& table, std::string_view column) {
  const Column* found = find_column(table, column);
  return found == nullptr ? std::vector<double>{} : found->number;
}

CellTexts texts(const Table& table, std::string_view column) {
  const Column* found = find_column(table, column);
  return found == nullptr ? CellTexts() : found->text;
}

std::string unit(const Table& table, std::string_view column) {
  const Column* found = find_column(table, column);
  return found == nullptr ? "no such column" : found->unit;
}

std::string names(const Table& table) {
  std::string text;
  for (const Column& column : table.columns) {
    text += (text.empty() ? "" : "|") + column.name +
            (column.shared ? "=" + std::string(column.text[0]) : "");
  }
  return text;
}

/// "total = used + headers + skipped", then the reasons.
std::string account(const FormatOutput& output) {
  const Account account = output.account.value_or(Account{});
  std::size_t skipped = 0;
  std::string reasons;
  for (const Skipped& kind : account.skipped) {
    skipped += kind.count;
    reasons += "; " + std::to_string(kind.count) + " " + kind.reason + ", " + kind.where;
  }
  return std::to_string(account.total) + " = " + std::to_string(account.used) + " + " +
         std::to_string(account.headers) + " + " + std::to_string(skipped) + reasons;
}

// What Excel writes with German settings: semicolons, decimal commas, BOM, CRLF.
TEST(Delimited, UnitsInCellsConvertIntoTheFirst) {
  const auto output = read("model,ttft\na,10 ms\na,2 s\nb,7 ms\nb,4\n");
  const Table& table = output.tables.at(0);
  EXPECT_EQ(unit(table, "ttft"), "ms");
  const auto found = numbers(table, "ttft");
  EXPECT_EQ(found.at(0), 10);
  EXPECT_EQ(found.at(1), 2000);
  EXPECT_EQ(found.at(2), 7);
  EXPECT_TRUE(std::isnan(found.at(3)));  // of which of the two?
  EXPECT_TRUE(output.problems.empty());
}

TEST(Delimited, UnitsInCellsThatDoNotConvertAreAProblemWithBothNamed) {
  const auto output = read("model,memory_usage\na,10 MB\na,5 %\nb,7 MB\n");
  for (const double number : numbers(output.tables.at(0), "memory_usage")) {
    EXPECT_TRUE(std::isnan(number));
  }
  ASSERT_EQ(output.problems.size(), 1U);
  EXPECT_EQ(output.problems[0].what,
            "the cells of column 'memory_usage' have the units 'MB' and '%', which don't convert: "
            "they stay text");
}

TEST(Delimited, ReadsAGermanExcelFile) {
  const FormatOutput output = read(
      "\xEF\xBB\xBFPrompt;TTFT;Durchsatz;Tokens\r\n;ms;tok/s;\r\np1;120,5;1.234,5;1.234\r\n"
      "p2;98,25;1.100,0;999\r\n\"p3; \"\"x\"\"\";7;0,5;12.000\r\n");
  ASSERT_EQ(output.tables.size(), 1U);
  const Table& table = output.tables[0];
  EXPECT_EQ(numbers(table, "TTFT"), (std::vector<double>{120.5, 98.25, 7}));
  EXPECT_EQ(numbers(table, "Durchsatz"), (std::vector<double>{1234.5, 1100, 0.5}));
  EXPECT_EQ(numbers(table, "Tokens"), (std::vector<double>{1234, 999, 12000}));
  EXPECT_EQ(texts(table, "TTFT"), (std::vector<std::string>{"120,5", "98,25", "7"}));
  EXPECT_EQ(texts(table, "Prompt"), (std::vector<std::string>{"p1", "p2", "p3; \"x\""}));
  EXPECT_EQ(unit(table, "TTFT"), "ms");
  EXPECT_EQ(unit(table, "Durchsatz"), "tok/s");
  EXPECT_EQ(unit(table, "Tokens"), "");
  EXPECT_EQ(table.place, (std::vector<std::size_t>{3, 4, 5}));
  EXPECT_TRUE(output.problems.empty());
  EXPECT_EQ(account(output), "5 = 3 + 2 + 0");
}

TEST(Delimited, ReadsTabsWithCommentsAndTwoStackedTables) {
  const FormatOutput output = read(
      "# model: gemma3\n# by someone, \"quoted\nprompt\tttft_s\n# warm now\na\t0.5\nb\t0.25\n\n"
      "# host = box\nThe second\nbatch\ttokens_s\te2e_s\n1\t10\t2\n2\t20\t1.5\n");
  ASSERT_EQ(output.tables.size(), 2U);
  EXPECT_EQ(names(output.tables[0]), "prompt|ttft_s|model=gemma3");
  EXPECT_EQ(output.tables[0].pointer, "");
  EXPECT_EQ(output.tables[0].place, (std::vector<std::size_t>{5, 6}));
  EXPECT_EQ(names(output.tables[1]), "batch|tokens_s|e2e_s|host=box");
  EXPECT_EQ(output.tables[1].pointer, "#2");
  EXPECT_EQ(output.tables[1].place, (std::vector<std::size_t>{11, 12}));
  EXPECT_EQ(numbers(output.tables[1], "tokens_s"), (std::vector<double>{10, 20}));
  EXPECT_TRUE(output.problems.empty());
  EXPECT_EQ(account(output),
            "11 = 4 + 2 + 5; 4 comment, line 1; 1 stands above the header, line 9");
}

TEST(Delimited, AccountsForEachRecordOfAwkwardFiles) {
  struct Accounted {
    std::string_view text;
    std::string_view account;
  };

  const std::vector<Accounted> table = {
      {"", "0 = 0 + 0 + 0"},
      {"\n \n", "0 = 0 + 0 + 0"},
      {"a,b\n", "1 = 0 + 1 + 0"},
      {"a,b", "1 = 0 + 1 + 0"},
      {"prose\nmore prose\n", "2 = 0 + 0 + 2; 2 there is no header above it, line 1"},
      {"1,2\n3,4\n", "2 = 0 + 0 + 2; 2 there is no header above it, line 1"},
      {"# only\n# comments\n", "2 = 0 + 0 + 2; 2 comment, line 1"},
      {"a,b\n1,2\n,\n3,4\n", "4 = 2 + 1 + 1; 1 no cell holds anything, line 3"},
      {"a,b\n1\n1,2\n1,2,3\n1\n",
       "5 = 1 + 1 + 3; 2 it has fewer cells than the header, line 2; 1 it has more cells than the "
       "header, line 4"},
      {"a,b\n1,2,\n3,4,\n", "3 = 2 + 1 + 0"},
      {"sep=;\na;b\n1;2\n", "3 = 1 + 1 + 1; 1 comment, line 1"},
      {"a,b\n1,2\n\n# x\n\n3,4\n", "4 = 2 + 1 + 1; 1 comment, line 4"},
      {std::string_view("a,b\n\0,2\n\xFF,\xEF\xBF\xBD\n", 14), "3 = 2 + 1 + 0"},
      {"a,b\n1,\"2\n3,4\n", "3 = 2 + 1 + 0"},
  };
  for (const Accounted& row : table) {
    EXPECT_EQ(account(read(row.text)), row.account) << row.text;
  }
}

TEST(Delimited, FindsTheHeaderBelowTitlesAndPairs) {
  struct Found {
    std::string_view text;
    std::string_view names;
  };

  const std::vector<Found> table = {
      {"a,b\n1,2\n", "a|b"},
      {"Benchmark of 1 May\n\nModel: g\nthreads = 8\na,b\n1,2\n3,4\n", "a|b|Model=g|threads=8"},
      {"Model,g\nThreads,8\nDate,2025-01-01\n\na,b,c\n1,2,3\n4,5,6\n",
       "a|b|c|Model=g|Threads=8|Date=2025-01-01"},
      {"Report;;\nModel;g;\nThreads:;8;\n;;\na;b;c\n1;2;3\n", "a|b|c|Model=g|Threads=8"},
      {"# a,b\n1,2\n3,4\n", "a|b"},
      {"# Model: g\n#a,b\n1,2\n3,4\n", "a|b|Model=g"},
      {"#a,b\n#ms,s\n1,2\n3,4\n", "a|b"},
      {"# x,y\na,b\n1,2\n", "a|b"},
      {"name,b\n#1,2\n#2,3\n", "name|b"},
      {"a,,a\n1,2,3\n", "a|#2|a#3"},
      {"a#2,a,a#2\nx,1,2\n", "a#2|a|a#2#3"},
      {",latency,,throughput,\nmodel,p50,p99,p50,p99\nx,1,2,3,4\n",
       "model|latency.p50|latency.p99|throughput.p50|throughput.p99"},
      {"model,latency,latency\n,p50,p99\n,ms,s\nx,1,2\n", "model|latency.p50|latency.p99"},
      {"a: b, c\nx,y,z\n1,2,3\n4,5,6\n", "x|y|z|a=b, c"},
      // Two columns are a table where their names are known ones.
      {"model,ttft_s\nm,1\nn,2\n", "model|ttft_s"},
      {"model,ttft_s\nm,error\nn,2\n", "model|ttft_s"},
  };
  for (const Found& row : table) {
    const FormatOutput output = read(row.text);
    EXPECT_EQ(output.tables.empty() ? "" : names(output.tables[0]), row.names) << row.text;
    EXPECT_EQ(output.tables.size(), 1U) << row.text;
  }
}

TEST(Delimited, TakesUnitsFromTheRowBelowTheHeader) {
  const FormatOutput output = read("a,ttft,gen_s,d\n,[ms],(ms),%\nx,1,2,3\ny,2,3,4\n");
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(unit(output.tables[0], "ttft"), "ms");
  EXPECT_EQ(unit(output.tables[0], "d"), "%");
  EXPECT_EQ(output.tables[0].rows(), 2U);
  EXPECT_EQ(unit(output.tables[0], "gen_s"), "ms");
  ASSERT_EQ(output.problems.size(), 1U);
  EXPECT_EQ(output.problems[0].where, "line 2");
  EXPECT_EQ(account(output), "4 = 2 + 2 + 0");
  const FormatOutput commented = read("#a,b\n#ms,s\n1,2\n3,4\n");
  ASSERT_EQ(commented.tables.size(), 1U);
  EXPECT_EQ(unit(commented.tables[0], "a") + unit(commented.tables[0], "b"), "mss");
  // A failed trial in the first row gives no units.
  EXPECT_EQ(account(read("a,b,c\nm,,timeout\nm,1,\n")), "3 = 2 + 1 + 0");
}

TEST(Delimited, AUnitBehindTheNumbersIsTheColumns) {
  const FormatOutput output = read("a,ttft_s\nx,12 ms\ny,7 ms\n");
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(names(output.tables[0]), "a|ttft_s");
  EXPECT_EQ(unit(output.tables[0], "ttft_s"), "ms");
  EXPECT_EQ(numbers(output.tables[0], "ttft_s"), (std::vector<double>{12, 7}));
}

TEST(Delimited, WhatIsAmbiguousStaysText) {
  const FormatOutput output = read("a;b\n1.234;2\n12.345;3\n");
  ASSERT_EQ(output.tables.size(), 1U);
  for (const double number : numbers(output.tables[0], "a")) {
    EXPECT_TRUE(std::isnan(number));
  }
  EXPECT_EQ(texts(output.tables[0], "a"), (std::vector<std::string>{"1.234", "12.345"}));
  EXPECT_EQ(numbers(output.tables[0], "b"), (std::vector<double>{2, 3}));
  ASSERT_EQ(output.problems.size(), 1U);
  EXPECT_EQ(
      output.problems[0].what,
      "ambiguous numbers in column 'a': nothing says how '1.234' is meant, its cells stay text");
}

TEST(Delimited, StacksTablesButNotFailedTrials) {
  struct Stacked {
    std::string_view text;
    std::vector<std::size_t> rows;
  };

  const std::vector<Stacked> table = {
      {"a,b\n1,2\n\n3,4\n", {2}},
      {"a,b\n1,2\n\nc,d\n3,4\n", {1, 1}},
      {"a,b\n1,2\n,\nc,d\n3,4\n", {1, 1}},
      {"a,b\n1,2\nc,d,e\n3,4,5\n6,7,8\n", {1, 2}},
      {"a,b\n1,2\na,b\n3,4\n5,6\n", {1, 2}},
      {"a,b\n1,2\nttft_s,load_s\n3,4\n", {1, 1}},
      {"a,b,c\nm,1,2\nm,error,timeout\nn,3,4\n", {3}},
      {"a,b,c\nm,1,2\n\nm,error,timeout\nm,3,4\n", {3}},
      {"a,b\n1,2\n\nModel,g\nThreads,8\nc,d,e\n3,4,5\n", {1, 1}},
  };
  for (const Stacked& row : table) {
    std::vector<std::size_t> rows;
    for (const Table& found : read(row.text).tables) {
      rows.push_back(found.rows());
    }
    EXPECT_EQ(rows, row.rows) << row.text;
  }
}

TEST(Delimited, ABadFileDoesNotFloodTheProblems) {
  std::string text = "a,b\n1,2\n";
  for (int i = 0; i < 1000; ++i) {
    text += "1,2,3\n";
  }
  const FormatOutput output = read(text);
  ASSERT_EQ(output.problems.size(), 6U);
  EXPECT_EQ(output.problems[0].what, "row left out: it has 3 cells, the header 2");
  EXPECT_EQ(output.problems[5].what, "995 more rows left out, the last one here");
  EXPECT_EQ(output.problems[5].where, "line 1002");
}

TEST(Delimited, EndsAtTheLimitOnTables) {
  std::string text;
  for (int i = 0; i < 10'001; ++i) {
    text += "a,b\n1,2\n\nc,d,e\n3,4,5\n\n";
  }
  const FormatOutput output = read(text);
  EXPECT_EQ(output.tables.size(), 10'000U);
  EXPECT_EQ(output.tables.back().pointer, "#10000");
  ASSERT_EQ(output.problems.size(), 1U);
  EXPECT_EQ(account(output),
            "40004 = 10000 + 10000 + 20004; 20004 the file has too many tables, line 30001");
}

TEST(Delimited, AQuoteOverLinesIsNamedWhereItOpens) {
  const FormatOutput output = read("a,b\n1,2\n\"3,4\n5,6\n7\",8,9\n1,2\n");
  ASSERT_EQ(output.problems.size(), 1U);
  EXPECT_EQ(output.problems[0].where, "line 3");
  EXPECT_EQ(output.problems[0].what,
            "row left out: it has 3 cells, the header 2, and its quotes go over 3 lines");
}

TEST(Delimited, ReadsWideTables) {
  constexpr std::size_t kColumns = 100'000;
  std::string head = "x0";
  std::string row = "0";
  for (std::size_t i = 1; i < kColumns; ++i) {
    head += ",x" + std::to_string(i);
    row += "," + std::to_string(i);
  }
  const FormatOutput output = read(head + "\n" + row + "\n" + row + "," + "\n");
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(output.tables[0].columns.size(), kColumns);
  EXPECT_DOUBLE_EQ(output.tables[0].columns.back().number.at(0), kColumns - 1);
  EXPECT_EQ(account(output), "3 = 1 + 1 + 1; 1 a limit ended the reading before it, line 3");
}

}  // namespace
}  // namespace chimera::read
