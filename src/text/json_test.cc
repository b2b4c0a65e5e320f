#include "text/json.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace chimera::text {
namespace {

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + "1" + std::string(depth, ']');
}

JsonValue parsed(std::string_view bytes) {
  Result<JsonValue> value = parse_json(bytes);
  EXPECT_TRUE(value.has_value()) << bytes << ": " << (value ? "" : value.error().message);
  return value ? *value : JsonValue{};
}

TEST(Json, KeepsKindsOrderAndDuplicates) {
  const JsonValue root = parsed(R"({"z": 1, "a": [true, null, "é\n\u00e9"], "z": 2})");
  ASSERT_EQ(root.kind, JsonKind::kObject);
  ASSERT_EQ(root.members.size(), 3U);
  EXPECT_EQ(root.members[0].first, "z");
  EXPECT_EQ(root.members[1].first, "a");
  EXPECT_EQ(root.members[2].second.text, "2");
  EXPECT_EQ(root.find("z")->text, "1");
  EXPECT_EQ(root.find("y"), nullptr);
  const JsonValue* list = root.find("a");
  ASSERT_EQ(list->items.size(), 3U);
  EXPECT_FALSE(list->is_scalar());
  EXPECT_EQ(list->items[0].kind, JsonKind::kBool);
  EXPECT_TRUE(list->items[0].boolean);
  EXPECT_EQ(list->items[0].text, "true");
  EXPECT_EQ(list->items[1].kind, JsonKind::kNull);
  EXPECT_EQ(list->items[2].text, "é\né");
}

TEST(Json, KeepsHowNumbersWereSpelled) {
  const JsonValue root =
      parsed(R"({"1.0 \" 2": [1.50, -0, 1E3, 12345678901234567890123, -7], "x": "3", "y": 4e-2})");
  const JsonValue& list = root.members[0].second;
  std::vector<std::string> spelled;
  spelled.reserve(list.items.size());
  for (const JsonValue& item : list.items) {
    spelled.push_back(item.text);
  }
  EXPECT_EQ(spelled,
            (std::vector<std::string>{"1.50", "-0", "1E3", "12345678901234567890123", "-7"}));
  EXPECT_DOUBLE_EQ(list.items[0].number, 1.5);
  EXPECT_DOUBLE_EQ(list.items[2].number, 1000.0);
  EXPECT_DOUBLE_EQ(list.items[3].number, 12345678901234567890123.0);
  EXPECT_EQ(root.find("y")->text, "4e-2");
}

TEST(Json, ReadsWhatPythonWritesForNoNumber) {
  const JsonValue root = parsed(R"({"a": NaN, "b": [-Infinity, Infinity, 1.5], "NaN": "a NaN"})");
  EXPECT_EQ(root.find("a")->kind, JsonKind::kNull);
  EXPECT_EQ(root.find("b")->items[0].kind, JsonKind::kNull);
  EXPECT_EQ(root.find("b")->items[2].text, "1.5");
  EXPECT_EQ(root.find("NaN")->text, "a NaN");
}

TEST(Json, SkipsAByteOrderMark) {
  EXPECT_EQ(parsed("\xEF\xBB\xBF[1]").items.size(), 1U);
  EXPECT_EQ(parsed(" 5 ").text, "5");
}

struct Broken {
  std::string_view bytes;
  std::size_t line;
  std::size_t column;
  std::string_view what;
};

TEST(Json, SaysWhereAndWhyItBreaks) {
  const std::vector<Broken> table = {
      {"", 1, 1, "ends too early, a value expected"},
      {"\n\n  ", 3, 3, "ends too early, a value expected"},
      {"{\"a\": 1,\n \"b\" 2}", 2, 6, "':' expected"},
      {"{\"a\": 1\n \"b\": 2}", 2, 2, "',' or '}' expected"},
      {"{\"a\": 1,}", 1, 9, "a name in quotes expected"},
      {"[1, 2\n", 2, 1, "ends too early, ',' or ']' expected"},
      {"[1, 2]\n\n{}", 3, 1, "text behind the document's end"},
      {"[\"é\", x]", 1, 7, "a value expected"},
      {"[01]", 1, 2, "a number with a leading zero"},
      {"[1.]", 1, 4, "a digit expected"},
      {"[-]", 1, 3, "a digit expected"},
      {"[1e]", 1, 4, "a digit expected"},
      {"[NaN, 1e999]", 1, 7, "a number too large"},
      {"[Infinity,\n tru]", 2, 2, "a value expected"},
      {"[\"a\tb\"]", 1, 4, "a control character in a string"},
      {"[\"\\q\"]", 1, 3, "an unknown escape in a string"},
      {"[\"\\u12g4\"]", 1, 3, "four hexadecimal digits expected"},
      {"[\"\\ud800\"]", 1, 3, "half a surrogate pair in a string"},
      {"[\"abc", 1, 6, "ends too early, '\"' expected"},
      {"[1,\n\"\xFF\"]", 2, 1, "not UTF-8"},
      {"<html>", 1, 1, "a value expected"},
  };
  for (const Broken& row : table) {
    const Result<JsonValue> value = parse_json(row.bytes);
    ASSERT_FALSE(value.has_value()) << row.bytes;
    EXPECT_EQ(value.error().code, ErrorCode::kInput);
    EXPECT_EQ(value.error().message, "broken JSON: " + std::string(row.what)) << row.bytes;
    EXPECT_EQ(value.error().place.line, row.line) << row.bytes;
    EXPECT_EQ(value.error().place.column, row.column) << row.bytes;
  }
}

TEST(Json, LimitsDepth) {
  EXPECT_TRUE(parse_json(nested(kJsonDepthMax)).has_value());
  for (const std::size_t depth : {kJsonDepthMax + 1, std::size_t{100'000}}) {
    const Result<JsonValue> deep = parse_json(nested(depth));
    ASSERT_FALSE(deep.has_value());
    EXPECT_EQ(deep.error().message, "broken JSON: nested more than 256 deep");
  }
}

TEST(Json, AcceptsSurrogatePairsAndAllEscapes) {
  EXPECT_EQ(parsed(R"("\ud83d\ude00\"\\\/\b\f\n\r\t")").text, "\U0001F600\"\\/\b\f\n\r\t");
}

TEST(JsonLines, ReadsEachLineAndListsTheBrokenOnes) {
  const JsonLines result =
      parse_json_lines("\xEF\xBB\xBF{\"a\": 1}\r\n\n{\"a\": NaN}\n{\"a\": \n[2]\n{\"a\": tr");
  ASSERT_EQ(result.lines.size(), 3U);
  EXPECT_EQ(result.lines[0].line, 1U);
  EXPECT_EQ(result.lines[0].value.find("a")->text, "1");
  EXPECT_EQ(result.lines[1].line, 3U);
  EXPECT_EQ(result.lines[2].line, 5U);
  EXPECT_EQ(result.lines[2].value.items[0].text, "2");
  ASSERT_EQ(result.problems.size(), 2U);
  EXPECT_EQ(result.problems[0].place.line, 4U);
  EXPECT_EQ(result.problems[1].place.line, 6U);
  EXPECT_EQ(result.problems[1].place.column, 7U);
}

}  // namespace
}  // namespace chimera::text
