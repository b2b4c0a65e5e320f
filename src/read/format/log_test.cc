#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "read/format/format.h"

namespace chimera::read {
namespace {

FormatOutput read_text(std::string_view text) {
  const auto output = read_log({"a.log", ArtifactType::kLog, text});
  EXPECT_TRUE(output.has_value());
  return output.value_or(FormatOutput{});
}

CellTexts texts(const Table& table, std::string_view column) {
  const Column* found = find_column(table, column);
  return found == nullptr ? CellTexts{"no column"} : found->text;
}

/// Fails where there is none.
Account account_of(const FormatOutput& output) {
  EXPECT_TRUE(output.account.has_value());
  return output.account.value_or(Account{});
}

TEST(ReadLog, LinesWithTheSameKeysAreOneTable) {
  const FormatOutput output = read_text(
      "start\nstep=1 loss=0.5 model=g\nphase=warm n=2\nloss=0.25 step=2 model=g\nthe end\n");
  ASSERT_EQ(output.tables.size(), 2U);
  const Table& steps = output.tables[0];
  EXPECT_EQ(steps.format, "log");
  EXPECT_EQ(steps.place, (std::vector<std::size_t>{2, 4}));
  EXPECT_EQ(texts(steps, "loss"), (std::vector<std::string>{"0.5", "0.25"}));
  EXPECT_EQ(texts(steps, "step"), (std::vector<std::string>{"1", "2"}));
  EXPECT_DOUBLE_EQ(find_column(steps, "loss")->number_at(1), 0.25);
  EXPECT_EQ(account_of(output).total, 5U);
  EXPECT_EQ(account_of(output).used, 3U);
  ASSERT_EQ(account_of(output).skipped.size(), 1U);
  EXPECT_EQ(account_of(output).skipped[0].count, 2U);
  EXPECT_EQ(account_of(output).skipped[0].where, "line 1");
}

TEST(ReadLog, ABlockIsARowWithItsUnits) {
  const FormatOutput output = read_text(
      "Mean TTFT: 45.6 ms\nThroughput: 57.3 tok/s\n\nMean TTFT: 50 ms\nThroughput: 60 tok/s\n");
  ASSERT_EQ(output.tables.size(), 1U);
  const Column* speed = find_column(output.tables[0], "Throughput");
  ASSERT_NE(speed, nullptr);
  EXPECT_EQ(speed->unit, "tok/s");
  EXPECT_DOUBLE_EQ(speed->number_at(1), 60);
  EXPECT_EQ(account_of(output).used, 4U);
  EXPECT_TRUE(account_of(output).skipped.empty());
}

TEST(ReadLog, ObjectsOnLinesAreRows) {
  const FormatOutput output =
      read_text("boot\n{\"ttft_s\": 1}\n{broken}\n{\"ttft_s\": 2, \"s\": [1, 2, 3]}\n");
  ASSERT_EQ(output.tables.size(), 2U);
  EXPECT_EQ(output.tables[0].pointer, "/*/s");
  EXPECT_EQ(output.tables[1].place, (std::vector<std::size_t>{2, 4}));
  EXPECT_EQ(output.tables[1].format, "log");
  EXPECT_EQ(account_of(output).used, 2U);
}

TEST(ReadLog, TextWithoutDataIsNoProblem) {
  const FormatOutput output = read_text("numpy==1.26\nfoo\nx=1\nNote: 3 of them\nname=a kind=b\n");
  EXPECT_TRUE(output.tables.empty());
  EXPECT_TRUE(output.problems.empty());
  EXPECT_EQ(account_of(output).skipped[0].count, 5U);
}

}  // namespace
}  // namespace chimera::read
