#include "text/csv.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace chimera::text {
namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> cells_of(const CsvDocument& document) {
  std::vector<Cells> cells;
  cells.reserve(document.records.size());
  for (const CsvRecord& record : document.records) {
    cells.push_back(record.cells);
  }
  return cells;
}

std::vector<std::size_t> lines_of(const CsvDocument& document) {
  std::vector<std::size_t> lines;
  lines.reserve(document.records.size());
  for (const CsvRecord& record : document.records) {
    lines.push_back(record.line);
  }
  return lines;
}

struct Parsed {
  std::string_view bytes;
  std::vector<Cells> cells;
};

TEST(Csv, ReadsWhatToolsWrite) {
  const std::vector<Parsed> table = {
      {"", {}},
      {"\n\r\n  \n", {}},
      {"a,b\n1,2\n", {{"a", "b"}, {"1", "2"}}},
      {"a,b\r\n1,2", {{"a", "b"}, {"1", "2"}}},
      {"\xEF\xBB\xBF"
       "a,b\n1,2\n",
       {{"a", "b"}, {"1", "2"}}},
      {"a,b\n\n1,2\n", {{"a", "b"}, {"1", "2"}}},
      {"a,,b\n,,\n", {{"a", "", "b"}, {"", "", ""}}},
      {"a,b\n\"x,\"\"y\"\"\",2\n", {{"a", "b"}, {"x,\"y\"", "2"}}},
      {"a,b\n\"two\r\nlines\",2\n", {{"a", "b"}, {"two\r\nlines", "2"}}},
      {"one\ntwo\n\"\"\n", {{"one"}, {"two"}, {""}}},
      {"a,b\n1,2,3\n4\n5,6\n", {{"a", "b"}, {"1", "2", "3"}, {"4"}, {"5", "6"}}},
  };
  for (const Parsed& row : table) {
    const CsvDocument document = parse_csv(row.bytes);
    EXPECT_EQ(cells_of(document), row.cells) << row.bytes;
    EXPECT_TRUE(document.problems.empty()) << row.bytes;
  }
}

TEST(Csv, FindsTheDelimiterThatFitsEveryRecord) {
  struct Found {
    std::string_view bytes;
    char delimiter;
  };

  const std::vector<Found> table = {
      {"", ','},
      {"prose without any\nsecond line\n", ','},
      {"a,b,c\n", ','},
      {"a;b;c\n", ';'},
      {"a\tb\n1\t2\n", '\t'},
      {"a|b\n1|2\n", '|'},
      {"a;b;c\n1,5;2,5;3,5\n2,5;3,5;4,5\n", ';'},
      {"1,5;2,5\n2,5;3,5\n", ';'},
      {"name,text\nx,one; two\ny,three; four\nz,\"a;b;c\"\n", ','},
      {"name,text\nx,\"a|b|c\"\ny,\"d|e|f\"\n", ','},
  };
  for (const Found& row : table) {
    EXPECT_EQ(parse_csv(row.bytes).delimiter, row.delimiter) << row.bytes;
  }
}

TEST(Csv, CountsLinesAlsoInsideQuotes) {
  const CsvDocument document = parse_csv("a,b\n\n\"1\n2\n3\",x\r\ny,z\n");
  EXPECT_EQ(lines_of(document), (std::vector<std::size_t>{1, 3, 6}));
}

TEST(Csv, IsLenientWithQuotesInsideCells) {
  const CsvDocument document = parse_csv("a,b\n5\" disk,say \"hi\"\n\"x\"y,2\n");
  EXPECT_EQ(cells_of(document),
            (std::vector<Cells>{{"a", "b"}, {"5\" disk", "say \"hi\""}, {"xy", "2"}}));
  EXPECT_TRUE(document.problems.empty());
}

TEST(Csv, AStrayQuoteSwallowsNothing) {
  const CsvDocument document = parse_csv("a,b\n1,2\n\"3,4\n5,6\n7,8\n");
  EXPECT_EQ(cells_of(document),
            (std::vector<Cells>{{"a", "b"}, {"1", "2"}, {"\"3", "4"}, {"5", "6"}, {"7", "8"}}));
  ASSERT_EQ(document.problems.size(), 1U);
  EXPECT_EQ(document.problems[0].line, 3U);
  EXPECT_EQ(document.problems[0].what, "quote is never closed");
}

