#include "read/format/plain_json_lines.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace chimera::read {
namespace {

using Cells = std::vector<std::string_view>;

/// The cells of the lines, one row after the other; nullopt where one doesn't fit.
std::optional<Cells> cut(const JsonLineTemplate& line, std::string_view lines,
                         const std::vector<std::size_t>& wanted) {
  Cells all;
  const bool fits = plain_rows(line).make_cutter()->cut(
      lines, wanted, [&](std::string_view, std::span<const std::string_view> cells) {
        all.insert(all.end(), cells.begin(), cells.end());
        return true;
      });
  return fits ? std::optional(all) : std::nullopt;
}

/// Without names where none can be made.
JsonLineTemplate line_of(std::string_view line) {
  return JsonLineTemplate::make(line).value_or(JsonLineTemplate());
}

TEST(JsonLineTemplate, TakesValuesByTheirPlace) {
  const JsonLineTemplate line =
      line_of(R"({"a": 1, "b": {"c": "x", "d": {"e": null}}, "f": true})");
  EXPECT_EQ(line.names(), (std::vector<std::string>{"a", "b.c", "b.d.e", "f"}));
  EXPECT_EQ(
      cut(line, R"({"a": -2.5e3, "b": {"c": null, "d": {"e": "y,}"}}, "f": false})", {0, 1, 2, 3}),
      (Cells{"-2.5e3", "", "y,}", "false"}));
}

TEST(JsonLineTemplate, RefusesWhatIsShapedOtherwise) {
  const JsonLineTemplate line = line_of(R"({"a":1,"b":2})");
  ASSERT_FALSE(line.names().empty());
  for (const std::string_view other :
       {R"({"a":1})", R"({"a":1,"b":2,"c":3})", R"({"b":1,"a":2})", R"({"a": 1,"b":2})",
        R"({"a":01,"b":2})", R"({"a":1.,"b":2})", R"({"a":+1,"b":2})", R"({"a":"\n","b":2})",
        R"({"a":[1],"b":2})", R"({"a":nul,"b":2})", R"({"a":1,"b":2} )", R"({"a":1,"b":)", ""}) {
    const std::string lines = R"({"a":1,"b":2})"
                              "\n" +
                              std::string(other) + "\n";
    EXPECT_FALSE(cut(line, lines, {0, 1}).has_value()) << other;
  }
}

TEST(JsonLineTemplate, TakesOnlyWhatIsWantedWhateverEndsTheLines) {
  const JsonLineTemplate line = line_of(R"({"a":1,"b":"x","c":3})");
  ASSERT_FALSE(line.names().empty());
  EXPECT_EQ(cut(line, "{\"a\":10,\"b\":\"y\",\"c\":30}\r\n{\"a\":11,\"b\":\"\",\"c\":0}", {0, 2}),
            (Cells{"10", "30", "11", "0"}));
  EXPECT_EQ(cut(line, "{\"a\":10,\"b\":\"y\",\"c\":30}\n", {1}), (Cells{"y"}));
  EXPECT_EQ(cut(line, "", {1}), Cells{});
}

TEST(JsonLineTemplate, TakesValuesOfAnyLength) {
  const JsonLineTemplate line = line_of(R"({"a":1,"b":"x"})");
  ASSERT_FALSE(line.names().empty());
  for (std::size_t size = 1; size <= 300; ++size) {
    const std::string number(size, '7');
    const std::string text(size, 'y');
    const std::string lines = fmt::format(R"({{"a":{},"b":"{}"}})", number, text);
    const auto cells = cut(line, lines, {0, 1});
    EXPECT_EQ(cells.has_value(), size <= 256) << size;
    EXPECT_EQ(cells.value_or(Cells{number, text}), (Cells{number, text}));
    EXPECT_FALSE(cut(line, R"({"a":1,"b":")" + text + "\\n\"}", {}).has_value()) << size;
    EXPECT_FALSE(cut(line, R"({"a":1,"b":")" + text, {}).has_value()) << size;
    EXPECT_FALSE(cut(line, R"({"a":)" + number, {}).has_value()) << size;
  }
}

TEST(JsonLineTemplate, IsMadeOfObjectsOfScalarsOnly) {
  for (const std::string_view other : {"", "{}", "[1]", R"({"a":[1]})", R"({"a":"\u0041"})",
                                       R"({"a":1)", R"({"a":1}x)", R"({"a\"":1})", R"({"a":{}})"}) {
    EXPECT_FALSE(JsonLineTemplate::make(other).has_value()) << other;
  }
  std::string deep;
  for (int i = 0; i < 100'000; ++i) {
    deep += R"({"a":)";
  }
  EXPECT_FALSE(JsonLineTemplate::make(deep).has_value());
}

}  // namespace
}  // namespace chimera::read
