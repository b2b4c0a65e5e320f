#include "read/column_scan.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/cancel.h"
#include "read/read.h"

namespace chimera::read {
namespace {

constexpr std::size_t kRows = kScannedRowsMin + 7;

/// Row 500 failed, row 700 is cold, the row after it has zeros only.
std::string csv_line(std::size_t row) {
  if (row == 500) {
    return "m1,q4,,,0.1,refused\n";
  }
  if (row == 701) {
    return "m1,q4,0,0,0,\n";
  }
  return fmt::format("{},{},{}.5,{:.4f},{},\n", row % 3 == 0 ? "m1" : "m2",
                     row % 2 == 0 ? "q4" : "q8", row % 1000 + 1, static_cast<double>(row) / 7 + 1,
                     row == 700 ? "9.5" : "0.1");
}

std::string csv(std::size_t rows = kRows) {
  std::string text = "model,quant,tokens_s,ttft_ms,load_s,error\n";
  for (std::size_t row = 0; row < rows; ++row) {
    text += csv_line(row);
  }
  return text;
}

std::string json_lines(std::size_t rows) {
  std::string text;
  for (std::size_t row = 0; row < rows; ++row) {
    text +=
        row == 500
            ? std::string(
                  R"({"model": "m1", "run": {"tokens_s": null, "ttft_ms": null}, "error": "refused"})")
            : fmt::format(
                  R"({{"model": "m{}", "run": {{"tokens_s": {}.5, "ttft_ms": {}}}, "error": ""}})",
                  row % 3 == 0 ? 1 : 2, row % 1000 + 1, row + 1);
    text += "\n";
  }
  return text;
}

Kept only_speed(const Column& column) {
  if (column.name.ends_with("tokens_s")) {
    return Kept::kNumbers;
  }
  return sets_the_trial(column.role) ? Kept::kTexts : Kept::kNothing;
}

Observations read(const std::string& name, const std::string& text, const ReadOptions& options) {
  MemoryDisk disk;
  disk.add("tree/" + name, text);
  const Cancel cancel;
  auto observations = read_trees({"tree"}, disk, cancel, options);
  EXPECT_TRUE(observations.has_value());
  return observations.value_or(Observations{});
}

void expect_same_states(const Table& a, const Table& b) {
  ASSERT_EQ(a.rows(), b.rows());
  for (std::size_t row = 0; row < a.rows(); ++row) {
    ASSERT_EQ(a.state[row].failed, b.state[row].failed) << row;
    ASSERT_EQ(a.state[row].cold, b.state[row].cold) << row;
    ASSERT_EQ(a.reason_of(row), b.reason_of(row)) << row;
  }
}

/// The cells that the first one kept.
void expect_same_column(const Column& a, const Column& b) {
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.role, b.role) << a.name;
  EXPECT_EQ(a.unit, b.unit) << a.name;
  EXPECT_EQ(a.definition, b.definition) << a.name;
  for (std::size_t row = 0; row < a.number.size(); ++row) {
    const bool missing = std::isnan(a.number[row]) && std::isnan(b.number[row]);
    ASSERT_TRUE(missing || !(std::abs(a.number[row] - b.number[row]) > 0)) << a.name << row;
  }
  EXPECT_TRUE(a.text.empty() || a.text == b.text) << a.name;
}

Table only_table(const Observations& observations) {
  EXPECT_EQ(observations.tables.size(), 1U);
  return observations.tables.empty() ? Table{} : observations.tables.front();
}

void expect_same_account(const Observations& part, const Observations& whole) {
  ASSERT_EQ(part.accounts.size(), 1U);
  EXPECT_EQ(part.accounts.front().total, whole.accounts.front().total);
  EXPECT_EQ(part.accounts.front().used, whole.accounts.front().used);
}

/// What a part of the columns says must be what the whole says.
void expect_same(const Observations& part, const Observations& whole) {
  const Table a = only_table(part);
  const Table b = only_table(whole);
  EXPECT_EQ(a.pointer, b.pointer);
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.place, b.place);
  EXPECT_EQ(a.content, b.content);
  expect_same_states(a, b);
  ASSERT_EQ(a.columns.size(), b.columns.size());
  for (std::size_t i = 0; i < a.columns.size(); ++i) {
    expect_same_column(a.columns[i], b.columns[i]);
  }
  expect_same_account(part, whole);
}

