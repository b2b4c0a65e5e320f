#include "text/yaml.h"

#include <gtest/gtest.h>

#include <string>

#include "text/json_write.h"

namespace chimera::text {
namespace {

std::string said(const JsonValue& value) {
  switch (value.kind) {
    case JsonKind::kNull:
      return "null" + value.text;
    case JsonKind::kBool:
      return value.text;
    case JsonKind::kNumber:
      return number_text(value.number);
    case JsonKind::kString:
      return "'" + value.text + "'";
    case JsonKind::kArray:
    case JsonKind::kObject:
      break;
  }
  std::string inside;
  for (const JsonValue& item : value.items) {
    inside += (inside.empty() ? "" : " ") + said(item);
  }
  for (const auto& [name, member] : value.members) {
    inside += (inside.empty() ? "" : " ") + name + ":" + said(member);
  }
  return value.kind == JsonKind::kArray ? "[" + inside + "]" : "{" + inside + "}";
}

std::string read(std::string_view text) {
  const auto value = parse_yaml(text);
  return value ? said(*value)
               : std::to_string(value.error().place.line) + ": " + value.error().message;
}

TEST(Yaml, BlocksAndFlowsAreOneTree) {
  EXPECT_EQ(read("a:\n  b: 1.5\n  c: [x, -2e-3, {d: true}]\n'e f': \"g\\n\"\n"),
            "{a:{b:1.5 c:['x' -0.002 {d:true}]} e f:'g\n'}");
  EXPECT_EQ(read("- 1\n- |\n  two\n  lines\n- ~\n-\n"), "[1 'two\nlines\n' null null]");
  EXPECT_EQ(read(""), "null");
  EXPECT_EQ(read({}), "null");  // found by fuzzing: a view of nothing
}

// YAML 1.1 and 1.2 take these for different things; a quoted number is a text.
TEST(Yaml, OnlyWhatAllVersionsCallANumberIsOne) {
  EXPECT_EQ(read("[017, 0x1F, 1_000, +1, 1:30, yes, 2025-01-01, '5', !!str 6, 0.5, 0, 1.0e-05]"),
            "['017' '0x1F' '1_000' '+1' '1:30' 'yes' '2025-01-01' '5' '6' 0.5 0 1e-05]");
  EXPECT_EQ(read("[.nan, -.inf, null, False]"), "[null.nan null-.inf null false]");
}

TEST(Yaml, AnAliasIsACopy) {
  EXPECT_EQ(read("a: &x {n: 1}\nb: *x\nc: [*x]\n"), "{a:{n:1} b:{n:1} c:[{n:1}]}");
  EXPECT_EQ(read("a: *x\n"), "1: the alias 'x' has no anchor above");
  EXPECT_EQ(read("a: &x [*x]\n"), "1: the alias 'x' has no anchor above");
}

TEST(Yaml, ABombOfAliasesIsRefused) {
  std::string bomb = "a0: &a0 lol\n";
  for (int i = 1; i < 12; ++i) {
    const std::string below = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 9; ++j) {
      bomb += below + " , ";
    }
    bomb += below + " ]\n";
  }
  EXPECT_NE(read(bomb).find("too large with all aliases written out"), std::string::npos);
  std::string deep = "a0: &a0 [x]\n";
  for (int i = 1; i < 70; ++i) {
    deep += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) +
            "]\n";
  }
  EXPECT_NE(read(deep).find("nested too deeply"), std::string::npos);
}

TEST(Yaml, LimitsAndBreaksNameTheirLine) {
  EXPECT_EQ(read("a: 1\nb: [1,\n"), "3: no YAML: did not find expected node content");
  EXPECT_EQ(read("a: 1\na: 2\n"), "2: the key 'a' stands twice");
  EXPECT_EQ(read("a: 1\n---\nb: 2\n"), "2: a second document");
  EXPECT_EQ(read("a: !!python/object:os.system x\n"),
            "1: the tag 'tag:yaml.org,2002:python/object:os.system' is not read");
  EXPECT_EQ(read("? [a]\n: 1\n"), "1: a key that is no scalar");
  EXPECT_NE(read(std::string(1000, '[')).find("nested too deeply"), std::string::npos);
  EXPECT_NE(read(std::string(kYamlBytesMax + 1, ' ')).find("4 MiB"), std::string::npos);
}

}  // namespace
}  // namespace chimera::text
