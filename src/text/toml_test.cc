#include "text/toml.h"

#include <gtest/gtest.h>

#include "text/toml_keys.h"

namespace chimera::text {
namespace {

TEST(Toml, ValuesKnowTheirLineAndStandInFileOrder) {
  const auto document = parse_toml("z = 'one'\n\n[[file]]\nb = [\n  \"x\",\n  7]\na = true\n");
  ASSERT_TRUE(document.has_value()) << document.error().message;
  ASSERT_EQ(document->members.size(), 2U);
  EXPECT_EQ(document->members[0].first, "z");
  EXPECT_EQ(document->members[0].second.text, "one");
  const TomlValue& entry = document->find("file")->items.at(0);
  EXPECT_EQ(entry.line, 3U);
  EXPECT_EQ(entry.members[0].first, "b");
  const TomlValue& array = entry.members[0].second;
  EXPECT_EQ(array.items[0].line, 5U);
  EXPECT_EQ(array.items[1].kind, TomlKind::kInteger);
  EXPECT_EQ(array.items[1].integer, 7);
  EXPECT_EQ(entry.find("a")->kind, TomlKind::kOther);
  EXPECT_EQ(entry.find("c"), nullptr);
}

TEST(Toml, WhatIsNoneNamesItsLine) {
  const auto document = parse_toml("a = 1\nb = = 2\n");
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().code, ErrorCode::kInput);
  EXPECT_EQ(document.error().place.line, 2U);
  EXPECT_FALSE(parse_toml("a = 1\na = 2\n").has_value());
  EXPECT_FALSE(parse_toml("a = \"\xFF\"\n").has_value());
}

TEST(Toml, NestingIsBounded) {
  std::string dots = "\na";
  for (int i = 0; i < 500'000; ++i) {
    dots += ".a";
  }
  const auto deep_key = parse_toml(dots + " = 1\n");
  ASSERT_FALSE(deep_key.has_value());
  EXPECT_EQ(deep_key.error().place.line, 2U);
  EXPECT_FALSE(parse_toml("a = " + std::string(100'000, '[')).has_value());
  const auto deep_array = parse_toml("\n\na = " + std::string(100, '[') + std::string(100, ']'));
  ASSERT_FALSE(deep_array.has_value());
  EXPECT_EQ(deep_array.error().place.line, 3U);
}

TEST(Toml, OnlyDotsOfKeysCount) {
  const std::string dots(40, '.');
  EXPECT_EQ(line_of_long_key("a = \"" + dots + "\" # " + dots + "\n"), 0U);
  EXPECT_EQ(line_of_long_key("a = '''\n" + dots + "\"'''\n"), 0U);
  EXPECT_EQ(line_of_long_key("a = \"\\\"" + dots + "\"\n"), 0U);
  // Strings that end with quotes of their own don't hide what follows.
  EXPECT_EQ(line_of_long_key("a = \"\"\"x\n\"\"\"\"\n" + dots), 3U);
  EXPECT_EQ(line_of_long_key("a = ''\nb = 'it\n" + dots), 3U);
}

TEST(Toml, HostileTextReadsBackAsItWas) {
  std::string hostile = "\"quoted\" \\u0041 '''  # [x] = \xC3\xA9 \xF0\x9F\x98\x80 \xE2\x80\xAE";
  for (char c = 1; c < 0x20; ++c) {
    hostile += c;
  }
  hostile += '\0';
  hostile += '\x7F';
  const auto document =
      parse_toml(toml_key(hostile) + " = " + toml_string(hostile) + " " + toml_comment(hostile));
  ASSERT_TRUE(document.has_value()) << document.error().message;
  ASSERT_EQ(document->members.size(), 1U);
  EXPECT_EQ(document->members[0].first, hostile);
  EXPECT_EQ(document->members[0].second.text, hostile);
}

TEST(Toml, KeysAreBareWherePossible) {
  EXPECT_EQ(toml_key("ttft_s"), "ttft_s");
  EXPECT_EQ(toml_key("a.b"), "\"a.b\"");
  EXPECT_EQ(toml_key(""), "\"\"");
  EXPECT_TRUE(parse_toml("\"\" = 1").has_value());
}

}  // namespace
}  // namespace chimera::text