TEST(ColumnScan, KeepsWhatIsAskedForAndSaysTheSame) {
  for (const auto& [name, text] : {std::pair{std::string("a.csv"), csv()},
                                   std::pair{std::string("a.jsonl"), json_lines(kRows)}}) {
    const Observations part = read(name, text, {.choose = only_speed});
    expect_same(part, read(name, text, {}));
    ASSERT_EQ(part.tables.size(), 1U) << name;
    EXPECT_FALSE(is_whole(part.tables.front())) << name;
    EXPECT_TRUE(part.tables.front().state[500].failed) << name;
  }
}

TEST(ColumnScan, ASmallTableKeepsWhatIsAskedForToo) {
  const Observations part = read("a.csv", csv(800), {.choose = only_speed});
  expect_same(part, read("a.csv", csv(800), {}));
  EXPECT_FALSE(is_whole(only_table(part)));
  EXPECT_TRUE(only_table(part).state[500].failed);
  EXPECT_TRUE(only_table(part).state[700].cold);
}

TEST(ColumnScan, RowsThatASummaryIsMadeOfAreReadWhole) {
  MemoryDisk disk;
  disk.add("tree/a.csv",
           "model,ttft_s,load_s\nm1,0.1234,5.1\nm1,0.2234,5.2\nm2,0.3456,5.3\nm2,0.4456,5.4\n");
  disk.add("tree/a_summary.csv", "model,mean_ttft_s\nm1,0.1734\nm2,0.3956\n");
  disk.add("tree/b.csv", "model,ttft_s,load_s\nm1,1.1234,5.1\nm2,2.2234,5.2\n");
  const Cancel cancel;
  auto observations = read_trees({"tree"}, disk, cancel, {.choose = only_speed});
  ASSERT_TRUE(observations.has_value());
  const auto tables = observations.value_or(Observations{}).tables;
  ASSERT_EQ(tables.size(), 3U);
  EXPECT_EQ(tables[1].derived_from, "a.csv");
  EXPECT_EQ(tables[1].kind, TableKind::kSummary);
}

TEST(ColumnScan, ATableOfStatisticsIsKeptWhole) {
  const std::string text = "model,mean_tokens_s,std_tokens_s,n\nm1,10.5,0.4,5\nm2,11.5,0.3,5\n";
  const Observations part = read("a.csv", text, {.choose = only_speed});
  expect_same(part, read("a.csv", text, {}));
  EXPECT_TRUE(is_whole(only_table(part)));
}

TEST(ColumnScan, ColdAndEmptyTrialsAreToldWithoutTheirColumns) {
  const Observations part = read("a.csv", csv(), {.choose = only_speed});
  ASSERT_EQ(part.tables.size(), 1U);
  EXPECT_TRUE(part.tables.front().state[700].cold);
  EXPECT_EQ(part.tables.front().reason_of(701), "every value is zero");
}

bool is_scanned(ArtifactType type, const std::string& text) {
  MemoryDisk disk;
  disk.add("a", text);
  return scan_lines({"a", type, "a", text.size()}, disk, {only_speed, 2, 100}).has_value();
}

TEST(ColumnScan, WhatIsNotPlainIsLeftToOthers) {
  const std::string rows = csv(1000);
  EXPECT_TRUE(is_scanned(ArtifactType::kCsv, rows));
  for (const std::string_view odd :
       {"m1,q4,1.5\n", "m1,\"q4\",1.5,2.5,0.1,\n", "\n", "# m1,q4,1,2,3,\n",
        "model,quant,a,b,c,d\n", "m1,q4,1.5 ms,2,0.1,\n", "m1,q4,1\rm2,q4,3,2,0.1,\n",
        "m1,q4,1.5,2,0.1,,\n", "m1,q4,1.5\n,2,0.1,\n", "m1,\xff,1.5,2,0.1,\n"}) {
    std::string text = rows;
    text.insert(text.find('\n', text.size() / 2) + 1, odd);
    EXPECT_FALSE(is_scanned(ArtifactType::kCsv, text)) << odd;
  }
  std::string lines = json_lines(1000);
  EXPECT_TRUE(is_scanned(ArtifactType::kJson, lines));
  lines.insert(lines.find('\n', lines.size() / 2) + 1,
               R"({"model": "m1", "run": {"tokens_s": 1, "itl_ms": 2}, "error": ""})"
               "\n");
  EXPECT_FALSE(is_scanned(ArtifactType::kJson, lines));
}

