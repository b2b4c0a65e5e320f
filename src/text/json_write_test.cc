#include "text/json_write.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/json.h"
#include "text/unicode.h"

namespace chimera::text {
namespace {

using Layout = JsonWriter::Layout;

std::string sample(Layout layout) {
  JsonWriter json(layout);
  json.open_object().key("a").number(1.5).key("empty").open_array().close_array();
  json.key("none").open_object().close_object().key("list").open_array();
  json.count(3).boolean(false).null().string("x").open_object().key("k").count(0).close_object();
  json.close_array().close_object();
  return json.take();
}

TEST(JsonWriter, LaysOutOneLineAndIndented) {
  EXPECT_EQ(sample(Layout::kOneLine),
            R"({"a":1.5,"empty":[],"none":{},"list":[3,false,null,"x",{"k":0}]})");
  EXPECT_EQ(sample(Layout::kIndented), R"({
  "a": 1.5,
  "empty": [],
  "none": {},
  "list": [
    3,
    false,
    null,
    "x",
    {
      "k": 0
    }
  ]
})");
}

TEST(JsonWriter, LaysOutALineForEachElement) {
  EXPECT_EQ(sample(Layout::kLines), R"({
  "a":1.5,
  "empty":[],
  "none":{},
  "list":[
    3,
    false,
    null,
    "x",
    {"k":0}
  ]
})");
}

TEST(JsonWriter, WritesScalarsAtTheTopAndCanBeUsedAgain) {
  JsonWriter json;
  EXPECT_EQ(json.string("a").take(), "\"a\"");
  EXPECT_EQ(json.open_array().count(1).close_array().take(), "[\n  1\n]");
}

TEST(JsonWriter, EscapesABadByteWhereverItStands) {
  const std::vector<std::pair<char, std::string>> escaped{{'"', "\\\""},       {'\\', "\\\\"},
                                                          {'\x1F', "\\u001f"}, {'\x7F', "\\u007f"},
                                                          {'~', "~"},          {' ', " "}};
  for (const auto& [byte, spelled] : escaped) {
    for (std::size_t length = 1; length <= 40; ++length) {
      for (std::size_t at = 0; at < length; ++at) {
        std::string text(length, 'a');
        text[at] = byte;
        JsonWriter json;
        EXPECT_EQ(json.string(text).take(),
                  '"' + text.substr(0, at) + spelled + text.substr(at + 1) + '"');
      }
    }
  }
}

TEST(JsonWriter, WritesNoNumberAsNull) {
  JsonWriter json(Layout::kOneLine);
  json.open_array().number(std::numeric_limits<double>::quiet_NaN());
  json.number(-std::numeric_limits<double>::infinity()).close_array();
  EXPECT_EQ(json.take(), "[null,null]");
}

std::string round_trip(std::string_view text) {
  JsonWriter json(Layout::kOneLine);
  json.open_object().key(text).string(text).close_object();
  const std::string written = json.take();
  EXPECT_TRUE(is_utf8(written));
  const Result<JsonValue> read = parse_json(written);
  EXPECT_TRUE(read.has_value()) << written;
  if (!read || read->members.size() != 1) {
    return "unreadable";
  }
  EXPECT_EQ(read->members[0].first, read->members[0].second.text);
  return read->members[0].second.text;
}

TEST(JsonWriter, RoundTripsEveryAsciiCharacter) {
  std::string all;
  for (char c = 0; c < 127; ++c) {
    all.push_back(c);
  }
  all.push_back('\x7F');
  EXPECT_EQ(round_trip(all), all);
}

TEST(JsonWriter, RoundTripsTextAndReplacesWhatIsNone) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"", ""},
      {"é € \U0001F600", "é € \U0001F600"},
      {"a\xFFz", "a\uFFFDz"},
      {"cut \xE2\x82", "cut \uFFFD\uFFFD"},
      {"\xC0\xAF", "\uFFFD\uFFFD"},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"\xF5\x80\x80\x80.", "\uFFFD\uFFFD\uFFFD\uFFFD."},
  };
  for (const auto& [in, out] : table) {
    EXPECT_EQ(round_trip(in), out);
  }
}

TEST(JsonWriterDeathTest, StopsAtABrokenDocument) {
  EXPECT_DEATH(JsonWriter().open_object().count(1), "a value in an object has a key");
  EXPECT_DEATH(JsonWriter().open_array().close_object(), "an open object is closed");
  EXPECT_DEATH(JsonWriter().open_array().key("a"), "a key stands in an object");
  EXPECT_DEATH(JsonWriter().count(1).count(2), "one document has one value");
  EXPECT_DEATH(static_cast<void>(JsonWriter().open_array().take()), "the document is complete");
}

TEST(JsonWriter, PartsStandAsIfWrittenInTheirPlace) {
  for (const auto layout : {JsonWriter::Layout::kIndented, JsonWriter::Layout::kOneLine}) {
    JsonWriter whole(layout);
    whole.open_object().key("a").open_array();
    JsonWriter pieces = whole;
    std::string text = pieces.flush();
    JsonWriter first = pieces.part(true);
    JsonWriter second = pieces.part(false);
    for (JsonWriter* writer : {&whole, &first}) {
      writer->count(1).open_object().key("b").count(2).close_object();
    }
    for (JsonWriter* writer : {&whole, &second}) {
      writer->string("c");
    }
    text += first.flush() + second.flush();
    pieces.has_elements();
    EXPECT_EQ(text + pieces.count(3).close_array().close_object().take(),
              whole.count(3).close_array().close_object().take());
  }
}

TEST(JsonWriterDeathTest, APartClosesWhatItOpened) {
  JsonWriter json;
  json.open_array();
  EXPECT_DEATH(static_cast<void>(json.part(true).open_array().flush()),
               "a part closes what it opened");
}

// The expected texts are Python's '%.12g' % value.
TEST(NumberText, HasTwelveSignificantDigits) {
  const std::vector<std::pair<double, std::string_view>> table = {
      {0.0, "0"},
      {-0.0, "0"},
      {1.0, "1"},
      {-2.5, "-2.5"},
      {0.1 + 0.2, "0.3"},
      {1.0 / 3.0, "0.333333333333"},
      {123456789012.0, "123456789012"},
      {1234567890123.0, "1.23456789012e+12"},
      {0.0001, "0.0001"},
      {0.00001, "1e-05"},
      {1e300, "1e+300"},
      {5e-324, "4.94065645841e-324"},
      {57.3100000001, "57.3100000001"},
  };
  for (const auto& [value, text] : table) {
    EXPECT_EQ(number_text(value), text);
  }
  EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN()), "n/a");
}

}  // namespace
}  // namespace chimera::text