TEST(Csv, AQuoteThatClosesInTheMiddleOfALaterLineIsStray) {
  const CsvDocument document = parse_csv("a,b\n\"1,2\n3,4\n5\" disk,6\n\"two\nlines\",8\n");
  EXPECT_EQ(cells_of(document),
            (std::vector<Cells>{
                {"a", "b"}, {"\"1", "2"}, {"3", "4"}, {"5\" disk", "6"}, {"two\nlines", "8"}}));
  EXPECT_EQ(lines_of(document), (std::vector<std::size_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(document.records[4].lines, 2U);
  ASSERT_EQ(document.problems.size(), 1U);
  EXPECT_EQ(document.problems[0].line, 2U);
}

TEST(Csv, ManyStrayQuotesAreCountedNotListed) {
  std::string text = "a,b\n";
  for (int i = 0; i < 100; ++i) {
    text += "\"x,1\n";
  }
  const CsvDocument document = parse_csv(text);
  EXPECT_EQ(document.records.size(), 101U);
  ASSERT_EQ(document.problems.size(), kCsvQuoteProblemsMax + 1);
  EXPECT_EQ(document.problems.back().line, 101U);
  EXPECT_EQ(document.problems.back().what, "95 more quotes are never closed, the last one here");
}

TEST(Csv, MarksCommentsAndBlankLines) {
  const CsvDocument document = parse_csv("# it's, \"quoted\na,b\n\n1,2\n#x\n\n# y\n3,\"4\n#5\"\n");
  EXPECT_EQ(cells_of(document),
            (std::vector<Cells>{
                {"# it's", " \"quoted"}, {"a", "b"}, {"1", "2"}, {"#x"}, {"# y"}, {"3", "4\n#5"}}));
  std::string marks;
  for (const CsvRecord& record : document.records) {
    marks += record.comment ? "#" : ".";
    marks += record.after_blank ? "_" : "";
  }
  EXPECT_EQ(marks, "#.._##_.");
  EXPECT_TRUE(document.problems.empty());
  EXPECT_TRUE(parse_csv("#\"open\n1,2\n3,4\n").problems.empty());
}

TEST(Csv, CommentsDontDecideTheDelimiter) {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += "# one, two, three\n";
  }
  EXPECT_EQ(parse_csv(text + "a;b\n1;2\n").delimiter, ';');
  const CsvDocument named = parse_csv("sep=|\r\na,b|c\n1,2|3\n");
  EXPECT_EQ(named.delimiter, '|');
  EXPECT_TRUE(named.records.at(0).comment);
  EXPECT_EQ(named.records.at(1).cells, (Cells{"a,b", "c"}));
  EXPECT_EQ(parse_csv("sep=x\na,b\n").delimiter, ',');
}

TEST(Csv, StackedTablesOfAnyWidthDecideTheDelimiter) {
  EXPECT_EQ(parse_csv("a;b;c\n1,5;2,5;3\n2,5;3,5;4\n\nd;e\n1,5;2,5\n2,5;3,5\n").delimiter, ';');
}

TEST(Csv, EndsAtARecordWithTooManyCells) {
  const std::string wide(kCsvCellsMax, ',');
  const CsvDocument document = parse_csv("a,b\n1,2\n" + wide + "\n3,4\n");
  EXPECT_EQ(document.records.size(), 2U);
  ASSERT_EQ(document.problems.size(), 1U);
  EXPECT_EQ(document.problems[0].line, 3U);
  EXPECT_EQ(document.lines_unread, 2U);

  const CsvDocument widest = parse_csv(wide.substr(1) + "\n");
  ASSERT_EQ(widest.records.size(), 1U);
  EXPECT_EQ(widest.records[0].cells.size(), kCsvCellsMax);
  EXPECT_TRUE(widest.problems.empty());
}

}  // namespace
}  // namespace chimera::text
