#include "query/conversion.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

namespace chimera::query {
namespace {

Column measured(std::string name, std::string_view definition, std::string unit, double value) {
  Column column{.name = std::move(name), .role = Role::kMetric, .unit = std::move(unit)};
  column.definition = find_definition(definition);
  column.text.push_back("");
  column.number.push_back(value);
  return column;
}

// 101 tokens, the first after 500 ms, the last after 2.5 s.
Table one_request() {
  Table table;
  table.state.resize(1);
  table.place.push_back(0);
  table.columns = {measured("latency", "e2e_latency", "s", 2.5), measured("n", "tokens", "", 101),
                   measured("first", "ttft.chunk", "ms", 500),
                   measured("with", "tpot.e2e", "ms", 2500.0 / 101),
                   measured("after", "tpot.decode", "ms", 20)};
  return table;
}

const Conversion& conversion(std::string_view name) {
  for (const Conversion& each : conversions()) {
    if (each.name == name) {
      return each;
    }
  }
  ADD_FAILURE() << "no conversion " << name;
  return conversions().front();
}

std::string converted(const Table& table, std::string_view name) {
  const auto inputs = inputs_of(table, conversion(name));
  if (!inputs) {
    return "nothing";
  }
  const auto value = convert_row(conversion(name), *inputs, 0);
  return value ? std::to_string(*value) : value.error().message;
}

using Names = std::vector<std::string>;

Names used(const Table& table, std::string_view name) {
  const auto inputs = inputs_of(table, conversion(name));
  return inputs ? used_columns(conversion(name), *inputs) : Names{};
}

TEST(Conversion, LeadsBetweenDefinitionsOfTheCatalogue) {
  std::set<std::string_view> names;
  for (const Conversion& each : conversions()) {
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
    ASSERT_NE(find_definition(each.from), nullptr) << each.name;
    ASSERT_NE(find_definition(each.to), nullptr) << each.name;
    EXPECT_TRUE(why_not_converted(each.from).empty()) << each.name;
    EXPECT_EQ(each.needs_ttft, each.formula.find("ttft") != std::string_view::npos);
    EXPECT_NE(each.formula.find(each.from), std::string_view::npos);
  }
  for (const Definition& each : definitions()) {
    const std::string_view common = common_definition(each.family);
    EXPECT_TRUE(common.empty() || find_definition(common)->family == each.family) << each.name;
  }
  for (const std::string_view each : {"itl", "itl.chunk", "itl.first", "throughput.system"}) {
    EXPECT_NE(find_definition(each), nullptr);
    EXPECT_FALSE(why_not_converted(each).empty()) << each;
  }
}

// By hand: 2000 ms / 100; 2.5 s / 101; 101 / 2.5 s.
TEST(Conversion, TakesWhatItNeedsFromTheRowInAnyUnit) {
  EXPECT_EQ(converted(one_request(), "tpot_decode_from_e2e"), "0.020000");
  EXPECT_EQ(converted(one_request(), "tpot_decode_from_latency"), "0.020000");
  EXPECT_EQ(converted(one_request(), "tpot_e2e_from_decode"), "0.024752");
  EXPECT_EQ(converted(one_request(), "tpot_e2e_from_latency"), "0.024752");
  EXPECT_EQ(converted(one_request(), "throughput_request_from_latency"), "40.400000");
  EXPECT_EQ(used(one_request(), "tpot_decode_from_e2e"), (Names{"with", "n", "first"}));
  EXPECT_EQ(used(one_request(), "tpot_e2e_from_latency"), (Names{"latency", "n"}));
}

TEST(Conversion, RefusesWhatTheRowDoesNotSay) {
  Table table = one_request();
  table.columns[0].number[0] = 9;
  EXPECT_NE(converted(table, "tpot_decode_from_e2e").find("doesn't fit"), std::string::npos);
  table.columns[2].number[0] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(converted(table, "tpot_decode_from_e2e"), "'ttft' of the request is not known");
  table.columns[1].role = Role::kFactor;  // asked for, not counted
  EXPECT_EQ(converted(table, "tpot_decode_from_e2e"), "'tokens' of the request is not known");
  table.columns[3].unit = "B";
  EXPECT_EQ(converted(table, "tpot_decode_from_e2e"), "the unit of 'with' is not known");
  table.columns[3].role = Role::kSummary;  // of many requests
  EXPECT_EQ(converted(table, "tpot_decode_from_e2e"), "nothing");
}

TEST(Conversion, OfTwoColumnsNeitherIsChosen) {
  Table table = one_request();
  table.columns.push_back(measured("server", "ttft", "ms", 400));
  EXPECT_EQ(converted(table, "tpot_decode_from_e2e"), "'ttft' of the request is not known");
}

TEST(Conversion, OnlyTheCataloguesNamesAskForIt) {
  const Definition& tokens = *find_definition("tokens");
  EXPECT_TRUE(feeds_conversion("tpot", tokens));
  EXPECT_TRUE(feeds_conversion("tpot.decode", *find_definition("tpot.e2e")));
  EXPECT_TRUE(feeds_conversion("throughput", *find_definition("e2e_latency")));
  EXPECT_TRUE(feeds_conversion("prompt_throughput", *find_definition("prompt_tokens")));
  EXPECT_TRUE(feeds_conversion("throughput", *find_definition("eval_time")));
  EXPECT_TRUE(feeds_conversion("throughput from eval_time", tokens));
  EXPECT_FALSE(feeds_conversion("prompt_throughput", *find_definition("ttft")));
  EXPECT_FALSE(feeds_conversion("itl", tokens));
  EXPECT_FALSE(feeds_conversion("tokens_s", tokens));
  EXPECT_FALSE(feeds_conversion("tpot", *find_definition("memory")));
}

}  // namespace
}  // namespace chimera::query