/// Lines of very different lengths, so that every way of crossing the border of two pieces comes.
std::string uneven_csv() {
  std::string text = "model,speed_tok_s,remark,status\n";
  for (std::size_t row = 0; row < 2 * kRows; ++row) {
    const std::size_t length = row % 977 == 0 ? 1500 : row % 13;
    text += fmt::format("m{},{}.25,{},{}\n", row % 3, row, std::string(length, 'x'),
                        row % 100 == 7 ? "failed" : "ok");
  }
  return text;
}

Kept speed_and_remark(const Column& column) {
  return column.name == "speed_tok_s" ? Kept::kNumbers
         : column.name == "remark"    ? Kept::kTexts
                                      : only_speed(column);
}

TEST(ColumnScan, PiecesMeetWithoutLosingALine) {
  std::string text = uneven_csv();
  expect_same(read("a.csv", text, {.choose = speed_and_remark}), read("a.csv", text, {}));
  text.pop_back();  // the last line may end without a break
  const Observations part = read("a.csv", text, {.choose = speed_and_remark});
  EXPECT_FALSE(is_whole(only_table(part)));
  expect_same(part, read("a.csv", text, {}));
}

TEST(ColumnScan, APieceMayHoldNoLinesBeginning) {
  const std::size_t piece = std::size_t{256} << 10U;
  std::string text = csv(1000);
  while (text.size() < piece - 100) {
    text += "m1,q4,1.5,2.5,0.1,\n";
  }
  text += "m1,q4,1.5,2.5,0.1," + std::string(200, ' ') + "\n";
  ASSERT_GT(text.size(), piece);
  EXPECT_TRUE(is_scanned(ArtifactType::kCsv, text));
}

std::string with_returns(std::string_view text) {
  std::string with;
  for (const char c : text) {
    with += c == '\n' ? "\r\n" : std::string(1, c);
  }
  return with;
}

TEST(ColumnScan, ReturnsBeforeBreaksChangeNothing) {
  // The header of plain CSV ends without one.
  const std::string lines = json_lines(kRows);
  const Observations part = read("a.jsonl", with_returns(lines), {.choose = only_speed});
  EXPECT_FALSE(is_whole(only_table(part)));
  expect_same(part, read("a.jsonl", lines, {}));
}

/// A column that looks like a metric in a small sample, and like a factor in the one that counts.
std::string csv_with_batch() {
  std::string text = "model,tokens_s,batch\n";
  for (std::size_t row = 0; row < kRows; ++row) {
    text += fmt::format("m1,{}.5,{}\n", row % 1000 + 1, row * 7919 % 3001 + 1);
  }
  return text;
}

TEST(ColumnScan, TheMeaningIsThatOfTheWholeFilesSample) {
  const std::string text = csv_with_batch();
  const Observations part = read("a.csv", text, {.choose = only_speed});
  const Observations whole = read("a.csv", text, {});
  expect_same(part, whole);
  ASSERT_EQ(only_table(whole).columns[2].role, Role::kFactor);
  EXPECT_EQ(only_table(part).columns[2].kept, Kept::kTexts);
}

TEST(ColumnScan, TheNumberOfThreadsChangesNothing) {
  const std::string text = uneven_csv();
  const Observations one = read("a.csv", text, {.choose = speed_and_remark, .threads = 1});
  const Observations many = read("a.csv", text, {.choose = speed_and_remark, .threads = 5});
  expect_same(one, many);
  const CellTexts a = only_table(one).columns[2].text;
  const CellTexts b = only_table(many).columns[2].text;
  EXPECT_TRUE(a.codes() == b.codes());
}

}  // namespace
}  // namespace chimera::read
