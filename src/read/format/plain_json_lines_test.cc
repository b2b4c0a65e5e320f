#include "read/format/plain_json_lines.h"

#include <gtest/gtest.h>

namespace chimera::read {
namespace {

using Cells = std::vector<std::string_view>;

TEST(JsonLineTemplate, TakesValuesByTheirPlace) {
  const JsonLineTemplate line =
      JsonLineTemplate::make(R"({"a": 1, "b": {"c": "x", "d": {"e": null}}, "f": true})")
          .value_or(JsonLineTemplate());
  EXPECT_EQ(line.names(), (std::vector<std::string>{"a", "b.c", "b.d.e", "f"}));
  Cells cells(4);
  ASSERT_TRUE(
      line.split(R"({"a": -2.5e3, "b": {"c": null, "d": {"e": "y,}"}}, "f": false})", cells));
  EXPECT_EQ(cells, (Cells{"-2.5e3", "", "y,}", "false"}));
}

TEST(JsonLineTemplate, RefusesWhatIsShapedOtherwise) {
  const auto line = JsonLineTemplate::make(R"({"a":1,"b":2})");
  ASSERT_TRUE(line.has_value());
  Cells cells(2);
  for (const std::string_view other :
       {R"({"a":1})", R"({"a":1,"b":2,"c":3})", R"({"b":1,"a":2})", R"({"a": 1,"b":2})",
        R"({"a":01,"b":2})", R"({"a":1.,"b":2})", R"({"a":+1,"b":2})", R"({"a":"\n","b":2})",
        R"({"a":[1],"b":2})", R"({"a":nul,"b":2})", R"({"a":1,"b":2} )", R"({"a":1,"b":)", ""}) {
    EXPECT_FALSE(line->split(other, cells)) << other;
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
