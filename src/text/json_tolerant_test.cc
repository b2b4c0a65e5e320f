#include "text/json_tolerant.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "text/json_odd.h"
#include "text/unicode.h"

namespace chimera::text {
namespace {

// The tree as text in which every difference shows.
std::string shown(const JsonValue& value) {
  std::string out;
  switch (value.kind) {
    case JsonKind::kNull:
      return "null<" + value.text + ">";
    case JsonKind::kBool:
      return value.boolean ? "true" : "false";
    case JsonKind::kNumber:
      return value.text + "=" + std::to_string(value.number);
    case JsonKind::kString:
      return '"' + value.text + '"';
    case JsonKind::kArray:
      for (const JsonValue& item : value.items) {
        out += shown(item) + ",";
      }
      return "[" + out + "]";
    case JsonKind::kObject:
      for (const auto& [name, member] : value.members) {
        out += name + ":" + shown(member) + ",";
      }
      return "{" + out + "}";
  }
  return out;
}

std::string problems_of(const TolerantJson& read) {
  std::string out;
  for (const Error& problem : read.problems) {
    out += std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column) + " " +
           problem.message + "\n";
  }
  return out;
}

struct Case {
  std::string_view bytes;
  std::string_view tree;
  std::string_view problems;
};

TEST(TolerantJson, ReadsWhatIsNearlyJsonAndSaysWhatWasOdd) {
  const std::vector<Case> table = {
      {"{\"a\": NaN,\n \"b\": [-Infinity, nan]}", "{a:null<NaN>,b:[null<-Infinity>,null<nan>,],}",
       "1:7 'NaN' in JSON: read as a missing value\n"
       "2:8 '-Infinity' in JSON: read as a missing value\n"
       "2:19 'nan' in JSON: read as a missing value\n"},
      {"{\"a\": [true, ],\n}", "{a:[true,],}",
       "1:12 a comma before ']' in JSON: left out\n1:15 a comma before '}' in JSON: left out\n"},
      {"// é\n{\"a\": \"//\" /* x\n */}", "{a:\"//\",}",
       "1:1 a comment in JSON: left out\n2:12 a comment in JSON: left out\n"},
      {"[1e999, 1e-999]", "[null<1e999>,1e-999=0.000000,]",
       "1:2 a number too large in JSON: read as a missing value\n"},
      {"[\"\\ud800x\", \"\\q\", \"a\tb\"]", "[\"\uFFFDx\",\"q\",\"a\tb\",]",
       "1:3 half a surrogate pair in a string of JSON: replaced\n"
       "1:14 an unknown escape in a string of JSON: its letter is kept\n"
       "1:21 a control character in a string of JSON: kept\n"},
      {"[12345678901234567890123]", "[12345678901234567890123=12345678901234567741440.000000,]",
       ""},
  };
  for (const Case& row : table) {
    const auto read = parse_json_tolerantly(row.bytes);
    ASSERT_TRUE(read.has_value()) << row.bytes;
    EXPECT_FALSE(read->broken) << row.bytes;
    EXPECT_EQ(shown(read->value), row.tree);
    EXPECT_EQ(problems_of(*read), row.problems) << row.bytes;
  }
}

TEST(TolerantJson, KeepsWhatWasCompleteBeforeTheBreak) {
  const std::vector<Case> table = {
      {"{\"a\": true,\n\"b\": fal", "{a:true,}", "2:6 broken JSON: a value expected\n"},
      {"{\"a\": true, \"b\": 12", "{a:true,}",
       "1:20 broken JSON: ends too early, the rest of a number expected\n"},
      {"{\"a\": true, \"b\": \"tex", "{a:true,}",
       "1:22 broken JSON: ends too early, '\"' expected\n"},
      {"[{\"a\": true}, {\"a\": false, \"b\":", "[{a:true,},]",
       "1:32 broken JSON: ends too early, a value expected\n"},
      {"[{\"a\": true, \"r\": [{\"b\": null}, {\"b\"", "[{a:true,r:[{b:null<>,},],},]",
       "1:37 broken JSON: ends too early, ':' expected\n"},
      {"{\"a\": {\"b\": true} \"c\": 1}", "{a:{b:true,},}",
       "1:19 broken JSON: ',' or '}' expected\n"},
      {"[true]]", "[true,]", "1:7 broken JSON: text behind the document's end\n"},
  };
  for (const Case& row : table) {
    const auto read = parse_json_tolerantly(row.bytes);
    ASSERT_TRUE(read.has_value()) << row.bytes;
    EXPECT_TRUE(read->broken) << row.bytes;
    EXPECT_EQ(shown(read->value), row.tree) << row.bytes;
    EXPECT_EQ(problems_of(*read), row.problems) << row.bytes;
  }
}

TEST(TolerantJson, RefusesWhatHoldsNoValue) {
  for (const std::string_view bytes :
       {"", "<html>", "{", "[[", "{\"a\": ", "{} {}", "[,]", "\xEF"}) {
    const auto read = parse_json_tolerantly(bytes);
    ASSERT_FALSE(read.has_value()) << bytes;
    EXPECT_EQ(read.error().place.line, 1U) << bytes;
  }
}

TEST(TolerantJson, ListsFiveOfAKindAndCountsTheRest) {
  std::string bytes = "[0";
  for (int i = 0; i < 100'000; ++i) {
    bytes += ",\nNaN";
  }
  const auto read = parse_json_tolerantly(bytes + "]", 10);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->value.items.size(), 100'001U);
  ASSERT_EQ(read->problems.size(), kJsonOddMax);
  EXPECT_EQ(read->problems.back().place.line, 15U);
  EXPECT_EQ(read->problems.back().message,
            "'NaN' in JSON: read as a missing value (and 99995 more like it)");
}

TEST(TolerantJson, SurvivesHostileTexts) {
  const std::string deep(100'000, '[');
  EXPECT_FALSE(parse_json_tolerantly(deep).has_value());
  const auto beside = parse_json_tolerantly("{\"a\": true, \"b\": " + deep);
  ASSERT_TRUE(beside.has_value());
  EXPECT_EQ(beside->value.find("a")->text, "true");
  EXPECT_EQ(beside->problems.back().message, "broken JSON: nested more than 256 deep");
  const std::string text(std::size_t{100} << 20U, 'x');
  const auto open = parse_json_tolerantly("{\"a\": true, \"b\": \"" + text);
  ASSERT_TRUE(open.has_value());
  EXPECT_EQ(open->value.members.size(), 1U);
  const auto closed = read_json_document("[\"" + text + "\", NaN]");
  ASSERT_TRUE(closed.has_value());
  EXPECT_EQ(closed->value.items[0].text.size(), text.size());
}

std::vector<std::string> corpus() {
  std::vector<std::string> texts;
  const auto folder = std::filesystem::path(CHIMERA_SOURCE_DIR) / "fuzz/corpus/json";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    texts.push_back(text.str());
  }
  return texts;
}

// Two readers that share no code: simdjson through parse_json, and ours. Each text is also tried
// cut off at every byte, since what is left may be valid again.
TEST(TolerantJson, AgreesWithSimdjsonOnEveryValidDocument) {
  std::size_t valid = 0;
  for (const std::string& text : corpus()) {
    for (std::size_t length = 0; length <= text.size(); ++length) {
      const std::string_view bytes(text.data(), length);
      if (bytes.starts_with("\xEF\xBB\xBF") || !is_utf8(bytes)) {
        continue;
      }
      const auto strict = parse_json(bytes);
      const auto tolerant = parse_json_tolerantly(bytes);
      if (strict) {
        ++valid;
        ASSERT_TRUE(tolerant.has_value() && !tolerant->broken) << bytes;
        EXPECT_EQ(shown(tolerant->value), shown(*strict)) << bytes;
      } else if (tolerant) {
        EXPECT_FALSE(tolerant->problems.empty()) << bytes;
      }
    }
  }
  EXPECT_GT(valid, 5U);
}

}  // namespace
}  // namespace chimera::text
