#include "read/tidy/tidy_record.h"

#include <gtest/gtest.h>

#include <string>

#include "text/csv.h"

namespace chimera::read {
namespace {

TidyRecord awkward() {
  TidyRecord record;
  record.at(Field::kRecord) = "trial";
  record.at(Field::kFile) = "a \"b\",\nc.csv";
  record.at(Field::kRow) = "3";
  record.at(Field::kValue) = "-1.5e-07";
  record.at(Field::kText) = "=1+2";
  record.at(Field::kReason) = "'quoted\r";
  return record;
}

void expect_equal(const TidyRecord& a, const TidyRecord& b) {
  for (std::size_t i = 0; i < kFields; ++i) {
    EXPECT_EQ(a.at(static_cast<Field>(i)), b.at(static_cast<Field>(i))) << i;
  }
}

TEST(TidyRecord, EveryFieldIsFoundByItsName) {
  for (std::size_t i = 0; i < kFields; ++i) {
    const auto field = static_cast<Field>(i);
    EXPECT_EQ(find_field(field_name(field)), field);
  }
  EXPECT_EQ(field_name(Field::kModified), "modified");
  EXPECT_FALSE(find_field("Record").has_value());
}

TEST(TidyRecord, AJsonLineIsOneLineAndReadsBack) {
  const std::string line = json_line(awkward());
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_NE(line.find("\"row\":3,\"place\":null,"), std::string::npos) << line;
  const auto value = text::parse_json(line);
  ASSERT_TRUE(value.has_value());
  const auto record = record_of_json(*value);
  ASSERT_TRUE(record.has_value()) << record.error().message;
  expect_equal(*record, awkward());
}

TEST(TidyRecord, ACsvRecordReadsBackCellForCell) {
  const auto document = text::parse_csv(csv_header() + csv_line(awkward()));
  EXPECT_TRUE(document.problems.empty());
  ASSERT_EQ(document.records.size(), 2U);
  ASSERT_EQ(document.records[0].cells.size(), kFields);
  ASSERT_EQ(document.records[1].cells.size(), kFields);
  TidyRecord record;
  for (std::size_t i = 0; i < kFields; ++i) {
    const auto field = static_cast<Field>(i);
    EXPECT_EQ(document.records[0].cells[i], field_name(field));
    record.at(field) = unguarded(document.records[1].cells[i]);
  }
  expect_equal(record, awkward());
}

TEST(TidyRecord, WhatASpreadsheetWouldRunIsGuarded) {
  EXPECT_EQ(guarded("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
  EXPECT_EQ(guarded("@sum"), "'@sum");
  EXPECT_EQ(guarded("\tx"), "'\tx");
  EXPECT_EQ(guarded("+1+cmd"), "'+1+cmd");
  for (const std::string harmless : {"", "'", "-1.5", "-2e-3", "a=b", "'quoted'", "it's"}) {
    EXPECT_EQ(guarded(harmless), harmless);
  }
}

TEST(TidyRecord, GuardingIsUndoneWhateverTheCell) {
  for (const std::string cell : {"", "'", "''", "=1", "'=1", "''=1", "-5", "'-5", "-x", "'x", "'''",
                                 "\r", "'\t", "+", "@", "plain"}) {
    EXPECT_EQ(unguarded(guarded(cell)), cell);
  }
}

TEST(TidyRecord, WhatIsNoRowIsRefused) {
  for (const std::string bad : {"[1]", "7", R"({"file":["a"]})", R"({"other":{"a":1}})"}) {
    EXPECT_FALSE(record_of_json(*text::parse_json(bad)).has_value()) << bad;
  }
  EXPECT_TRUE(record_of_json(*text::parse_json(R"({"mine":[1],"file":"a"})")).has_value());
}

}  // namespace
}  // namespace chimera::read
